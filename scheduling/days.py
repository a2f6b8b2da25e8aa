"""What people have on one day of an edition: the facts of a digest and of a meeting book, frozen and JSON-ready."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.urls import reverse

from core.links import absolute
from delegations.models import Delegate, FocalPoint
from forum import notices
from forum.models import Edition, Session
from notifications.outbox import Recipient
from scheduling import ics
from scheduling.addressees import attendees_of
from scheduling.diary import SHOWN_MEETINGS, SHOWN_SESSIONS
from scheduling.models import Confidentiality, Meeting
from scheduling.reminders import of_meetings, of_sessions
from scheduling.reminders.occasions import focal_points_of_each, is_address
from scheduling.wording import facts_of

NASTALIQ = "PK"
"""Whose own script is set as Urdu is."""


@dataclass
class Day:
    """One reader's. ``entries``: by the thing's key, each with the names of those in whose place its reader is told."""

    to: Recipient
    entries: dict[str, tuple[dict, list[str]]] = field(default_factory=dict)

    def add(self, key: str, facts: dict, names: Iterable[str]) -> None:
        _same, for_people = self.entries.setdefault(key, (facts, []))
        for_people += [name for name in names if name not in for_people]

    @property
    def stands_in(self) -> bool:
        return any(names for _facts, names in self.entries.values())


def of_everybody(edition: Edition, day: dt.date) -> list[Day]:
    """The day of all who have something that lies ahead, by address; a fixed number of queries for any number.

    For somebody without an address the focal points stand in. They are told of all of their people at once, and of
    the meetings of their own delegations.
    """
    meetings = _ready(Meeting.objects.filter(edition=edition, status__in=of_meetings.AHEAD), edition, day)
    rows = Session.objects.filter(edition=edition, status__in=of_sessions.AHEAD)
    sessions = list(_on(rows, edition, day).filter(is_time_placeholder=False).select_related("edition", "room__venue"))
    cast = of_sessions.cast_of(sessions)
    sent_by = of_sessions.delegations_of(edition, {one.pk for people in cast.values() for one in people})
    sides = {party.delegation_id for meeting in meetings for party in meeting.parties.all()}
    focal = focal_points_of_each(sides | set(sent_by.values()))
    found: dict[str, Day] = {}
    for meeting, seats in attendees_of(meetings):
        _tell(found, meeting, _of_meeting(meeting), seats)
    for session in sessions:
        people = [(person, sent_by.get(person.pk, 0)) for person in cast[session.pk]]
        seats = [seat for person, mission in people for seat in _seats_of(person, focal.get(mission, []))]
        _tell(found, session, _of_session(session), seats)
    _add_own_meetings(found, meetings, focal)
    return list(found.values())


def facts_of_day(
    edition: Edition, day: dt.date, reader: str, entries: Iterable[tuple[dict, list[str]]], **more
) -> dict:
    """What a mail and a book of the day say, earliest first."""
    told = [facts | {"for_people": names} for facts, names in entries]
    told.sort(key=lambda one: (dt.datetime.fromisoformat(one["starts_at"]), one["title"]))
    return {
        "edition": notices.edition_facts(edition),
        "day": day.isoformat(),
        "reader": reader,
        "starts_at": told[0]["starts_at"],
        "entries": told,
        "url": absolute(reverse("scheduling:diary", args=[edition.slug])),
        **more,
    }


def of_user(user, edition: Edition, day: dt.date) -> dict | None:
    """The facts of the user's own day and of those of the delegations that the user answers for; None for nothing."""
    meetings = _ready(_meetings_of(user, edition), edition, day)
    sessions = _on(_sessions_of(user, edition), edition, day).select_related("edition", "room__venue")
    entries: list[tuple[dict, list[str]]] = [(_of_meeting(one), []) for one in meetings]
    entries += [(_of_session(one), []) for one in sessions]
    return facts_of_day(edition, day, str(user), entries) if entries else None


def days_of(user, edition: Edition) -> list[dt.date]:
    """The days for which ``of_user`` has something. Two queries."""
    rows = (_meetings_of(user, edition), _sessions_of(user, edition))
    moments = [at for some in rows for at in some.order_by().values_list("starts_at", flat=True) if at]
    return sorted({at.astimezone(edition.zone).date() for at in moments})


def _meetings_of(user, edition):
    own = Q(attendees__person__user=user) | Q(parties__delegation__in=FocalPoint.of(user))
    return Meeting.objects.visible_to(user).filter(own, edition=edition, status__in=SHOWN_MEETINGS).distinct()


def _sessions_of(user, edition):
    theirs = Delegate.objects.in_the_count().filter(edition=edition, delegation__in=FocalPoint.of(user))
    own = Q(appearances__person__user=user) | Q(appearances__person__in=theirs.order_by().values("person"))
    rows = Session.objects.filter(own, edition=edition, status__in=SHOWN_SESSIONS, is_time_placeholder=False)
    return rows.distinct()


def _on(rows: Any, edition, day):
    start, end = (dt.datetime.combine(day + dt.timedelta(days=more), dt.time.min, edition.zone) for more in (0, 1))
    return rows.filter(starts_at__gte=start, starts_at__lt=end)


def _ready(rows, edition, day) -> list[Meeting]:
    rows = _on(rows, edition, day).select_related("edition", "room__venue")
    return list(rows.prefetch_related("parties__delegation", "parties__attendees__person"))


def _tell(found, thing, facts, seats):
    for to, names in seats:
        address = to.email.strip().lower()
        if is_address(address):
            found.setdefault(address, Day(to)).add(_key(thing), facts, names)


def _seats_of(person, focal_points):
    own = notices.recipient(person)
    return [(own, [])] if own else [(seat.to, [str(person)]) for seat in focal_points]


def _add_own_meetings(found, meetings, focal):
    for meeting in meetings:
        if meeting.confidentiality == Confidentiality.HIDDEN:
            continue
        for seat in (seat for party in meeting.parties.all() for seat in focal[party.delegation_id]):
            day = found.get(seat.to.email.strip().lower())
            if day and day.stands_in:
                day.add(_key(meeting), _of_meeting(meeting), [])


def _key(thing):
    return f"{type(thing).__name__}:{thing.pk}"


def _of_meeting(meeting):
    told = facts_of(meeting)
    is_unsaid = meeting.confidentiality in ics.UNSAID
    return {
        "kind": "meeting",
        "is_unsaid": is_unsaid,
        "parties": [] if is_unsaid else [_of_party(one) for one in meeting.parties.all()],
        **{name: told[name] for name in ("title", "topics", "starts_at", "ends_at", "place", "url")},
    }


def _of_party(party):
    people = [
        {
            "name": str(one.person),
            "native_name": one.person.native_name,
            "is_nastaliq": one.person.country.code == NASTALIQ,
            "position": one.person.affiliation,
        }
        for one in party.attendees.all()
    ]
    return {"name": party.delegation.name, "people": people}


def _of_session(session):
    told = notices.facts_of(session)
    address = session.room.venue.address if session.room else ""
    return {
        "kind": "session",
        "is_unsaid": False,
        "topics": "",
        "parties": [],
        "place": ", ".join(part for part in (told["where"], address) if part),
        **{name: told[name] for name in ("title", "starts_at", "ends_at", "url")},
    }
