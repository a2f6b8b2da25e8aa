"""A person's diary: the sessions that the person appears in and the meetings that the person attends."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format

from core import ical
from core.links import absolute
from core.timetable import Column, Item, Timetable, of_days
from forum.models import Edition, Session, SessionStatus
from scheduling import ics
from scheduling.models import Meeting, MeetingStatus
from scheduling.models.meeting import PLACED

SHOWN_SESSIONS = (SessionStatus.SCHEDULED, SessionStatus.LIVE, SessionStatus.DONE)
SHOWN_MEETINGS = (*PLACED, MeetingStatus.HELD)


@dataclass(frozen=True)
class Entry:
    """One thing in a diary. ``on`` is the day when no clock time is known; then there is no ``starts_at``."""

    kind: str
    thing: Session | Meeting
    title: str
    place: str
    url: str
    starts_at: datetime | None
    ends_at: datetime | None
    on: date | None
    is_placeholder: bool = False


def entries_of(user, edition: Edition) -> list[Entry]:
    """The diary of ``user`` in ``edition``, earliest first, what has no clock time last. Two queries."""
    found = [of_session(one) for one in _sessions(user, edition)]
    found += [of_meeting(one) for one in _meetings(user, edition)]
    timed = sorted((one for one in found if one.starts_at), key=lambda one: (one.starts_at, one.title))
    return timed + sorted((one for one in found if not one.starts_at), key=lambda one: (str(one.on), one.title))


def timetable(entries: list[Entry], edition: Edition) -> Timetable:
    """The timed entries, one column a day of those that have any."""
    by_day: dict[date, list[Item]] = {}
    for entry in entries:
        if entry.starts_at and entry.ends_at:
            by_day.setdefault(entry.starts_at.astimezone(edition.zone).date(), []).append(_item(entry))
    columns = [Column(_day_name(day), items, on=day) for day, items in sorted(by_day.items())]
    return of_days(columns, zone=edition.zone)


def calendar(entries: list[Entry], *, name: str, now: datetime) -> bytes:
    """The timed entries as one iCalendar object (RFC 5545) called ``name``."""
    timed = [one for one in entries if one.starts_at and one.ends_at]
    events = [
        ics.event(one.thing, now=now) if isinstance(one.thing, Meeting) else _session_event(one, now) for one in timed
    ]
    return ics.diary(events, name=name)


def _session_event(entry, now):
    return [
        "BEGIN:VEVENT",
        *ical.identity(entry.thing.public_id, entry.thing.version),
        f"DTSTAMP:{ical.utc(now)}",
        f"DTSTART:{ical.utc(entry.starts_at)}",
        f"DTEND:{ical.utc(entry.ends_at)}",
        f"SUMMARY:{ical.text(entry.title)}",
        f"URL:{absolute(entry.url)}",
        *([f"LOCATION:{ical.text(entry.place)}"] if entry.place else []),
        f"STATUS:{_session_status(entry)}",
        "END:VEVENT",
    ]


def _session_status(entry):
    if entry.thing.status == SessionStatus.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if entry.is_placeholder else "CONFIRMED"


def _sessions(user, edition):
    rows = Session.objects.filter(edition=edition, status__in=SHOWN_SESSIONS, appearances__person__user=user)
    return rows.select_related("room__venue", "edition").distinct()


def _meetings(user, edition):
    rows = Meeting.objects.visible_to(user).filter(edition=edition, status__in=SHOWN_MEETINGS)
    return rows.filter(attendees__person__user=user).select_related("room__venue", "edition").distinct()


def of_session(session):
    return Entry(
        "session",
        session,
        session.title,
        _place(session),
        session.get_absolute_url(),
        session.starts_at,
        session.ends_at,
        session.reported_on,
        session.is_time_placeholder,
    )


def of_meeting(meeting):
    return Entry(
        "meeting",
        meeting,
        meeting.subject,
        _place(meeting),
        meeting.get_absolute_url(),
        meeting.starts_at,
        meeting.ends_at,
        meeting.reported_on,
    )


def _place(thing):
    return f"{thing.room.name}, {thing.room.venue.name}" if thing.room else thing.place


def _item(entry):
    tones = {MeetingStatus.SCHEDULED: "wait", MeetingStatus.HELD: "calm"}
    tone = tones.get(MeetingStatus(entry.thing.status), "good") if entry.kind == "meeting" else "1"
    return Item(
        entry.title,
        entry.starts_at,
        max(entry.ends_at, entry.starts_at + timedelta(minutes=5)),
        url=entry.url,
        label=entry.place,
        tone=tone,
        is_placeholder=entry.is_placeholder,
        is_live=entry.thing.status in ("live", "in_progress"),
    )


def _day_name(day):
    return date_format(day, "l j F")
