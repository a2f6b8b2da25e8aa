"""The text in a badge's QR: what is signed is read, whatever was changed is refused."""

import datetime as dt

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from core import base45
from core.errors import InvalidInput
from delegations import tokens
from delegations.models import BadgeKind
from delegations.tokens import Claims

SECRET = bytes(range(32))
PUBLIC = Ed25519PrivateKey.from_private_bytes(SECRET).public_key().public_bytes_raw()
KEYS = {7: PUBLIC}
CLAIMS = Claims(
    key_number=7,
    serial=2**63 - 1,
    zone_mask=0b1011,
    valid_from=dt.datetime(2025, 4, 7, 19, 0, tzinfo=dt.UTC),
    valid_until=dt.datetime(2025, 4, 9, 19, 0, tzinfo=dt.UTC),
    days=0b10,
    kind=BadgeKind.DAY_PASS,
)
MINUTES = st.integers(0, 4_000_000_000).map(lambda number: tokens.EPOCH + number * tokens.MINUTE)  # until 9575
ANY = st.builds(
    Claims,
    key_number=st.just(7),
    serial=st.integers(0, 2**63 - 1),
    zone_mask=st.integers(0, 2**32 - 1),
    valid_from=MINUTES,
    valid_until=MINUTES,
    days=st.integers(0, 2**16 - 1),
    kind=st.sampled_from(BadgeKind.values),
)


@given(ANY)
def test_token_says_what_was_signed(claims):
    assert tokens.read(tokens.sign(claims, SECRET), KEYS) == claims


def test_token_is_the_text_that_was_agreed():
    """Gates in the field read it: this text must not change without a new version."""
    data = base45.decode(tokens.sign(CLAIMS, SECRET).removeprefix("MJ1:"))
    assert data[:26].hex() == "0100077fffffffffffffff0000000b01bb891401bb9454000202"
    Ed25519PrivateKey.from_private_bytes(SECRET).public_key().verify(data[26:], b"majlis badge 1\0" + data[:26])
    assert len(tokens.sign(CLAIMS, SECRET)) == 139


@given(ANY, st.integers(0, 89), st.integers(1, 255))
def test_any_byte_changed_is_refused(claims, place, change):
    data = bytearray(base45.decode(tokens.sign(claims, SECRET).removeprefix(tokens.PREFIX)))
    data[place] ^= change
    with pytest.raises(InvalidInput):
        tokens.read(tokens.PREFIX + base45.encode(bytes(data)), KEYS)


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text):
    for given_text in (text, tokens.PREFIX + text):
        with pytest.raises(InvalidInput) as refused:
            tokens.read(given_text, KEYS)
        assert refused.value.code == "no-badge"


def test_link_of_a_registration_is_no_badge():
    with pytest.raises(InvalidInput, match="no badge") as refused:
        tokens.read("https://majlis.example/pmif25/delegations/abcdefgh23456789/", KEYS)
    assert refused.value.code == "no-badge"


def test_token_of_another_key_is_forged():
    other = Ed25519PrivateKey.generate().private_bytes_raw()
    with pytest.raises(InvalidInput) as refused:
        tokens.read(tokens.sign(CLAIMS, other), KEYS)
    assert refused.value.code == "forged"


def test_token_of_a_key_no_longer_trusted_is_refused():
    with pytest.raises(InvalidInput) as refused:
        tokens.read(tokens.sign(CLAIMS, SECRET), {})
    assert refused.value.code == "unknown-key"


def test_validity_is_widened_to_whole_minutes():
    exact = dt.datetime(2025, 4, 8, 9, 30, 30, tzinfo=dt.UTC)
    claims = Claims(7, 1, 0, exact, exact)
    read = tokens.read(tokens.sign(claims, SECRET), KEYS)
    assert read.valid_from == exact.replace(second=0)
    assert read.valid_until == exact.replace(minute=31, second=0)


def test_days_are_counted_from_the_first_day():
    first = dt.date(2025, 4, 8)
    second = first + dt.timedelta(days=1)
    bits = tokens.days_as_bits([second], first)
    claims = Claims(7, 1, 0, CLAIMS.valid_from, CLAIMS.valid_until, days=bits)
    assert bits == 2
    assert [claims.opens_on(first + dt.timedelta(days=n), first) for n in (-1, 0, 1, 2, 20)] == [
        False, False, True, False, False,
    ]  # fmt: skip
    assert tokens.days_as_bits([], first) == 0
    assert Claims(7, 1, 0, CLAIMS.valid_from, CLAIMS.valid_until).opens_on(second, first)


@pytest.mark.parametrize("day", [dt.date(2025, 4, 7), dt.date(2025, 4, 24)])
def test_day_outside_the_forum_is_refused(day):
    with pytest.raises(InvalidInput) as refused:
        tokens.days_as_bits([day], dt.date(2025, 4, 8))
    assert refused.value.field == "days"
