"""The problem as arrays: what the compiled kernels read. All times in inner slots (see days.py), all ids as indices.

People are persons first, then interpreters. One more room than the problem has stands for "no room needed", in a
building that is nowhere: no way leads there. Lists of lists are flat, with the place where each begins.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from scheduling.optimiser.common_time import own_times
from scheduling.optimiser.days import Days
from scheduling.optimiser.problem import Interpreter, Meeting, Pair, Person, Problem, interpreters_needed, seats_needed
from scheduling.optimiser.ways import ways

HEAD_FACTOR = 3
BREAK_COST = 12  # one break weighs like an hour of waiting
NO_CAP = 10**6


class Grid(NamedTuple):
    """Read-only arrays. `closed` and `shut`, `blocked` are running sums: a span is open where its ends agree."""

    slots: int
    length: Any  # [meeting] slots
    weight: Any  # [meeting] what placing it is worth to the search
    lock: Any  # [meeting] inner start, or -1
    early: Any  # [meeting] 1 if it prefers early
    member_at: Any  # [meeting + 1] into member
    member: Any  # people who must be there
    room_at: Any  # [meeting + 1] into room
    room: Any  # rooms that fit
    need_at: Any  # [meeting + 1] into need
    need: Any  # pair of languages, one for each interpreter needed
    order_at: Any  # [meeting + 1] into the three below
    order_other: Any
    order_is_first: Any  # 1: this meeting comes before the other
    order_gap: Any
    own: Any  # [meeting, slot] 1: it may start there as far as it is concerned
    closed: Any  # [person, building, slot + 1]
    shut: Any  # [room, slot + 1] outside windows
    blocked: Any  # [room, slot + 1] in blocks
    turnaround: Any  # [room]
    places: Any  # [room]
    building: Any  # [room]
    pause: Any  # [person]
    cap: Any  # [person] meetings a day
    work: Any  # [person] slots a day, interpreters only
    factor: Any  # [person] how much breaks count
    way: Any  # [building, building]
    day: Any  # [slot], -1 between days
    day_starts: Any  # [day]
    speaker_at: Any  # [pair + 1] into speaker
    speaker: Any  # interpreters of the pair
    thing_at: Any  # [person + 1] into the three below: engagements
    thing_starts: Any
    thing_ends: Any
    thing_building: Any
    scales: Any  # [3] what breaks, walking and early count


class Index:
    """Ids to indices and back, and the grid."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.ways = ways(problem)
        self.people: list[Person | Interpreter] = [*problem.persons, *problem.interpreters]
        self.person = {one.id: place for place, one in enumerate(self.people)}
        self.rooms = {one.id: place for place, one in enumerate(problem.rooms)}
        self.meetings = {one.id: place for place, one in enumerate(problem.meetings)}
        named = {one.building for one in problem.rooms if one.building}
        self.buildings = {name: place for place, name in enumerate(sorted(named))}
        self.nowhere = len(self.buildings)
        reaches = [*self._pauses(), *(one.slots for one in problem.travel), *(one.gap_slots for one in problem.orders)]
        self.days = Days(problem, 1 + max(reaches, default=0))
        self.pairs: dict[Pair, int] = {}
        self.grid = self._grid()

    def _pauses(self) -> list[int]:
        rest = self.problem.interpreter_rules.rest_slots
        return [one.break_slots if isinstance(one, Person) else rest for one in self.people]

    def _grid(self) -> Grid:
        problem, meetings = self.problem, self.problem.meetings
        member_at, member = _flat(self._members(one) for one in meetings)
        room_at, room = _flat(self.rooms_of(one) for one in meetings)
        need_at, need = _flat(self._needs(one) for one in meetings)
        speakers: list[list[int]] = [[] for _pair in self.pairs]
        for who in problem.interpreters:
            for pair in {_pair(one) for one in who.pairs} & set(self.pairs):
                speakers[self.pairs[pair]].append(self.person[who.id])
        speaker_at, speaker = _flat(speakers)
        things = [[self._thing(one) for one in who.engagements] for who in self.people]
        thing_at, thing = _flat(things, 3)
        order_at, order = _flat(self._orders(), 3)
        persons = [one if isinstance(one, Person) else None for one in self.people]
        rules = problem.interpreter_rules
        starts = [self.days.inner(day.starts_slot) for day in problem.day_spans]
        return Grid(
            slots=self.days.slots,
            length=_ints(one.slots for one in meetings),
            weight=search_weights(problem),
            lock=_ints(self.days.inner(one.lock.starts_slot) if one.lock else -1 for one in meetings),
            early=_ints(one.prefers_early for one in meetings),
            member_at=member_at,
            member=member,
            room_at=room_at,
            room=room,
            need_at=need_at,
            need=need,
            order_at=order_at,
            order_other=order[:, 0].copy(),
            order_is_first=order[:, 1].copy(),
            order_gap=order[:, 2].copy(),
            own=self._own(),
            closed=self._closed(),
            shut=self._room_sums("windows"),
            blocked=self._room_sums("blocks"),
            turnaround=_ints([*(one.turnaround_slots for one in problem.rooms), 0]),
            places=_ints([*(one.places for one in problem.rooms), NO_CAP]),
            building=_ints([*(self.building(one.building) for one in problem.rooms), self.nowhere]),
            pause=_ints(self._pauses()),
            cap=_ints(NO_CAP if one is None or one.day_cap is None else one.day_cap for one in persons),
            work=_ints(rules.day_slots if one is None else NO_CAP for one in persons),
            factor=_ints(0 if one is None else HEAD_FACTOR if one.is_head else 1 for one in persons),
            way=self._ways(),
            day=self.days.number.astype(np.int64),
            day_starts=_ints(starts),
            speaker_at=speaker_at,
            speaker=speaker,
            thing_at=thing_at,
            thing_starts=thing[:, 0].copy(),
            thing_ends=thing[:, 1].copy(),
            thing_building=thing[:, 2].copy(),
            scales=scales(problem),
        )

    def building(self, name: str | None) -> int:
        return self.buildings.get(name, self.nowhere) if name else self.nowhere

    def rooms_of(self, meeting: Meeting) -> list[int]:
        """Rooms that fit by kind, name, features and seats; a locked room whatever it is."""
        lock = meeting.lock
        if lock and lock.room is not None:
            return [self.rooms[lock.room]]
        if not meeting.needs_room:
            return [len(self.rooms)]
        seats, features = seats_needed(meeting, self.problem.interpreter_rules), set(meeting.features)
        fitting = [
            place
            for place, room in enumerate(self.problem.rooms)
            if room.capacity >= seats
            and (not meeting.room_kinds or room.kind in meeting.room_kinds)
            and (not meeting.rooms or room.id in meeting.rooms)
            and (not features or features <= set(room.features))
        ]
        return sorted(fitting, key=lambda place: self.problem.rooms[place].capacity)

    def _members(self, meeting: Meeting) -> list[int]:
        """Who must be there; locked interpreters among them."""
        staff = (meeting.lock.interpreters or ()) if meeting.lock else ()
        return [self.person[one] for one in dict.fromkeys((*meeting.persons, *staff))]

    def _needs(self, meeting: Meeting) -> list[int]:
        """A pair of languages for each interpreter to be found."""
        if meeting.lock and meeting.lock.interpreters is not None:
            return []
        each = interpreters_needed(meeting, self.problem.interpreter_rules)
        pairs = [self.pairs.setdefault(_pair(one), len(self.pairs)) for one in meeting.interpretation]
        return [pair for pair in pairs for _place in range(each)]

    def _orders(self) -> list[list[tuple[int, int, int]]]:
        rows: list[list[tuple[int, int, int]]] = [[] for _meeting in self.problem.meetings]
        for one in self.problem.orders:
            before, after = self.meetings[one.before], self.meetings[one.after]
            rows[before].append((after, 1, one.gap_slots))
            rows[after].append((before, 0, one.gap_slots))
        return rows

    def _thing(self, one: Any) -> tuple[int, int, int]:
        return self.days.inner(one.starts_slot), self.days.inner(one.ends_slot), self.building(one.building)

    def _own(self) -> np.ndarray:
        """Each span of the meeting's own time allows the starts that let it end within."""
        from_days = np.zeros((len(self.problem.meetings), self.days.slots), dtype=np.uint8)
        for row, meeting in zip(from_days, self.problem.meetings, strict=True):
            if meeting.lock:
                row[self.days.inner(meeting.lock.starts_slot)] = 1
                continue
            for span in own_times(self.problem, meeting):
                first = self.days.inner(span.starts_slot)
                row[first : max(first, self.days.inner(span.ends_slot) - meeting.slots + 1)] = 1
        return from_days

    def _closed(self) -> np.ndarray:
        """Where a person cannot be in a building: away, engaged, or on the way."""
        bad = np.zeros((len(self.people), self.nowhere + 1, self.days.slots), dtype=bool)
        inner = self.days.inner
        for row, who, pause in zip(bad, self.people, self._pauses(), strict=True):
            if who.windows is not None:
                row[:] = True
                for span in who.windows:
                    row[:, inner(span.starts_slot) : inner(span.ends_slot)] = False
            for span in who.blocks:
                row[:, inner(span.starts_slot) : inner(span.ends_slot)] = True
            for one in who.engagements:
                self._close_around(row, one, pause)
        return _sums(bad)

    def _close_around(self, row: np.ndarray, one: Any, pause: int) -> None:
        starts, ends = self.days.inner(one.starts_slot), self.days.inner(one.ends_slot)
        for name, place in [*self.buildings.items(), ("", self.nowhere)]:
            there = self.ways.get((name, one.building), 0)
            back = self.ways.get((one.building, name), 0)
            row[place, max(starts - max(pause, there), 0) : ends + max(pause, back)] = True

    def _room_sums(self, field: str) -> np.ndarray:
        bad = np.zeros((len(self.problem.rooms) + 1, self.days.slots), dtype=bool)
        for row, room in zip(bad, self.problem.rooms, strict=False):
            spans = getattr(room, field)
            row[:] = field == "windows" and spans is not None
            for span in spans or ():
                row[self.days.inner(span.starts_slot) : self.days.inner(span.ends_slot)] = field == "blocks"
        return _sums(bad)

    def _ways(self) -> np.ndarray:
        way = np.zeros((self.nowhere + 1, self.nowhere + 1), dtype=np.int64)
        for one, row in self.buildings.items():
            for other, column in self.buildings.items():
                way[row, column] = self.ways.get((one, other), 0)
        return way


def search_weights(problem: Problem) -> np.ndarray:
    """What the search places first: where musts are a level before weight, a must outweighs all that are not."""
    levels = problem.objective
    weights = _ints(one.weight for one in problem.meetings)
    if "musts" not in levels or ("weight" in levels and levels.index("weight") < levels.index("musts")):
        return np.maximum(weights, 1)
    others = sum(one.weight for one in problem.meetings if not one.is_must)
    return np.maximum(weights + _ints(others * one.is_must for one in problem.meetings), 1)


def scales(problem: Problem) -> np.ndarray:
    """Breaks, walking and early in one number: a level before another counts a thousandfold; left out: nothing."""
    soft = [one for one in problem.objective if one in {"breaks", "walking", "early"}]
    rank = {one: 1000 ** (len(soft) - 1 - place) for place, one in enumerate(soft)}
    return _ints(rank.get(one, 0) for one in ("breaks", "walking", "early"))


def _pair(pair: Pair) -> Pair:
    return Pair(*sorted(pair))


def _ints(values: Iterable[int]) -> np.ndarray:
    return np.array(list(values), dtype=np.int64)


def _sums(bad: np.ndarray) -> np.ndarray:
    sums = np.zeros((*bad.shape[:-1], bad.shape[-1] + 1), dtype=np.int32)
    np.cumsum(bad, axis=-1, out=sums[..., 1:])
    return sums


def _flat(rows: Iterable[Sequence[Any]], width: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Where each row begins, and all rows one after another."""
    lists = list(rows)
    at = np.zeros(len(lists) + 1, dtype=np.int64)
    np.cumsum([len(one) for one in lists], out=at[1:])
    values = np.array([value for one in lists for value in one], dtype=np.int64)
    return at, values.reshape(-1, width) if width else values
