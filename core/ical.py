"""The few rules of iCalendar lines (RFC 5545), for calendars that are written by the thousand."""

from collections.abc import Iterable
from datetime import UTC, datetime

LONGEST_LINE = 75  # bytes, RFC 5545 §3.1


def identity(public_id: str, version: int) -> list[str]:
    """Which entry this is and how new (§3.8.4.7, §3.8.7.4), the same in every calendar that a reader may subscribe to.

    The UID is the thing's for ever, whatever the server is called; ``version`` rises with its time, place and end.
    """
    return [f"UID:{public_id}@majlis", f"SEQUENCE:{version}"]


def utc(moment: datetime) -> str:
    """A DATE-TIME in UTC, §3.3.5."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def text(value: str) -> str:
    """A value of type TEXT, §3.3.11; control characters are not allowed in it."""
    value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\").replace(";", "\\;")
    return _printable(value.replace(",", "\\,").replace("\n", "\\n"))


def parameter(value: str) -> str:
    """A quoted parameter value, §3.2: no quote can be written inside it."""
    return f'"{_printable(value.replace(chr(34), chr(39)))}"'


def lines(unfolded: Iterable[str]) -> str:
    """The content lines, folded, each with its CRLF."""
    return "".join(f"{_fold(line)}\r\n" for line in unfolded)


def _printable(value):
    return value if value.isprintable() else "".join(one for one in value if one >= " " and one != "\x7f")


def _fold(line):
    """Lines of at most 75 bytes, never cut inside a character."""
    octets = line.encode()
    if len(octets) <= LONGEST_LINE:
        return line
    pieces, start, room = [], 0, LONGEST_LINE
    while start < len(octets):
        end = min(start + room, len(octets))
        while end < len(octets) and octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[start:end].decode())
        start, room = end, LONGEST_LINE - 1  # the blank that opens a continued line counts
    return "\r\n ".join(pieces)
