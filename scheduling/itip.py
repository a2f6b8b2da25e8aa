"""What a calendar program answered to an invitation: a REPLY or a COUNTER (RFC 5546 §3.2.3, §3.2.7), as values."""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from icalendar import Calendar

from notifications.inbound import reading
from scheduling.models import Reply

METHODS = ("REPLY", "COUNTER")
UID = re.compile(r"meeting-([a-z0-9]{16})@")
ANSWERS = {reply.value.upper(): reply for reply in Reply if reply != Reply.NEEDS_ACTION}
WRONG = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""All that the library lets out of itself when what it is given is no calendar."""


class Unreadable(Exception):
    """What came is no answer to an invitation; the sentence says why."""


@dataclass(frozen=True)
class Answer:
    """``email`` in small letters; ``reply`` only of a REPLY, the times only of a COUNTER."""

    method: str
    meeting: str
    email: str
    sequence: int
    token: str
    comment: str = ""
    reply: Reply = Reply.NEEDS_ACTION
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None


def parse(calendar: reading.Calendar) -> Answer:
    """The answer in a calendar that came by mail. Raises Unreadable."""
    try:
        whole = Calendar.from_ical(calendar.text)
        method = str(whole.get("METHOD", "")).upper()
        events = [event for event in whole.walk("VEVENT") if "RECURRENCE-ID" not in event]
        if calendar.method and calendar.method != method:
            raise Unreadable(_("The mail and its calendar name different methods."))
        if method not in METHODS or len(events) != 1:
            raise Unreadable(_("It is no answer to one invitation."))
        return _answer(method, events[0])
    except WRONG as error:
        raise Unreadable(_("Its calendar cannot be read.")) from error


def meeting_named(text: str) -> str:
    """The public id of the first meeting that ``text`` names, or nothing. No proof of anything."""
    found = UID.search(text)
    return found[1] if found else ""


def _answer(method, event):
    found = UID.fullmatch(str(event["UID"]).rpartition("@")[0] + "@")
    if found is None:
        raise Unreadable(_("It answers an invitation that is not ours."))
    attendee = event["ATTENDEE"]
    if isinstance(attendee, list):
        raise Unreadable(_("It answers for more than one person."))
    facts = {
        "method": method,
        "meeting": found[1],
        "email": _address(attendee),
        "sequence": int(event.get("SEQUENCE", 0)),
        "token": reading.plus(_address(event["ORGANIZER"]) if "ORGANIZER" in event else ""),
        "comment": _comment(event),
    }
    if method == "COUNTER":
        return Answer(**facts, starts_at=_moment(event, "DTSTART"), ends_at=_moment(event, "DTEND"))
    said = str(attendee.params.get("PARTSTAT", "")).upper()
    if said not in ANSWERS:
        raise Unreadable(_("It says neither yes nor no."))
    return Answer(**facts, reply=ANSWERS[said])


def _address(value):
    return re.sub(r"^mailto:", "", str(value), flags=re.IGNORECASE).strip().lower()


def _comment(event):
    found = event.get("COMMENT", "")
    return str(found[0] if isinstance(found, list) else found).replace("\x00", "").strip()[:2000]


def _moment(event, name):
    found = event.decoded(name)
    if not isinstance(found, dt.datetime) or found.tzinfo is None:
        raise Unreadable(_("It names a time without a zone."))
    return found.astimezone(dt.UTC)
