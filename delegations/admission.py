"""The rule of the gate: may this badge pass this door now? Pure, and the same in static/js/gate/admission.js.

tests/delegations/admission_cases.json runs against both.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from delegations.models import BadgeStatus, ScanResult

OPENS = {BadgeStatus.PRINTED, BadgeStatus.ISSUED}
"""The statuses in which a badge opens anything; before, nobody has it, and afterwards nobody should."""

LIST_HOLDS_FOR = timedelta(hours=12)
"""A device that has had no contact for longer lets nobody in: what was revoked since, it cannot know."""


@dataclass(frozen=True)
class Credential:
    """What a badge opens. ``zone_mask`` and ``days`` as bits, day n being the edition's first day + n; 0: every day."""

    zone_mask: int
    valid_from: datetime
    valid_until: datetime
    days: int = 0


@dataclass(frozen=True)
class Door:
    """A checkpoint, ``zone_bit`` its zone's place in the mask, and the clock that days are counted by."""

    zone_bit: int
    first_day: date
    zone: tzinfo
    opens_at: datetime | None = None
    closes_at: datetime | None = None


@dataclass(frozen=True)
class Standing:
    """How a badge stands to the guest list of a door. ``held``: the id of the version that the device has, ``newest``:
    of the one that is out; empty for none. ``is_listed``: on the newest."""

    held: str
    newest: str
    is_listed: bool


def entry(
    badge: Credential | None,
    door: Door,
    *,
    at: datetime,
    is_revoked: bool = False,
    is_inside: bool | None = None,
    list_age: timedelta = timedelta(0),
    standing: Standing | None = None,
) -> ScanResult:
    """ADMITTED, or why not. ``badge``: None for what is no badge of ours. ``is_inside``: None where nobody knows.

    ``standing``: None where the door has no guest list.
    """
    if badge is None:
        return ScanResult.UNKNOWN
    if list_age > LIST_HOLDS_FOR:
        return ScanResult.OLD_LIST
    if is_revoked:
        return ScanResult.REVOKED
    if not badge.zone_mask >> door.zone_bit & 1:
        return ScanResult.WRONG_ZONE
    refusal = _by_the_clock(badge, door, at) or _by_the_guests(standing)
    return refusal or (ScanResult.INSIDE if is_inside else ScanResult.ADMITTED)


def leaving(badge: Credential | None, *, is_inside: bool | None = None) -> ScanResult:
    """LEFT, or why not. Nobody is held back inside: only a badge that is unknown or not inside is refused."""
    if badge is None:
        return ScanResult.UNKNOWN
    return ScanResult.NOT_INSIDE if is_inside is False else ScanResult.LEFT


def _by_the_clock(badge, door, at):
    """The refusal, or None."""
    if at < badge.valid_from:
        return ScanResult.NOT_YET
    if at >= badge.valid_until:
        return ScanResult.OVER
    day = (at.astimezone(door.zone).date() - door.first_day).days
    if badge.days and not (day >= 0 and badge.days >> day & 1):
        return ScanResult.WRONG_DAY
    if door.opens_at and at < door.opens_at:
        return ScanResult.NOT_YET
    if door.closes_at and at >= door.closes_at:
        return ScanResult.OVER
    return None


def _by_the_guests(standing):
    """The refusal, or None."""
    if standing is None:
        return None
    if standing.held != standing.newest:
        return ScanResult.OLD_GUESTS
    return None if standing.is_listed else ScanResult.NOT_LISTED
