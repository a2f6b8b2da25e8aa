"""Readings of badges: decided, noted once, and counted. One reading is a batch of one.

A batch costs three statements, whatever its length: the badges, who is inside, the readings; one more at a door with a
guest list. That one of them is noted already shows as they are written; then it begins anew, and asks which.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.errors import DomainError
from delegations import admission, door_guests, gate_rows, presence, tokens
from delegations.models import (
    Badge,
    BadgeRevocation,
    BadgeStatus,
    Device,
    Direction,
    Scan,
    ScanResult,
)

PASSED = {ScanResult.ADMITTED, ScanResult.LEFT}
BY_WHEREABOUTS = {ScanResult.INSIDE, ScanResult.NOT_INSIDE}


@dataclass(frozen=True)
class Reading:
    """``token``: what the QR said, or ``badge``: the public id of one that was found by name or number.

    ``device_result``: what a device without network decided; empty where the server is asked. ``guest_version``: the
    version of the door's guest list that the device holds.
    """

    scan_id: UUID
    scanned_at: datetime
    token: str = ""
    badge: str = ""
    direction: str = Direction.ENTRY
    device_result: str = ""
    list_version: int = 0
    guest_version: str = ""


@dataclass
class Verdict:
    """``badge``: with its person, for the screen; None where it is not known or the reading is noted already."""

    scan_id: UUID
    result: str
    is_conflict: bool = False
    badge: Badge | None = None


@dataclass
class _Open:
    """A reading on its way to its verdict."""

    reading: Reading
    badge: Badge | None
    serial: int | None
    at: datetime
    verdict: str = ""
    result: str = ""
    holds: int | None = None

    @property
    def key(self) -> int:
        return self.badge.pk if self.badge else 0


def read(device: Device, reading: Reading, *, now: datetime) -> Verdict:
    """Decide and note one reading. Read again, it is the same row and the same answer."""
    return read_batch(device, [reading], now=now)[0]


def read_batch(device: Device, readings: Sequence[Reading], *, now: datetime) -> list[Verdict]:
    """Decide and note all, in the order in which they were read; the verdicts come in the order given.

    ``device``: with its edition and its checkpoint's zone.
    """
    if device.edition.is_archived:
        sentence = _("%(edition)s is archived: nothing in it can be changed any more.")
        raise DomainError(sentence % {"edition": device.edition}, code="archived")
    with suppress(IntegrityError):
        return _noted(device, readings, {}, now)
    try:
        return _noted(device, readings, _known(readings), now)
    except IntegrityError:  # somebody noted one of them in the same moment: now it is known
        return _noted(device, readings, _known(readings), now)


def _known(readings):
    rows = Scan.objects.filter(scan_id__in=[reading.scan_id for reading in readings]).order_by()
    facts = rows.values_list("scan_id", "result", "is_conflict")
    return {scan_id: Verdict(scan_id, result, is_conflict) for scan_id, result, is_conflict in facts}


@transaction.atomic
def _noted(device, readings, known, now):
    new = {reading.scan_id: reading for reading in readings if reading.scan_id not in known}
    verdicts = dict(known)
    opened = _opened(device, list(new.values()), now)
    _decide(device, opened)
    Scan.objects.bulk_create(_row(device, one, now) for one in sorted(opened, key=lambda one: one.reading.scan_id))
    for one in opened:
        scan_id = one.reading.scan_id
        verdicts[scan_id] = Verdict(scan_id, one.result, _is_conflict(one), one.badge)
    return [verdicts[reading.scan_id] for reading in readings]


def _opened(device, readings, now):
    """Each with its badge, oldest first. What a device dates later than now was read now."""
    serials = {reading.scan_id: tokens.serial_of(reading.token) for reading in readings if reading.token}
    badges = _badges(device, set(serials.values()), {reading.badge for reading in readings if reading.badge})
    opened = []
    for reading in readings:
        badge = badges.get(reading.badge or serials.get(reading.scan_id) or 0)
        if badge and reading.token and badge.token != reading.token:
            badge = None  # the serial is ours and the rest is not
        serial = badge.serial if badge else serials.get(reading.scan_id)
        at = min(reading.scanned_at, now) if reading.device_result else now
        opened.append(_Open(reading, badge, serial, at))
    return sorted(opened, key=lambda one: one.at)


def _badges(device, serials: set[int | None], public_ids: set[str]) -> dict[int | str, Badge]:
    badges: dict[int | str, Badge] = {}
    ours = {serial for serial in serials if serial is not None}
    for badge in gate_rows.badges(device.edition, ours, public_ids) if ours or public_ids else ():
        badges[badge.serial] = badges[badge.public_id] = badge
    return badges


def _decide(device, opened: list[_Open]) -> None:
    door = door_of(device)
    late = _revoked_later(device, opened)
    guests = door_guests.versions(device.checkpoint, [one.badge for one in opened if one.badge])
    for one in opened:
        one.holds = door_guests.key_of(guests, one.reading.guest_version)
        one.verdict = _by_rule(one, door, late, guests)
    counted = [one for one in opened if one.badge and one.verdict in PASSED and _passed(one)]
    if device.checkpoint.counts:
        for turn in _turns(counted):
            moved = presence.move(device.checkpoint, [(one.key, _enters(one), one.at) for one in turn])
            for one in turn:
                if one.key not in moved:
                    one.verdict = ScanResult.INSIDE if _enters(one) else ScanResult.NOT_INSIDE
    for one in opened:
        # Whom a device turned away did not pass, whatever would have held.
        one.result = one.verdict if _passed(one) else one.reading.device_result


def door_of(device: Device) -> admission.Door:
    checkpoint, edition = device.checkpoint, device.edition
    return admission.Door(
        checkpoint.zone.bit, edition.starts_on, edition.zone, checkpoint.opens_at, checkpoint.closes_at
    )


def _by_rule(one, door, late, guests):
    badge = one.badge
    if badge is None:
        return ScanResult.UNKNOWN
    said = admission.Credential(
        badge.zone_mask,
        badge.valid_from,
        badge.valid_until,
        sum(1 << number for day in badge.days if (number := (day - door.first_day).days) >= 0),
    )
    if one.reading.direction == Direction.EXIT:
        return admission.leaving(said)
    if badge.status == BadgeStatus.READY:
        return ScanResult.NOT_YET
    is_revoked = badge.status not in admission.OPENS and not one.at < late.get(badge.serial, one.at)
    held = None if one.reading.device_result else one.reading.guest_version
    standing = door_guests.standing(guests, badge, at=one.at, held=held)
    return admission.entry(said, door, at=one.at, is_revoked=is_revoked, standing=standing)


def _revoked_later(device, opened) -> dict[int, datetime]:
    """When each badge was revoked that a device without network let pass; before that it was right to."""
    asked = [
        one.serial
        for one in opened
        if one.reading.device_result and one.badge and one.badge.status not in admission.OPENS
    ]
    if not asked:
        return {}
    rows = BadgeRevocation.objects.filter(edition=device.edition, serial__in=asked)
    return dict(rows.values_list("serial", "revoked_at"))


def _turns(opened: Iterable[_Open]) -> list[list[_Open]]:
    """Rounds in which no badge comes twice, each badge's readings in their order."""
    turns: list[list[_Open]] = []
    met: dict[int, int] = {}
    for one in opened:
        turn = met.get(one.key, 0)
        met[one.key] = turn + 1
        if turn == len(turns):
            turns.append([])
        turns[turn].append(one)
    return turns


def _row(device, one, now):
    reading = one.reading
    return Scan(
        scan_id=reading.scan_id,
        edition=device.edition,
        device=device,
        checkpoint=device.checkpoint,
        badge=one.badge,
        serial=one.serial,
        direction=reading.direction,
        result=one.result,
        device_result=reading.device_result,
        is_manual=bool(reading.badge),
        is_offline=bool(reading.device_result),
        is_conflict=_is_conflict(one),
        list_version=reading.list_version,
        guest_version_id=one.holds,
        scanned_at=one.at,
        received_at=now,
    )


def _passed(one):
    return not one.reading.device_result or one.reading.device_result in PASSED


def _is_conflict(one):
    """What a device saw pass and turned away it knew better than the rule, which asks nobody's whereabouts."""
    said = one.reading.device_result
    return bool(said) and said not in BY_WHEREABOUTS and (said in PASSED) != (one.verdict in PASSED)


def _enters(one):
    return one.reading.direction == Direction.ENTRY
