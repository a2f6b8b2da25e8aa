"""A meeting as one attendee's calendar entry: iCalendar (RFC 5545) with the methods of iTIP (RFC 5546).

Each attendee gets a calendar that names nobody else's address. Written by hand and in UTC: a plan that moves a
thousand meetings writes thousands of them in one transaction, and a library takes milliseconds for each.
"""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _

from core import ical
from core.links import absolute
from scheduling.invitation_tokens import organiser_address
from scheduling.models import Confidentiality, Meeting, MeetingStatus

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
    """A meeting's entry without its attendee and the address to answer to, which are written in per copy."""

    meeting: Meeting
    head: str
    tail: str

    def for_attendee(self, name: str, email: str) -> str:
        """The whole calendar object, CRLF lines, for one attendee."""
        asks = "TRUE" if settings.INBOUND_ADDRESS else "FALSE"
        facts = f"CN={ical.parameter(name)};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP={asks}"
        edition = ical.parameter(self.meeting.edition.name)
        organiser = f"ORGANIZER;CN={edition}:mailto:{organiser_address(self.meeting, email)}"
        return self.head + ical.lines([organiser, f"ATTENDEE;{facts}:mailto:{email}"]) + self.tail


def request(meeting: Meeting, *, now: datetime, alarm_minutes: int | None = None) -> Entry:
    """The entry that invites or, with a higher SEQUENCE, moves (RFC 5546 §3.2.2). ``alarm_minutes``: before its start;
    None for no alarm."""
    return _entry(meeting, "REQUEST", "CONFIRMED", _alarm(meeting, alarm_minutes), now=now)


def cancellation(meeting: Meeting, *, now: datetime) -> Entry:
    """The entry that takes itself out of the reader's calendar (RFC 5546 §3.2.5)."""
    return _entry(meeting, "CANCEL", "CANCELLED", [], now=now)


def diary(events: list[list[str]], *, name: str) -> bytes:
    """A whole diary (the lines of its events) as one calendar to import."""
    named = [*_opening("PUBLISH"), f"X-WR-CALNAME:{ical.text(name)}"]
    return ical.lines([*named, *(line for one in events for line in one), "END:VCALENDAR"]).encode()


def event(meeting: Meeting, *, now: datetime) -> list[str]:
    """The meeting as the lines of a VEVENT: the same UID for ever, SEQUENCE its version."""
    status = "CANCELLED" if meeting.status == MeetingStatus.CANCELLED else "CONFIRMED"
    return ["BEGIN:VEVENT", *_facts(meeting, now), f"STATUS:{status}", "END:VEVENT"]


def _facts(meeting, now):
    where, point = ", ".join(place(meeting)), _point(meeting)
    topics = "" if meeting.confidentiality in UNSAID else meeting.topics
    return [
        f"UID:{uid(meeting)}",
        f"DTSTAMP:{ical.utc(now)}",
        f"SEQUENCE:{meeting.version}",
        f"DTSTART:{ical.utc(meeting.starts_at)}",
        f"DTEND:{ical.utc(meeting.ends_at)}",
        f"SUMMARY:{ical.text(title(meeting))}",
        f"CLASS:{CLASSES[Confidentiality(meeting.confidentiality)]}",
        f"URL:{absolute(meeting.get_absolute_url())}",
        "TRANSP:OPAQUE",
        *([f"LOCATION:{ical.text(where)}"] if where else []),
        *([f"GEO:{point[0]};{point[1]}"] if point else []),
        *([f"DESCRIPTION:{ical.text(topics)}"] if topics else []),
    ]


def uid(meeting: Meeting) -> str:
    """Stable for the meeting's whole life, made of its public id."""
    house = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"meeting-{meeting.public_id}@{house}"


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


def _entry(meeting, method, status, alarm, *, now):
    rest = [*_facts(meeting, now), f"STATUS:{status}", *alarm, "END:VEVENT", "END:VCALENDAR"]
    return Entry(meeting, ical.lines([*_opening(method), "BEGIN:VEVENT"]), ical.lines(rest))


def _opening(method):
    return ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}", "CALSCALE:GREGORIAN", f"METHOD:{method}"]


def _alarm(meeting, minutes):
    if minutes is None:
        return []
    words = f"DESCRIPTION:{ical.text(title(meeting))}"
    return ["BEGIN:VALARM", "ACTION:DISPLAY", words, f"TRIGGER:-PT{minutes}M", "END:VALARM"]


def _point(meeting):
    venue = meeting.room.venue if meeting.room else None
    if venue is None or venue.latitude is None or venue.longitude is None:
        return None
    return venue.latitude, venue.longitude
