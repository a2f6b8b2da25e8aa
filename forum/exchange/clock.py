"""Dates and times as schedule files write them."""

import re
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

DAY_CHANGES_AT = time(4)
"""What starts before this hour belongs to the day before, as in frab, where a file does not say otherwise."""

_DURATION = re.compile(r"(?:(\d+):)?(\d{1,4}):(\d{2})(?::\d{2})?")


def moment(text: str) -> datetime | None:
    """A stamp of ISO 8601 with date and time, aware or not; None when it is something else."""
    if len(text) < 16:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def day(text: str) -> date | None:
    """The date that a date or a stamp begins with."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def of_day(text: str) -> time | None:
    """A local time: 9:30, 09:30, 09:30:00."""
    try:
        return time.fromisoformat(text.zfill(5))
    except ValueError:
        return None


def duration(text: str) -> timedelta | None:
    """HH:MM, HH:MM:SS or D:HH:MM; minutes beyond 59 are taken as they stand."""
    found = _DURATION.fullmatch(text)
    if not found:
        return None
    parts = text.split(":")
    if len(parts) == 3 and len(parts[0]) > 1:  # 01:30:00
        return timedelta(hours=int(parts[0]), minutes=int(parts[1]), seconds=int(parts[2]))
    days, hours, minutes = found.groups()
    return timedelta(days=int(days or 0), hours=int(hours), minutes=int(minutes))


def zone_of_offsets(moments: list[datetime]) -> str:
    """The name of a zone that all `moments` agree with, by their offset alone; "" when there is none."""
    offsets = {one.utcoffset() for one in moments}
    if len(offsets) != 1 or None in offsets:
        return ""
    hours, rest = divmod(offsets.pop() or timedelta(0), timedelta(hours=1))
    if rest:
        return ""
    return "UTC" if hours == 0 else f"Etc/GMT{-hours:+d}"  # POSIX counts westward: Etc/GMT-5 is UTC+05:00


def belongs_to(starts_at: datetime, zone: tzinfo) -> date:
    """The day of the programme on which `starts_at` is listed in `zone`: the small hours belong to the day before."""
    local = starts_at.astimezone(zone)
    return local.date() - timedelta(days=1) if local.time() < DAY_CHANGES_AT else local.date()


def zone(name: str) -> ZoneInfo | None:
    """The zone of that name, or None."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
