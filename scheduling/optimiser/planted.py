"""Problems with a planted full solution: made from a plan, so that everything is known to have a place.

Rooms are filled first, with the asked share of their time; then persons and interpreters who are free there and then;
last, engagements until the busiest tenth of persons is as busy as asked. What the plan would allow is then asked for.
"""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from scheduling.optimiser.problem import (
    Engagement,
    Interpreter,
    InterpreterRules,
    Lock,
    Meeting,
    Order,
    Pair,
    Person,
    Problem,
    Room,
    Span,
    Travel,
    interpreters_needed,
)

START = dt.datetime(2026, 4, 8, 3, tzinfo=dt.UTC)
NIGHT_SLOTS = 140
LANGUAGES = ("zh", "ar", "ru", "tr", "fr")
TABLE_SLOTS = 4
TRAVEL_SLOTS = (3, 2, 4)  # between neighbours in the order of buildings


@dataclass(frozen=True, slots=True)
class Size:
    """How large a forum. `tables`: so many of the meetings are of two, at tables."""

    delegations: int
    persons: int
    meetings: int
    rooms: int
    interpreters: int
    sessions: int
    tables: int = 0
    buildings: int = 3
    days: int = 2


SIZES = {
    "tiny": Size(6, 24, 20, 3, 3, 6),
    "pmif": Size(60, 400, 300, 12, 8, 40),
    "fmf": Size(300, 2000, 1500, 60, 40, 120),
    "large": Size(400, 2000, 10_000, 80, 50, 150, tables=8000),
}


@dataclass(slots=True)
class _Someone:
    """A person or interpreter in the making; `taken` a bit for each slot, one number for each building."""

    id: str
    delegation: str = ""
    is_head: bool = False
    pause: int = 0
    pairs: tuple[Pair, ...] = ()
    taken: list[int] = field(default_factory=list)
    busy_slots: int = 0
    meetings: dict[int, int] = field(default_factory=dict)
    engagements: list[Engagement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Opening:
    """A planted place: a room, a start, a length."""

    room: Room
    starts: int
    slots: int


def planted(size: Size, *, room_use: float = 0.8, busy: float = 0.7, seed: int = 1) -> Problem:
    """The same problem for the same arguments. `room_use`, `busy`: shares of the days' time, from 0 to 1."""
    return _Planting(size, room_use, busy, random.Random(seed)).problem()  # noqa: S311 - sample data


class _Planting:
    def __init__(self, size: Size, room_use: float, busy: float, chance: random.Random) -> None:
        self.size, self.busy, self.chance = size, busy, chance
        self.buildings = [f"building-{place + 1}" for place in range(size.buildings)]
        self.lengths = [chance.choice((4, 6, 6, 8, 9, 12)) for _meeting in range(size.meetings - size.tables)]
        used = sum(one + 1 for one in self.lengths)
        self.day_slots = max(int(used / (size.rooms * size.days * room_use)) + 1, 14)
        self.days = tuple(Span(day * (self.day_slots + NIGHT_SLOTS), 0) for day in range(size.days))
        self.days = tuple(Span(one.starts_slot, one.starts_slot + self.day_slots) for one in self.days)
        self.slots = self.days[-1].ends_slot
        self.rooms = [self._room(place) for place in range(size.rooms)]
        self.tables = int(size.tables * TABLE_SLOTS / (self.day_slots * size.days * room_use)) + 1
        self.persons = self._people()
        self.heads = [one for one in self.persons if one.is_head]
        self.home: dict[str, list[_Someone]] = {}
        for one in self.persons:
            self.home.setdefault(one.delegation, []).append(one)
        self.quota = int(busy * self.day_slots * size.days)
        self.busiest = self._busiest()
        self.interpreters = [self._interpreter(place) for place in range(size.interpreters)]
        self.rules = InterpreterRules()

    def problem(self) -> Problem:
        rows = [self._meeting(place, one) for place, one in enumerate(self._openings())]
        self._sessions()
        self._fill_days()
        self.chance.shuffle(rows)
        hall = (Room("tables", "table", 4, (), self.buildings[0], places=self.tables),) if self.size.tables else ()
        return Problem(
            starts_at=START,
            slots=self.slots,
            days=self.days,
            persons=tuple(self._person(one) for one in self.persons),
            rooms=(*self.rooms, *hall),
            interpreters=tuple(Interpreter(o.id, o.pairs, engagements=tuple(o.engagements)) for o in self.interpreters),
            meetings=tuple(meeting for meeting, _opening in rows),
            travel=tuple(self._travel()),
            orders=tuple(self._orders(rows)),
        )

    def _room(self, place: int) -> Room:
        features = ("screen",) if place % 3 == 0 else ()
        kind = "salon" if place % 4 == 0 else "room"
        building = self.buildings[place % self.size.buildings]
        return Room(f"room-{place + 1}", kind, 8 + 4 * (place % 3), features, building, turnaround_slots=1)

    def _people(self) -> list[_Someone]:
        count, slots = self.size.delegations, [0] * self.size.buildings
        named = [f"person-{place + 1}" for place in range(self.size.persons)]
        return [
            _Someone(one, f"delegation-{place % count + 1}", place < count, int(place < count), (), [*slots])
            for place, one in enumerate(named)
        ]

    def _busiest(self) -> list[_Someone]:
        """The tenth: heads first, then whoever follows."""
        return sorted(self.persons, key=lambda one: not one.is_head)[: max(1, self.size.persons // 10)]

    def _interpreter(self, place: int) -> _Someone:
        spoken = {LANGUAGES[place % len(LANGUAGES)], LANGUAGES[(place * 2 + 1) % len(LANGUAGES)]}
        pairs = tuple(Pair("en", one) for one in sorted(spoken))
        return _Someone(f"interpreter-{place + 1}", pause=2, pairs=pairs, taken=[0] * self.size.buildings)

    def _openings(self) -> list[_Opening]:
        """Rooms and tables filled with lengths, what is idle spread between them by chance."""
        openings = list(self._filled(self.rooms, self.lengths))
        tables = [Room("tables", "table", 4, (), self.buildings[0])] * self.tables
        openings += self._filled(tables, [TABLE_SLOTS] * self.size.tables)
        return sorted(openings, key=lambda one: self.chance.random())

    def _filled(self, rooms: list[Room], lengths: list[int]) -> Iterator[_Opening]:
        bins: list[tuple[Room, Span, list[int]]] = [(room, day, []) for room in rooms for day in self.days]
        left = [self.day_slots] * len(bins)
        for length in sorted(lengths, reverse=True):
            roomy = max(range(len(bins)), key=lambda place: (left[place], self.chance.random()))
            left[roomy] -= length + rooms[0].turnaround_slots
            bins[roomy][2].append(length)
        for (room, day, inside), idle in zip(bins, left, strict=True):
            self.chance.shuffle(inside)
            cuts = sorted(self.chance.randint(0, max(idle, 0)) for _one in inside)
            at, last = day.starts_slot, 0
            for length, cut in zip(inside, cuts, strict=True):
                at, last = at + cut - last, cut
                yield _Opening(room, at, length)
                at += length + room.turnaround_slots

    def _meeting(self, place: int, opening: _Opening) -> tuple[Meeting, _Opening]:
        chance, room = self.chance, opening.room
        is_table = room.id == "tables"
        staff, pair = ([], None) if is_table else self._staff(opening)
        most = 2 if is_table else min(chance.randint(2, 8), room.capacity - len(staff))
        people = self._attendees(opening, most)
        starts, wish = opening.starts, chance.random()
        meeting = Meeting(
            f"meeting-{place + 1}",
            opening.slots,
            tuple(one.id for one in people),
            weight=100 if wish < 0.15 else 30 if wish < 0.6 else 10,
            is_must=wish < 0.15,
            room_kinds=("table",) if is_table else (room.kind,) if chance.random() < 0.5 else ("room", "salon"),
            features=room.features if chance.random() < 0.3 else (),
            interpretation=(pair,) if pair else (),
            earliest_slot=max(starts - chance.randint(6, 60), 0) if chance.random() < 0.1 else None,
            latest_slot=min(starts + chance.randint(18, 72), self.slots) if chance.random() < 0.1 else None,
            prefers_early=chance.random() < 0.05,
            lock=Lock(starts, room.id) if chance.random() < 0.01 else None,
        )
        return meeting, opening

    def _attendees(self, opening: _Opening, most: int) -> list[_Someone]:
        """Of two delegations or more: a head or another of the busiest while there is time, then whoever is free."""
        found: list[_Someone] = []
        for _side in range(2):
            pool = self.busiest if self.chance.random() < 0.8 else self.persons
            known = {one.delegation for one in found}
            for tried in range(30):
                one = self.chance.choice(pool if tried < 15 else self.persons)
                if one.delegation not in known and self._is_free(one, opening):
                    found.append(one)
                    break
        for one in [member for head in [*found] for member in self.home[head.delegation]]:
            if len(found) >= most:
                break
            if one not in found and self._is_free(one, opening):
                found.append(one)
        for one in found:
            self._take(one, opening)
        return found

    def _staff(self, opening: _Opening) -> tuple[list[_Someone], Pair | None]:
        if self.chance.random() > 0.3:
            return [], None
        pair = Pair("en", self.chance.choice(LANGUAGES))
        needed = interpreters_needed(Meeting("", opening.slots, ()), self.rules)
        free = [one for one in self.interpreters if pair in one.pairs and self._is_free(one, opening)]
        if len(free) < needed:
            return [], None
        for one in free[:needed]:
            self._take(one, opening)
        return free[:needed], pair

    def _is_free(self, one: _Someone, opening: _Opening) -> bool:
        here = self.buildings.index(opening.room.building or "")
        mask = ((1 << opening.slots) - 1) << opening.starts
        most = 100 if one.pairs else self.quota  # interpreters: within their day whatever the day
        return not one.taken[here] & mask and one.busy_slots + opening.slots <= most

    def _take(self, one: _Someone, opening: _Opening) -> None:
        """The time, and around it the pause or the way, in each building."""
        here = self.buildings.index(opening.room.building or "")
        for there in range(self.size.buildings):
            gap = max(one.pause, self._way(here, there))
            first, last = max(opening.starts - gap, 0), opening.starts + opening.slots + gap
            one.taken[there] |= ((1 << (last - first)) - 1) << first
        one.busy_slots += opening.slots
        day = opening.starts // (self.day_slots + NIGHT_SLOTS)
        one.meetings[day] = one.meetings.get(day, 0) + 1

    def _way(self, one: int, other: int) -> int:
        return 0 if one == other else TRAVEL_SLOTS[(min(one, other) + max(one, other)) % 3]

    def _travel(self) -> Iterator[Travel]:
        for one, name in enumerate(self.buildings):
            for other in range(one + 1, len(self.buildings)):
                yield Travel(name, self.buildings[other], self._way(one, other))

    def _sessions(self) -> None:
        for place in range(self.size.sessions):
            day = self.chance.choice(self.days)
            slots = self.chance.choice((9, 12, 18))
            starts = self.chance.randint(day.starts_slot, max(day.ends_slot - slots, day.starts_slot))
            opening = _Opening(Room("", building=self.chance.choice(self.buildings)), starts, slots)
            free = [one for one in self.chance.sample(self.busiest, len(self.busiest)) if self._is_free(one, opening)]
            for one in free[: self.chance.randint(2, 5)]:
                self._engage(one, opening, f"session {place + 1}")

    def _fill_days(self) -> None:
        """The busiest have a programme of their own, until they are as busy as asked."""
        for one in self.busiest:
            for _tried in range(400):
                slots = min(self.chance.choice((4, 6, 9)), self.quota - one.busy_slots)
                if slots <= 0:
                    break
                day = self.chance.choice(self.days)
                starts = self.chance.randint(day.starts_slot, max(day.ends_slot - slots, day.starts_slot))
                opening = _Opening(Room("", building=self.chance.choice(self.buildings)), starts, slots)
                if self._is_free(one, opening):
                    self._engage(one, opening, "own programme")

    def _engage(self, one: _Someone, opening: _Opening, label: str) -> None:
        self._take(one, opening)
        day = opening.starts // (self.day_slots + NIGHT_SLOTS)
        one.meetings[day] -= 1
        ends = opening.starts + opening.slots
        one.engagements.append(Engagement(opening.starts, ends, opening.room.building, label))

    def _person(self, one: _Someone) -> Person:
        rank = int(one.id.rsplit("-", 1)[1]) if one.is_head else 500
        cap = max(one.meetings.values(), default=0) + 1 if one.is_head else None
        person = Person(one.id, one.delegation, rank, one.is_head, day_cap=cap, break_slots=one.pause)
        return replace(person, engagements=tuple(sorted(one.engagements, key=lambda it: it.starts_slot)))

    def _orders(self, rows: list[tuple[Meeting, _Opening]]) -> Iterator[Order]:
        for _place in range(len(rows) // 50):
            (one, at), (other, then) = self.chance.sample(rows, 2)
            if at.starts + at.slots <= then.starts:
                yield Order(one.id, other.id)
            elif then.starts + then.slots <= at.starts:
                yield Order(other.id, one.id)
