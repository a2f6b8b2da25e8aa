"""What a badge's QR says: a signed token that holds no personal data and is read with no network.

MJ1: + base45 (RFC 9285) of payload || signature

payload, big-endian, 26 bytes: version u8 (1), key number u16, serial u64, zones u32 (bit n: the zone of that bit),
valid from u32 and until u32 (minutes since 1970, UTC), days u16 (bit n: the edition's first day + n; 0: every day),
kind u8 (0 personal, 1 floater, 2 day pass)
signature: Ed25519 (RFC 8032) over "majlis badge 1", a zero byte, and the payload
"""

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.utils.translation import gettext as _

from core import base45
from core.errors import InvalidInput
from delegations.models import BadgeKind

PREFIX = "MJ1:"
VERSION = 1
SIGNED_AS = b"majlis badge 1\0"
"""Before the payload under the signature, so that nothing else signed with the key could pass for a badge."""

PAYLOAD = struct.Struct(">BHQIIIHB")
SIGNATURE_BYTES = 64
MOST_DAYS = 16
KINDS = [BadgeKind.PERSONAL, BadgeKind.FLOATER, BadgeKind.DAY_PASS]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Claims:
    """What a badge says. ``zone_mask`` and ``days`` as bits; the times aware, in whole minutes."""

    key_number: int
    serial: int
    zone_mask: int
    valid_from: datetime
    valid_until: datetime
    days: int = 0
    kind: str = BadgeKind.PERSONAL

    def opens_on(self, day: date, first_day: date) -> bool:
        """Say whether it opens on ``day`` of an edition that begins on ``first_day``."""
        number = (day - first_day).days
        return not self.days or (0 <= number < MOST_DAYS and bool(self.days >> number & 1))


def sign(claims: Claims, private_key: bytes) -> str:
    """The token. ``private_key``: the 32 bytes of the key whose number the claims name. The validity is widened to
    whole minutes."""
    payload = _payload(claims)
    return PREFIX + base45.encode(payload + _signer(private_key).sign(SIGNED_AS + payload))


def read(token: str, public_keys: Mapping[int, bytes]) -> Claims:
    """What ``token`` says, once its signature holds. ``public_keys``: the trusted ones, 32 bytes each, by number.

    Says nothing of revocation or of the hour. Raises InvalidInput with the code ``no-badge`` for what is no token,
    ``unknown-key`` for one of a key that is not trusted, ``forged`` for one whose signature is not the key's.
    """
    payload, signature = _parts(token)
    version, number, serial, zones, starts, ends, days, kind = PAYLOAD.unpack(payload)
    if version != VERSION or kind >= len(KINDS):
        raise _no_badge()
    if number not in public_keys:
        raise InvalidInput(_("This badge was signed with a key that is not trusted here."), code="unknown-key")
    try:
        _verifier(public_keys[number]).verify(signature, SIGNED_AS + payload)
    except InvalidSignature as error:
        raise InvalidInput(_("This badge is forged."), code="forged") from error
    return Claims(number, serial, zones, EPOCH + starts * MINUTE, EPOCH + ends * MINUTE, days, KINDS[kind])


def serial_of(token: str) -> int | None:
    """The serial that ``token`` names, its signature unread; None for what is no token.

    For who compares the whole token with the one that was made: a serial alone proves nothing.
    """
    try:
        payload, _signature = _parts(token)
    except InvalidInput:
        return None
    version, _number, serial, *_more = PAYLOAD.unpack(payload)
    return serial if version == VERSION and serial < 2**63 else None


def days_as_bits(days: Iterable[date], first_day: date) -> int:
    """Bit n for the edition's first day + n; 0, every day, for none. Raises InvalidInput for a day that has no bit."""
    numbers = {(day - first_day).days for day in days}
    if any(not 0 <= number < MOST_DAYS for number in numbers):
        raise InvalidInput(_("A badge is valid on days of the forum only."), field="days")
    return sum(1 << number for number in numbers)


def _payload(claims):
    starts, ends = (claims.valid_from - EPOCH) // MINUTE, -((EPOCH - claims.valid_until) // MINUTE)
    facts = (claims.serial, claims.zone_mask, starts, ends, claims.days, KINDS.index(BadgeKind(claims.kind)))
    return PAYLOAD.pack(VERSION, claims.key_number, *facts)


def _parts(token):
    if not token.startswith(PREFIX):
        raise _no_badge()
    try:
        data = base45.decode(token.removeprefix(PREFIX))
    except ValueError as error:
        raise _no_badge() from error
    if len(data) != PAYLOAD.size + SIGNATURE_BYTES:
        raise _no_badge()
    return data[: PAYLOAD.size], data[PAYLOAD.size :]


def _no_badge():
    return InvalidInput(_("This is no badge of the forum."), code="no-badge")


def _signer(private_key):
    return Ed25519PrivateKey.from_private_bytes(private_key)


@lru_cache(maxsize=64)
def _verifier(public_key):
    return Ed25519PublicKey.from_public_bytes(public_key)
