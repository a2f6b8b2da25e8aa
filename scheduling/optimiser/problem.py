"""The frozen problem: who has to meet whom, and what time, rooms and interpreters there are.

Time is counted in slots of five minutes from `Problem.starts_at`, an aware instant in UTC; there is no zone inside.
Every span is half-open: `Span(12, 18)` is the half hour from 60 to 90 minutes after the start. `None` for windows means
always.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple

SLOT_MINUTES = 5
LEVELS = ("musts", "weight", "fairness", "breaks", "walking", "early")


class Span(NamedTuple):
    """Half-open, in slots since the problem's start."""

    starts_slot: int
    ends_slot: int


class Pair(NamedTuple):
    """Two languages that an interpreter works between, in either direction (BCP 47 tags)."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Engagement:
    """Where a person is anyway: a session, say. The pause and the way before and after it count.

    `building` None: no way to go.
    """

    starts_slot: int
    ends_slot: int
    building: str | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone named in meetings. `rank` is the order of precedence, 1 the highest.

    `break_slots`: the least pause between any two of the person's meetings and engagements. `day_cap`: meetings in one
    day at most, engagements not counted. `blocks` are times in which the person is simply away: no break, no travel.
    """

    id: str
    delegation: str | None = None
    rank: int = 100
    is_head: bool = False
    windows: tuple[Span, ...] | None = None
    blocks: tuple[Span, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    day_cap: int | None = None
    break_slots: int = 0


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A person who interprets. The rest between two assignments and the most of a day are in `InterpreterRules`."""

    id: str
    pairs: tuple[Pair, ...] = ()
    windows: tuple[Span, ...] | None = None
    blocks: tuple[Span, ...] = ()
    engagements: tuple[Engagement, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """A place for `places` meetings at once: 1 for a room, the number of tables for a hall of tables.

    `capacity`: seats of one place. `turnaround_slots` follow each meeting before the place can be used again; they may
    reach beyond a window and never into a block.
    """

    id: str
    kind: str = ""
    capacity: int = 0
    features: tuple[str, ...] = ()
    building: str | None = None
    windows: tuple[Span, ...] | None = None
    blocks: tuple[Span, ...] = ()
    turnaround_slots: int = 0
    places: int = 1


@dataclass(frozen=True, slots=True)
class Travel:
    """The way between two buildings, in either direction unless the other one is named too."""

    origin: str
    destination: str
    slots: int


@dataclass(frozen=True, slots=True)
class Lock:
    """Where a meeting stays. `room` or `interpreters` None: the time is locked, these are to be found."""

    starts_slot: int
    room: str | None = None
    interpreters: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting to place. All `persons` must be there; `optional_persons` come where they are free.

    `seats` None: as many as persons, optional ones and interpreters. `room_kinds`, `rooms` empty: any. `weight` is what
    placing it is worth (see weights.py), `is_must` puts it before all that is not. Windows, earliest and latest are of
    the meeting itself: `earliest_slot` of its start, `latest_slot` of its end.
    """

    id: str
    slots: int
    persons: tuple[str, ...]
    optional_persons: tuple[str, ...] = ()
    weight: int = 1
    is_must: bool = False
    needs_room: bool = True
    room_kinds: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    seats: int | None = None
    interpretation: tuple[Pair, ...] = ()
    windows: tuple[Span, ...] | None = None
    earliest_slot: int | None = None
    latest_slot: int | None = None
    prefers_early: bool = False
    lock: Lock | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """`before` ends at least `gap_slots` before `after` starts, where both are placed."""

    before: str
    after: str
    gap_slots: int = 0


class Staffing(NamedTuple):
    """For a meeting of at most `up_to_slots`, `interpreters` of each pair of languages."""

    up_to_slots: int
    interpreters: int


@dataclass(frozen=True, slots=True)
class InterpreterRules:
    """Staffing by length and rest, after AIIC's Professional Standards: nobody works alone for more than 40 minutes.

    A longer meeting than the last row has as many as the last row. `rest_slots` lie between two assignments,
    `day_slots` is the most that one interpreter works in a day.
    """

    staffing: tuple[Staffing, ...] = (Staffing(8, 1), Staffing(24, 2), Staffing(96, 3))
    rest_slots: int = 2
    day_slots: int = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """All that is known. `days`: the edition's days as spans; a meeting lies within one. None named: all is one day.

    `objective`: the levels that count, the first before all others; what is not named does not count.
    """

    starts_at: dt.datetime
    slots: int
    days: tuple[Span, ...] = ()
    persons: tuple[Person, ...] = ()
    rooms: tuple[Room, ...] = ()
    interpreters: tuple[Interpreter, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    travel: tuple[Travel, ...] = ()
    orders: tuple[Order, ...] = ()
    interpreter_rules: InterpreterRules = field(default_factory=InterpreterRules)
    objective: tuple[str, ...] = LEVELS

    @property
    def day_spans(self) -> tuple[Span, ...]:
        return self.days or (Span(0, self.slots),)

    def slot_of(self, instant: dt.datetime) -> int:
        """The slot in which `instant` (aware) lies; it may be before the start or after the end."""
        return (instant - self.starts_at) // dt.timedelta(minutes=SLOT_MINUTES)

    def instant_of(self, slot: int) -> dt.datetime:
        """When the slot begins, in the zone of `starts_at`, UTC."""
        return self.starts_at + slot * dt.timedelta(minutes=SLOT_MINUTES)


def interpreters_needed(meeting: Meeting, rules: InterpreterRules) -> int:
    """How many for each pair of languages, by the meeting's length."""
    fitting = [row.interpreters for row in rules.staffing if meeting.slots <= row.up_to_slots]
    return fitting[0] if fitting else (rules.staffing[-1].interpreters if rules.staffing else 1)


def seats_needed(meeting: Meeting, rules: InterpreterRules) -> int:
    """Seats that the room must have."""
    if meeting.seats is not None:
        return meeting.seats
    people = len({*meeting.persons, *meeting.optional_persons})
    return people + len(meeting.interpretation) * interpreters_needed(meeting, rules)
