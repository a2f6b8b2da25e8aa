"""Keys of badges: one signs, the former ones still open, a leaked one opens nothing."""

import pytest
from django.db import connection

from core.errors import DomainError
from delegations import badge_keys as keys
from delegations import revocations, tokens
from delegations.actions import badge_keys
from delegations.models import Badge, BadgeKey, BadgeStatus
from tests.delegations.missions import NOW
from tests.delegations.test_races import at_once
from tests.delegations.test_tokens import CLAIMS


def _badge(key, serial, status=BadgeStatus.ISSUED):
    return Badge.objects.create(
        edition=key.edition, kind="floater", number=serial, serial=serial, status=status, key=key,
        valid_from=NOW, valid_until=NOW, made_at=NOW, category="guest",
    )  # fmt: skip


def test_first_key_signs_and_its_secret_is_kept_encrypted(edition, organiser):
    key = badge_keys.make_first(edition, by=organiser, now=NOW)
    assert (key.number, key.made_by, key.is_trusted) == (1, organiser, True)
    assert keys.signing(edition) == key
    claims = CLAIMS.__class__(1, 5, 1, CLAIMS.valid_from, CLAIMS.valid_until)
    assert tokens.read(tokens.sign(claims, bytes.fromhex(key.private_key)), keys.trusted(edition)) == claims
    with connection.cursor() as cursor:
        cursor.execute("SELECT private_key FROM delegations_badgekey")
        assert key.private_key not in cursor.fetchone()[0]


def test_second_first_key_is_refused(edition, organiser):
    badge_keys.make_first(edition, by=organiser, now=NOW)
    with pytest.raises(DomainError, match="Rotate"):
        badge_keys.make_first(edition, by=organiser, now=NOW)


def test_edition_without_a_key_says_what_to_do(edition, organiser):
    with pytest.raises(DomainError, match="no badge key yet") as refused:
        keys.signing(edition)
    assert refused.value.code == "no-badge-key"
    with pytest.raises(DomainError, match="no badge key yet"):
        badge_keys.rotate(edition, by=organiser, now=NOW)


def test_rotated_key_still_opens_gates(edition, organiser):
    old = badge_keys.make_first(edition, by=organiser, now=NOW)
    new = badge_keys.rotate(edition, by=organiser, now=NOW)
    old.refresh_from_db()
    assert (old.retired_at, old.is_trusted, new.number) == (NOW, True, 2)
    assert keys.signing(edition) == new
    assert set(keys.trusted(edition)) == {1, 2}


def test_distrusted_key_ends_its_badges_and_another_signs(edition, organiser):
    key = badge_keys.make_first(edition, by=organiser, now=NOW)
    live, lost = _badge(key, 11), _badge(key, 12, BadgeStatus.LOST)
    assert badge_keys.ends_with(key) == 1
    assert badge_keys.distrust(key, by=organiser, now=NOW) == [live]
    live.refresh_from_db()
    lost.refresh_from_db()
    assert (live.status, lost.status) == (BadgeStatus.REVOKED, BadgeStatus.LOST)
    assert set(keys.trusted(edition)) == {2}
    assert keys.signing(edition).number == 2
    assert revocations.since(edition, 0) == (1, [11])
    with pytest.raises(DomainError, match="already"):
        badge_keys.distrust(key, by=organiser, now=NOW)


def test_keys_of_an_archived_edition_stay(edition, organiser):
    edition.is_archived = True
    edition.save()
    with pytest.raises(DomainError, match="archived"):
        badge_keys.make_first(edition, by=organiser, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_leave_one_key_signing(edition, organiser):
    at_once([lambda: badge_keys.make_first(edition, by=organiser, now=NOW)] * 4)
    assert [key.number for key in BadgeKey.objects.filter(edition=edition, retired_at=None)] == [1]
