"""An edition's meetings, people, rooms and bookings as one problem. Ids are keys of rows; no name is in it.

What is not to be touched (past, running, at a place outside, confirmed or scheduled where the asker chose so, hidden
from the asker) is no meeting of the problem: its bookings stand in the ledger as engagements of its people and blocks
of its room, exactly as they are held.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time

from delegations.models import Delegate
from delegations.models.delegate import GONE
from forum.models import Edition, Room
from scheduling import meeting_rows
from scheduling.alternatives import DAY_CLOSES, DAY_OPENS, SUITED
from scheduling.models import Attendee, Meeting, MeetingLevel, MeetingStatus, Movable, Plan
from scheduling.optimiser import problem as form
from scheduling.problem_loading import ledger_reading
from scheduling.problem_loading.slots_of_time import Grid, in_slots

S = MeetingStatus
MOVING: dict[str, list[MeetingStatus]] = {
    Movable.NONE: [],
    Movable.SCHEDULED: [S.SCHEDULED],
    Movable.ALL: [S.SCHEDULED, S.CONFIRMED],
}
WEIGHTS = {MeetingLevel.CALL: 8, MeetingLevel.G2G: 5, MeetingLevel.B2G: 3, MeetingLevel.B2B: 1}
PLACED_WEIGHT = 20
"""Whoever was promised a time goes before all that only wait for one."""
FACTS = ("person", "delegation", "precedence", "details__arrives_at", "details__departs_at", "heads__pk")
ANY_NUMBER = 100_000
"""Seats of a room whose capacity nobody has written down."""


@dataclass
class Loaded:
    """``meetings``: all that are planned, as rows; ``unnamed``: the keys of those that are not in the problem, because
    a side has nobody."""

    problem: form.Problem
    grid: Grid
    meetings: list[Meeting] = field(default_factory=list)
    unnamed: set[int] = field(default_factory=set)


def load(edition: Edition, *, movable: str, by, now: datetime, follows: Plan | None = None) -> Loaded:
    """The problem of those meetings that ``by`` may see: what waits for a place, and what may move (Movable)."""
    grid = Grid.of(edition)
    locked = _locked(follows)
    meetings = [one for one in _meetings(edition, movable, by, now) if not _stays(one, locked)]
    seats = meeting_rows.seats_of(meetings)
    unnamed = {one.pk for one in meetings if len({seat.party_id for seat in seats[one.pk]}) < len(one.parties.all())}
    planned = [one for one in meetings if one.pk not in unnamed]
    rooms = list(Room.objects.filter(venue__edition=edition, kind__in=SUITED).select_related("venue"))
    people = {seat.person_id for rows in seats.values() for seat in rows}
    busy = ledger_reading.read(grid, people=people, rooms=rooms, besides=_own(planned, seats))
    since = max(0, grid.after(now))
    opens, closes = _hours(rooms)
    problem = form.Problem(
        starts_at=grid.starts_at.astimezone(form.dt.UTC),
        slots=grid.slots,
        days=grid.daily(opens, closes, since=since),
        persons=tuple(_persons(edition, grid, people, busy)),
        rooms=tuple(_room(one, grid, busy) for one in rooms),
        meetings=tuple(_meeting(one, grid, seats[one.pk], locked) for one in planned),
        travel=ledger_reading.ways(list({room.venue_id: room.venue for room in rooms}.values())),
    )
    return Loaded(problem, grid, meetings, unnamed)


def _locked(follows) -> dict[int, tuple[datetime, int]]:
    if follows is None:
        return {}
    rows = follows.items.filter(is_locked=True).values_list("meeting", "starts_at", "room")
    return {meeting: (starts_at, room) for meeting, starts_at, room in rows}


def _meetings(edition, movable, by, now):
    rows = Meeting.objects.visible_to(by).filter(edition=edition, status__in=[S.ACCEPTED, *MOVING[movable]])
    for meeting in rows.select_related("edition").prefetch_related("parties").order_by("pk"):
        if meeting.starts_at is None or (meeting.starts_at > now and meeting.room_id):
            yield meeting


def _stays(meeting, locked):
    """It is locked where it is: its bookings say so."""
    return meeting.starts_at is not None and locked.get(meeting.pk) == (meeting.starts_at, meeting.room_id)


def _own(meetings, seats) -> set[int]:
    held = {one.booking_id for one in meetings} | {seat.booking_id for rows in seats.values() for seat in rows}
    return {key for key in held if key}


def _hours(rooms: Iterable[Room]) -> tuple[time, time]:
    """The hours of a day in which meetings take place: an ordinary day's, and earlier or later where a room is open."""
    opens = min((room.opens_at for room in rooms if room.opens_at), default=DAY_OPENS)
    closes = max((room.closes_at for room in rooms if room.closes_at), default=DAY_CLOSES)
    return min(opens, DAY_OPENS), max(closes, DAY_CLOSES)


def _persons(edition, grid, people, busy):
    rows = Delegate.objects.filter(edition=edition, person__in=people).exclude(status__in=GONE).order_by("pk")
    known = {person: facts for person, *facts in rows.values_list(*FACTS)}
    for key in sorted(people):
        delegation, precedence, arrives_at, departs_at, heads = known.get(key, [None] * 5)
        there = grid.free(arrives_at, departs_at)
        yield form.Person(
            str(key),
            delegation=str(delegation) if delegation else None,
            rank=precedence or 100,
            is_head=heads is not None,
            windows=((there,) if there else ()) if arrives_at or departs_at else None,
            blocks=tuple(busy.absences.get(key, ())),
            engagements=tuple(busy.engagements.get(key, ())),
        )


def _room(room, grid, busy):
    opens, closes = room.opens_at or DAY_OPENS, room.closes_at or DAY_CLOSES
    return form.Room(
        str(room.pk),
        kind=room.kind,
        capacity=room.capacity or ANY_NUMBER,
        features=tuple(room.features),
        building=str(room.venue_id),
        windows=grid.daily(opens, closes),
        blocks=tuple(busy.rooms.get(room.pk, ())),
        turnaround_slots=in_slots(room.turnaround_minutes),
    )


def _meeting(meeting, grid, seats: list[Attendee], locked):
    wished = grid.free(meeting.wished_from, meeting.wished_until) if _has_wish(meeting) else None
    return form.Meeting(
        str(meeting.pk),
        slots=in_slots(meeting.length_minutes),
        persons=tuple(str(seat.person_id) for seat in seats),
        weight=WEIGHTS[meeting.level] if meeting.starts_at is None else PLACED_WEIGHT,
        is_must=meeting.starts_at is not None or meeting.level == MeetingLevel.CALL,
        seats=len(seats),
        windows=((wished,) if wished else ()) if _has_wish(meeting) else None,
        lock=_lock(meeting, grid, locked),
    )


def _has_wish(meeting):
    """A meeting that has a place has had its wish heard already."""
    return meeting.starts_at is None and bool(meeting.wished_from or meeting.wished_until)


def _lock(meeting, grid, locked):
    if meeting.pk not in locked:
        return None
    starts_at, room = locked[meeting.pk]
    return form.Lock(grid.before(starts_at), room=str(room))
