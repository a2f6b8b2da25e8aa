"""Why a meeting has no place: the first thing that leaves no start, and who would have to give way.

The things are asked in an order, what can never be before what others took: rooms that fit, interpreters there are,
common time, open rooms; then persons' other meetings, rooms, interpreters, orders.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from scheduling.optimiser.grid import Index
from scheduling.optimiser.plan import Finding
from scheduling.optimiser.problem import Meeting, interpreters_needed, seats_needed
from scheduling.optimiser.search import Outcome
from scheduling.optimiser.wording import reason

HOPELESS = {"no_time", "no_time_for", "no_room_fits", "no_room_open", "no_interpreter", "interpreters_away"}
MOST_NAMED = 5


class Reasons:
    """Answers for the unplaced meetings of one outcome. All arrays are over inner starts."""

    def __init__(self, index: Index, outcome: Outcome) -> None:
        self.index, self.g, self.outcome = index, index.grid, outcome
        self.diary: dict[int, list[int]] = {}
        self.book: dict[int, list[int]] = {}
        for m in np.flatnonzero(outcome.start >= 0):
            for p in self._people(int(m)):
                self.diary.setdefault(p, []).append(int(m))
            self.book.setdefault(int(outcome.room[m]), []).append(int(m))

    def of(self, m: int) -> list[Finding]:
        """One reason or two: what is in the way, and, where others took it, which of them at the cheapest start."""
        meeting = self.index.problem.meetings[m]
        return next(self._found(m, meeting))

    def _found(self, m: int, meeting: Meeting) -> Iterator[list[Finding]]:
        yield from self._never(m, meeting)
        rooms, members = self._rooms(m), self._members(m)
        open_at = {r: self._open(m, r, members) for r in rooms}
        free = {r: line & ~self._taken_by_people(m, r, members) for r, line in open_at.items()}
        if not _any(free.values()):
            yield self._of_people(m, open_at)
        clear = {r: line & ~self._room_taken(m, r) for r, line in free.items()}
        if not _any(clear.values()):
            yield [reason("rooms_full"), *self._in_the_way(m, free)]
        for k in range(self.g.order_at[m], self.g.order_at[m + 1]):
            if not _any(line & self._in_order(m, k) for line in clear.values()):
                yield [reason("order", meeting=self.index.problem.meetings[self.g.order_other[k]].id)]
        for pair in meeting.interpretation:
            if not _any(line & self._staffed(m, r, is_dynamic=True) for r, line in clear.items()):
                yield [reason("interpreters_full", one=pair.one, other=pair.other)]
        yield [reason("not_found")]

    def _never(self, m: int, meeting: Meeting) -> Iterator[list[Finding]]:
        """What no plan could mend."""
        rules = self.index.problem.interpreter_rules
        if not self._rooms(m):
            yield [reason("no_room_fits", seats=seats_needed(meeting, rules))]
        needed = interpreters_needed(meeting, rules)
        for pair in meeting.interpretation:
            known = sum({*pair} == {*one} for who in self.index.problem.interpreters for one in set(who.pairs))
            if known < needed and self.g.need_at[m] < self.g.need_at[m + 1]:
                yield [reason("no_interpreter", one=pair.one, other=pair.other, needed=needed, known=known)]
        members = self._members(m)
        if not _any(self._all_there(m, b, members) for b in self._buildings(m)):
            alone = [p for p in members if self._could_without(m, p)]
            named = self.index.people[alone[0]].id if alone else None
            yield [reason("no_time_for", person=named) if named else reason("no_time")]
        if not _any(self._open(m, r, members) for r in self._rooms(m)):
            yield [reason("no_room_open")]
        for pair in meeting.interpretation:
            if not _any(self._open(m, r, members) & self._staffed(m, r, is_dynamic=False) for r in self._rooms(m)):
                yield [reason("interpreters_away", one=pair.one, other=pair.other)]

    def _of_people(self, m: int, open_at: dict[int, np.ndarray]) -> list[Finding]:
        """One person whose meetings alone fill all starts, or all of them together."""
        for p in self._members(m):
            if not _any(line & ~self._taken_by_people(m, r, [p]) for r, line in open_at.items()):
                named = self.index.people[p].id
                is_capped = not _any(line & ~self._capped(m, p) for line in open_at.values())
                return [reason("day_cap" if is_capped else "person_full", person=named), *self._in_the_way(m, open_at)]
        return [reason("persons_full"), *self._in_the_way(m, open_at)]

    def _in_the_way(self, m: int, open_at: dict[int, np.ndarray]) -> list[Finding]:
        """The meetings of least weight that stand over one possible start."""
        best: tuple[int, list[str]] | None = None
        for r, line in open_at.items():
            for t in np.flatnonzero(line)[:: max(1, int(line.sum()) // 40)]:
                met = self._met(m, r, int(t))
                price = sum(int(self.g.weight[one]) for one in met)
                if met and (best is None or price < best[0]):
                    best = (price, sorted(self.index.problem.meetings[one].id for one in met))
        return [reason("outweighed", meetings=best[1][:MOST_NAMED])] if best else []

    def _met(self, m: int, r: int, t: int) -> set[int]:
        met = {o for p in self._members(m) for o in self.diary.get(p, ()) if self._over(m, r, o, self.g.pause[p])[t]}
        if self.g.places[r] == 1:
            met |= {o for o in self.book.get(r, ()) if self._in_room(m, r, o)[t]}
        return met

    def _people(self, m: int) -> list[int]:
        return [*self._members(m), *(int(one) for one in self.outcome.staff[m] if one >= 0)]

    def _members(self, m: int) -> list[int]:
        return [int(one) for one in self.g.member[self.g.member_at[m] : self.g.member_at[m + 1]]]

    def _rooms(self, m: int) -> list[int]:
        return [int(one) for one in self.g.room[self.g.room_at[m] : self.g.room_at[m + 1]]]

    def _buildings(self, m: int) -> list[int]:
        return sorted({int(self.g.building[r]) for r in self._rooms(m)})

    def _span(self, sums: np.ndarray, slots: int) -> np.ndarray:
        """Starts from which so many slots are open, by running sums."""
        ends = np.minimum(np.arange(self.g.slots) + slots, self.g.slots)
        return sums[ends] == sums[: self.g.slots]

    def _there(self, m: int, b: int, p: int) -> np.ndarray:
        return self._span(self.g.closed[p, b], int(self.g.length[m]))

    def _all_there(self, m: int, b: int, members: Iterable[int]) -> np.ndarray:
        line = self.g.own[m] > 0
        for p in members:
            line &= self._there(m, b, p)
        return line

    def _could_without(self, m: int, p: int) -> bool:
        others = [one for one in self._members(m) if one != p]
        return _any(self._all_there(m, b, others) for b in self._buildings(m))

    def _open(self, m: int, r: int, members: Iterable[int]) -> np.ndarray:
        length = int(self.g.length[m])
        line = self._all_there(m, int(self.g.building[r]), members) & self._span(self.g.shut[r], length)
        return line & self._span(self.g.blocked[r], length + int(self.g.turnaround[r]))

    def _over(self, m: int, r: int, other: int, pause: int) -> np.ndarray:
        """Starts of m in room r that a person who is in `other` cannot keep."""
        b, b2 = self.g.building[r], self.g.building[self.outcome.room[other]]
        first = self.outcome.start[other] - max(pause, self.g.way[b, b2]) - self.g.length[m]
        last = self.outcome.start[other] + self.g.length[other] + max(pause, self.g.way[b2, b])
        starts = np.arange(self.g.slots)
        return (starts > first) & (starts < last)

    def _in_room(self, m: int, r: int, other: int) -> np.ndarray:
        turn, starts = self.g.turnaround[r], np.arange(self.g.slots)
        first = self.outcome.start[other] - turn - self.g.length[m]
        return (starts > first) & (starts < self.outcome.start[other] + self.g.length[other] + turn)

    def _taken_by_people(self, m: int, r: int, people: Iterable[int]) -> np.ndarray:
        line = np.zeros(self.g.slots, dtype=bool)
        for p in people:
            line |= self._capped(m, p)
            for other in self.diary.get(p, ()):
                line |= self._over(m, r, other, self.g.pause[p])
        return line

    def _capped(self, m: int, p: int) -> np.ndarray:
        """Starts on days on which the person has all that a day may have."""
        line = np.zeros(self.g.slots, dtype=bool)
        days = [int(self.g.day[self.outcome.start[other]]) for other in self.diary.get(p, ())]
        slots = [int(self.g.length[other]) for other in self.diary.get(p, ())]
        for day in range(len(self.g.day_starts)):
            worked = sum(n for n, at in zip(slots, days, strict=True) if at == day)
            if days.count(day) >= self.g.cap[p] or worked + self.g.length[m] > self.g.work[p]:
                line |= self.g.day == day
        return line

    def _room_taken(self, m: int, r: int) -> np.ndarray:
        if r == len(self.g.places) - 1:
            return np.zeros(self.g.slots, dtype=bool)
        use = np.zeros(self.g.slots + 1, dtype=np.int64)
        turn = int(self.g.turnaround[r])
        for other in self.book.get(r, ()):
            starts = int(self.outcome.start[other])
            use[starts : starts + int(self.g.length[other]) + turn] += 1
        sums = np.concatenate([[0], np.cumsum(use[:-1] >= self.g.places[r])])
        return ~self._span(sums, int(self.g.length[m]) + turn)

    def _in_order(self, m: int, k: int) -> np.ndarray:
        other, gap, starts = int(self.g.order_other[k]), int(self.g.order_gap[k]), np.arange(self.g.slots)
        at = int(self.outcome.start[other])
        if at < 0:
            return np.ones(self.g.slots, dtype=bool)
        if self.g.order_is_first[k]:
            return starts + int(self.g.length[m]) + gap <= at
        return starts >= at + int(self.g.length[other]) + gap

    def _staffed(self, m: int, r: int, *, is_dynamic: bool) -> np.ndarray:
        """Starts at which each pair of languages has enough interpreters who are there, and free if `is_dynamic`."""
        line = np.ones(self.g.slots, dtype=bool)
        needs = self.g.need[self.g.need_at[m] : self.g.need_at[m + 1]]
        for pair in set(needs.tolist()):
            free = np.zeros(self.g.slots, dtype=np.int64)
            for i in self.g.speaker[self.g.speaker_at[pair] : self.g.speaker_at[pair + 1]]:
                there = self._there(m, int(self.g.building[r]), int(i))
                free += there & ~self._taken_by_people(m, r, [int(i)]) if is_dynamic else there
            line &= free >= int((needs == pair).sum())
        return line


def _any(lines: Iterable[np.ndarray]) -> bool:
    return any(bool(line.any()) for line in lines)
