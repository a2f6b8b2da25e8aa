"""Guest lists: names by hand, a version frozen and signed, acknowledged by its readers, blanked where it must be."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError, InvalidInput, required
from delegations import badge_keys, guest_list_notices, guest_list_seal, guest_lists
from delegations.guest_lists import Difference
from delegations.models import (
    Delegate,
    GuestList,
    GuestListAcknowledgment,
    GuestListAmendment,
    GuestListEntry,
    GuestListVersion,
)
from delegations.models.guest_list import WORDS
from forum import editions


def add_by_hand(guest_list: GuestList, delegate: Delegate, *, reason: str, by, now) -> GuestListAmendment:
    """Put somebody on the list whom its filters do not draw. Takes the place of an earlier amendment."""
    return _amend(guest_list, delegate, reason, is_struck=False, by=by, now=now)


def strike(guest_list: GuestList, delegate: Delegate, *, reason: str, by, now) -> GuestListAmendment:
    """Keep somebody off the list, whatever its filters draw."""
    return _amend(guest_list, delegate, reason, is_struck=True, by=by, now=now)


def withdraw_amendment(amendment: GuestListAmendment, *, by, now) -> GuestListAmendment:
    """From the next version on the list draws the person, or not, as if nothing had been done by hand."""
    with transaction.atomic():
        _held(amendment.guest_list)
        amendment = GuestListAmendment.objects.select_related("delegate__person").get(pk=amendment.pk)
        if amendment.withdrawn_at:
            raise DomainError(_("This is withdrawn already."), code="withdrawn")
        amendment.withdrawn_at, amendment.withdrawn_by = now, by
        amendment.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return amendment


def freeze(guest_list: GuestList, *, by, now, note: str = "") -> GuestListVersion:
    """Number, keep and sign the list as it is now, and tell its office. Of two at once the second is told that
    nothing has changed.

    Raises DomainError where nobody is on it, where it is as the last version said, and without a badge key.
    """
    with transaction.atomic():
        guest_list = _held(guest_list)
        entries, last = guest_lists.entries_now(guest_list), guest_lists.last_version(guest_list)
        if last is None and not entries:
            raise DomainError(_("Nobody is on the list yet."), code="empty-list")
        difference = guest_lists.difference(last.entries.all(), entries) if last else Difference()
        if last and not difference:
            sentence = _("Nothing has changed since version %(number)d.")
            raise DomainError(sentence % {"number": last.number}, code="unchanged")
        version = _frozen(guest_list, entries, number=last.number + 1 if last else 1, note=note, by=by, now=now)
        guest_list_notices.frozen(version, len(entries), difference, now=now)
    return version


def acknowledge(version: GuestListVersion, *, by, now) -> GuestListAcknowledgment:
    """``by`` has taken note of what changed since the version that they acknowledged last.

    Raises DomainError where a newer version is out, and for a second time.
    """
    with transaction.atomic():
        guest_list = _held(version.guest_list)
        last = guest_lists.last_version(guest_list)
        if last is None or last.pk != version.pk:
            raise DomainError(_("A newer version is out. Read that one."), code="old-version")
        if version.acknowledgments.filter(user=by).exists():
            sentence = _("You have acknowledged version %(number)d already.")
            raise DomainError(sentence % {"number": version.number}, code="acknowledged")
        since = guest_lists.known_before(version, by)
        return GuestListAcknowledgment.objects.create(version=version, since=since, user=by, happened_at=now)


def erase(delegate: Delegate, *, now) -> int:
    """Blank what frozen lists say of somebody whose data are to be erased; gives how many entries.

    The only change that the database allows to an entry. Digests, number and serial stay, so every version still
    verifies; the salt goes, so nobody can find the words again by trying. In archived editions too: the law goes on.
    """
    blank = dict.fromkeys((*WORDS, "salt"), "")
    rows = GuestListEntry.objects.filter(delegate_id_then=delegate.public_id, erased_at=None)
    return rows.update(**blank, erased_at=now)


def _held(guest_list):
    rows = GuestList.objects.select_related("edition", "session", "agency").select_for_update(of=("self",))
    guest_list = rows.get(pk=guest_list.pk)
    editions.require_open(guest_list.edition)
    return guest_list


def _amend(guest_list, delegate, reason, *, is_struck, by, now):
    reason = required(reason, _("Write the reason."), field="reason")
    if delegate.edition_id != guest_list.edition_id:
        raise InvalidInput(_("Choose somebody of this edition."), field="delegate")
    with transaction.atomic():
        facts = {"is_struck": is_struck, "reason": reason, "made_by": by, "made_at": now}
        facts |= {"withdrawn_at": None, "withdrawn_by": None}
        row, _is_new = GuestListAmendment.objects.update_or_create(
            guest_list=_held(guest_list), delegate=delegate, defaults=facts
        )
    return row


def _frozen(guest_list, entries, *, number, note, by, now):
    key = badge_keys.signing(guest_list.edition)
    version = GuestListVersion(
        guest_list=guest_list,
        number=number,
        title=guest_list.title,
        note=note.strip(),
        frozen_at=now,
        frozen_by=by,
        key=key,
    )
    for entry in entries:
        entry.salt = secrets.token_hex(16)
        entry.digest = guest_list_seal.digest_of(entry)
    version.digest = guest_list_seal.digest_of_version(version, entries)
    version.signature = guest_list_seal.sign(version.digest, bytes.fromhex(key.private_key))
    version.save(force_insert=True)
    for entry in entries:
        entry.version = version
    GuestListEntry.objects.bulk_create(entries)
    return version
