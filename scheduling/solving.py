"""The one place from which a plan of meetings is worked out: problem in, plan out, with word of how far it is.

For now every meeting gets the first place that is free, the weightiest first.
"""

from collections.abc import Callable
from typing import Any

from scheduling.optimiser import faults
from scheduling.optimiser.plan import Bound, Placement, Plan, Score, Unplaced
from scheduling.optimiser.problem import Meeting, Problem, Room, Span, seats_needed
from scheduling.optimiser.wording import reason

Tell = Callable[[dict[str, Any]], object]


def solve(problem: Problem, *, seconds: float, seed: int, tell: Tell, is_over: Callable[[], bool]) -> Plan:
    """The best plan found within ``seconds``. ``tell`` is called with ``{"placed", "of"}`` now and then; once
    ``is_over`` says so, the best so far is given."""
    sound = faults.sound(problem)
    free = _Free(sound.problem)
    placements, unplaced = [], [Unplaced(key, (one,)) for key, one in sound.left_out.items()]
    order = sorted(sound.problem.meetings, key=lambda one: (one.lock is None, not one.is_must, -one.weight, one.id))
    for meeting in order:
        found = None if is_over() else free.first_place(meeting)
        if found is None:
            unplaced.append(Unplaced(meeting.id, (reason("not_found"),)))
        else:
            placements.append(found)
        tell({"placed": len(placements), "of": len(problem.meetings)})
    return Plan(
        tuple(placements),
        tuple(unplaced),
        sound.faults,
        _score(problem, placements),
        Bound(),
        seed=seed,
        stopped_by="cancel" if is_over() else "done",
    )


class _Free:
    """The free slots of each person and room as bits of a number: bit n is slot n."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.way = max((one.slots for one in problem.travel), default=0)
        self.persons = {one.id: self._of_person(one) for one in problem.persons}
        self.rooms = {one.id: self._of_room(one) for one in problem.rooms}

    def first_place(self, meeting: Meeting) -> Placement | None:
        common = self._windows(meeting.windows)
        for key in meeting.persons:
            common &= self.persons[key]
        starts = 0
        for day in self.problem.day_spans:
            starts |= _starts(common & _bits([day]), meeting.slots)
        if meeting.lock:
            starts &= 1 << meeting.lock.starts_slot
        fitting = [
            (_lowest(free), room) for room in self._fitting(meeting) if (free := starts & self._open(room, meeting))
        ]
        if not fitting:
            return None
        start, room = min(fitting, key=lambda one: one[0])
        self._take(meeting, start, room)
        return Placement(meeting.id, start, room.id)

    def _fitting(self, meeting):
        seats = seats_needed(meeting, self.problem.interpreter_rules)
        locked = meeting.lock.room if meeting.lock else None
        return [one for one in self.problem.rooms if one.capacity >= seats and locked in (None, one.id)]

    def _open(self, room: Room, meeting):
        """Starts at which the room is open for the meeting and free for its turnaround too."""
        free, hours = self.rooms[room.id]
        return _starts(hours, meeting.slots) & _starts(free, meeting.slots + room.turnaround_slots)

    def _take(self, meeting, start, room):
        for key in meeting.persons:
            self.persons[key] &= ~_bits([Span(max(0, start - self.way), start + meeting.slots + self.way)])
        free, hours = self.rooms[room.id]
        self.rooms[room.id] = free & ~_bits([Span(start, start + meeting.slots + room.turnaround_slots)]), hours

    def _of_person(self, person):
        away = [Span(max(0, one.starts_slot - self.way), one.ends_slot + self.way) for one in person.engagements]
        return self._windows(person.windows) & ~_bits([*person.blocks, *away])

    def _of_room(self, room):
        whole = _bits([Span(0, self.problem.slots + room.turnaround_slots)])
        return whole & ~_bits(room.blocks), self._windows(room.windows)

    def _windows(self, windows):
        return _bits([Span(0, self.problem.slots)] if windows is None else windows)


def _bits(spans) -> int:
    found = 0
    for span in spans:
        found |= ((1 << (span.ends_slot - span.starts_slot)) - 1) << span.starts_slot
    return found


def _starts(free: int, slots: int) -> int:
    """Where so many free slots follow one another."""
    for _number in range(slots - 1):
        free &= free >> 1
    return free


def _lowest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1


def _score(problem, placements):
    placed = {one.meeting for one in placements}
    meetings = problem.meetings
    return Score(
        meetings_placed=len(placed),
        meetings=len(meetings),
        musts_placed=sum(one.is_must for one in meetings if one.id in placed),
        musts=sum(one.is_must for one in meetings),
        weight_placed=sum(one.weight for one in meetings if one.id in placed),
        weight=sum(one.weight for one in meetings),
    )
