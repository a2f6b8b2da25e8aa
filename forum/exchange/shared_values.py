"""What the XML and the JSON of a c3voc schedule write the same way."""

import hashlib
import re
from datetime import datetime, timedelta

from forum.exchange import clock
from forum.exchange.collect import Entry, Programme

GENERATOR = "Majlis"
TIMESLOT = "00:05"


def acronym(programme: Programme) -> str:
    """The edition's short name as both schemas allow it: no hyphen, four letters at least."""
    return programme.edition.slug.lower().replace("-", "_").ljust(4, "_")


def slug(programme: Programme, entry: Entry) -> str:
    return f"{acronym(programme)}-{entry.public_id}"


def number(entry: Entry) -> int:
    """The old numeric id that both formats demand: 48 bits of a digest, the same each time and stored nowhere."""
    return int.from_bytes(hashlib.sha256(entry.public_id.encode()).digest()[:6]) + 1


def hours(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"


def bounds(programme: Programme, day) -> tuple[datetime, datetime]:
    """From when to when a day of the programme is counted: from the small hours to the next day's."""
    zone = programme.edition.zone
    opening = datetime.combine(day, clock.DAY_CHANGES_AT, zone)
    return opening, datetime.combine(day + timedelta(days=1), clock.DAY_CHANGES_AT, zone) - timedelta(minutes=1)


def conference(programme: Programme) -> dict[str, str | int]:
    """The head of both formats."""
    edition = programme.edition
    return {
        "acronym": acronym(programme),
        "title": edition.name,
        "start": edition.starts_on.isoformat(),
        "end": edition.ends_on.isoformat(),
        "timeslot_duration": TIMESLOT,
        "time_zone_name": edition.timezone,
        "url": programme.url,
    }


def track_slug(text: str) -> str:
    """The track's short name if the schemas allow it, else "": they know small Latin letters only."""
    return text if re.fullmatch(r"[a-z][a-z0-9-]*[a-z0-9]", text) else ""
