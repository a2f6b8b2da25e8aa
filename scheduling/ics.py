"""A meeting as one attendee's calendar entry: iCalendar (RFC 5545) with the methods of iTIP (RFC 5546).

Each attendee gets a calendar that names nobody else's address. Times are UTC: an entry with a VTIMEZONE takes
15 ms to build, and a moved plan makes thousands.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vCalAddress, vGeo, vText
from icalendar.parser import Contentline

from core.links import absolute
from scheduling.models import Confidentiality, Meeting

PRODID = "-//Majlis//Meetings//EN"
CLASSES = {
    Confidentiality.OPEN: "PUBLIC",
    Confidentiality.PARTICIPANTS: "PRIVATE",
    Confidentiality.RESTRICTED: "CONFIDENTIAL",
    Confidentiality.HIDDEN: "CONFIDENTIAL",
}
UNSAID = (Confidentiality.RESTRICTED, Confidentiality.HIDDEN)
"""Meetings whose subject and sides are never written into a calendar or a mail, which others may read."""


@dataclass(frozen=True)
class Entry:
    """A meeting's entry without its attendee, who is written in per copy: building is slow, writing a line is not."""

    head: bytes
    tail: bytes

    def for_attendee(self, name: str, email: str) -> str:
        """The whole calendar object, CRLF lines, for one attendee."""
        address = vCalAddress(f"mailto:{email}")
        address.params.update({"CN": name, "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"})
        line = Contentline.from_parts("ATTENDEE", address.params, address)
        return (self.head + line.to_ical() + b"\r\n" + self.tail).decode()


def request(meeting: Meeting, *, now: datetime) -> Entry:
    """The entry that invites or, with a higher SEQUENCE, moves (RFC 5546 §3.2.2)."""
    return _entry(meeting, "REQUEST", now=now)


def cancellation(meeting: Meeting, *, now: datetime) -> Entry:
    """The entry that takes itself out of the reader's calendar (RFC 5546 §3.2.5)."""
    return _entry(meeting, "CANCEL", now=now)


def diary(entries: list[Event], *, name: str) -> bytes:
    """A whole diary as one calendar to import or subscribe to."""
    calendar = _calendar("PUBLISH")
    calendar.add("X-WR-CALNAME", name)
    for entry in entries:
        calendar.add_component(entry)
    return calendar.to_ical()


def event(meeting: Meeting, *, now: datetime) -> Event:
    """The meeting as a VEVENT: the same UID for ever, SEQUENCE its version."""
    found = Event()
    found.add("UID", uid(meeting))
    found.add("DTSTAMP", _utc(now))
    found.add("SEQUENCE", meeting.version)
    found.add("DTSTART", _utc(meeting.starts_at))
    found.add("DTEND", _utc(meeting.ends_at))
    found.add("SUMMARY", title(meeting))
    found.add("CLASS", CLASSES[Confidentiality(meeting.confidentiality)])
    found.add("URL", absolute(meeting.get_absolute_url()))
    found.add("TRANSP", "OPAQUE")
    if where := ", ".join(place(meeting)):
        found.add("LOCATION", where)
    if (point := _point(meeting)) is not None:
        found.add("GEO", vGeo(point))
    if meeting.topics and meeting.confidentiality not in UNSAID:
        found.add("DESCRIPTION", meeting.topics)
    return found


def uid(meeting: Meeting) -> str:
    """Stable for the meeting's whole life, made of its public id."""
    return f"meeting-{meeting.public_id}@{domain()}"


def domain() -> str:
    """What stands behind the @ of every UID of this house."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]


def title(meeting: Meeting) -> str:
    """What a calendar or a mail may call the meeting; neutral where its subject is nobody else's business."""
    if meeting.confidentiality in UNSAID:
        return _("Meeting (%(edition)s)") % {"edition": meeting.edition.short_name}
    return meeting.subject


def place(meeting: Meeting) -> list[str]:
    """Room, venue and address, or the place outside; empty while there is none."""
    if meeting.room is None:
        return [meeting.place] if meeting.place else []
    return [part for part in (meeting.room.name, meeting.room.venue.name, meeting.room.venue.address) if part]


def _entry(meeting, method, *, now):
    calendar, found = _calendar(method), event(meeting, now=now)
    found.add("ORGANIZER", _organizer(meeting))
    if method == "CANCEL":
        found.add("STATUS", "CANCELLED")
    else:
        found.add("STATUS", "CONFIRMED")
        found.add_component(_alarm(meeting))
    calendar.add_component(found)
    head, opening, tail = calendar.to_ical().partition(b"BEGIN:VEVENT\r\n")
    return Entry(head + opening, tail)


def _calendar(method):
    calendar = Calendar()
    calendar.add("PRODID", PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", method)
    return calendar


def _organizer(meeting):
    address = meeting.edition.contact_email or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    organizer = vCalAddress(f"mailto:{address}")
    organizer.params["CN"] = vText(meeting.edition.name)
    return organizer


def _alarm(meeting):
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", title(meeting))
    alarm.add("TRIGGER", -timedelta(minutes=meeting.edition.meeting_reminder_minutes))
    return alarm


def _utc(moment):
    return moment.astimezone(UTC)


def _point(meeting):
    venue = meeting.room.venue if meeting.room else None
    if venue is None or venue.latitude is None or venue.longitude is None:
        return None
    return venue.latitude, venue.longitude
