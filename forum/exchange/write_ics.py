"""A programme as an iCalendar to subscribe to (RFC 5545, RFC 7986).

Written by hand and in UTC: a library that adds the zone to each event takes 15 ms for every one of them.
"""

from datetime import UTC, datetime

from django.utils.translation import gettext as _

from forum.exchange.collect import Entry, Programme

REFRESH = "PT15M"
LONGEST_LINE = 75  # bytes, RFC 5545 §3.1


def write(programme: Programme, *, now: datetime) -> bytes:
    """The calendar. A cancelled session stays in it as cancelled, so that a subscriber's copy is struck out."""
    name = _text(programme.edition.name)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Majlis//Programme//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
        f"X-WR-TIMEZONE:{programme.edition.timezone}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
    ]
    stamp = _utc(now)
    for entry in programme.entries:
        lines += _event(programme, entry, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(_fold(line) + b"\r\n" for line in lines)


def _event(programme: Programme, entry: Entry, stamp: str) -> list[str]:
    place = ", ".join(filter(None, (entry.room, programme.venue)))
    optional = {
        "LOCATION": _text(place),
        "DESCRIPTION": _text(_description(entry)),
        "CATEGORIES": _text(entry.track),
    }
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.public_id}@majlis",
        f"DTSTAMP:{stamp}",
        f"DTSTART:{_utc(entry.starts_at)}",
        f"DTEND:{_utc(entry.ends_at)}",
        f"SEQUENCE:{entry.version}",
        f"STATUS:{_status(entry)}",
        f"SUMMARY:{_text(entry.title)}",
        f"URL:{entry.url}",
        *(f"{name}:{value}" for name, value in optional.items() if value),
        "END:VEVENT",
    ]


def _status(entry):
    if entry.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if entry.is_time_placeholder else "CONFIRMED"


def _description(entry):
    people = "\n".join(f"{part.name} ({part.affiliation})" if part.affiliation else part.name for part in entry.parts)
    note = _("The time is a placeholder: none was published.") if entry.is_time_placeholder else ""
    return "\n\n".join(filter(None, (note, entry.subtitle, people, entry.abstract)))


def _utc(moment):
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value):
    """A value of type TEXT, RFC 5545 §3.3.11; control characters are not allowed in it."""
    value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\").replace(";", "\\;")
    value = value.replace(",", "\\,").replace("\n", "\\n")
    return value if value.isprintable() else "".join(one for one in value if one >= " " and one != "\x7f")


def _fold(line: str) -> bytes:
    """Lines of at most 75 bytes, never cut inside a character."""
    octets = line.encode()
    if len(octets) <= LONGEST_LINE:
        return octets
    pieces, start, room = [], 0, LONGEST_LINE
    while start < len(octets):
        end = min(start + room, len(octets))
        while end < len(octets) and octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, LONGEST_LINE - 1  # the blank that opens a continued line counts
    return b"\r\n ".join(pieces)
