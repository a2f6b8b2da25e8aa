"""Locks that cannot be kept: outside what is open, against an engagement, against each other."""

from collections import defaultdict
from collections.abc import Iterator

from scheduling.optimiser.common_time import joined, own_times
from scheduling.optimiser.plan import Finding
from scheduling.optimiser.problem import Interpreter, Lock, Meeting, Person, Problem, Room, Span
from scheduling.optimiser.ways import ways
from scheduling.optimiser.wording import fault


def faults(problem: Problem) -> Iterator[Finding]:
    """One fault for each locked meeting that has to be left out; of two that clash the one of less weight."""
    known = _Known(problem)
    kept: dict[tuple[str, str], list[Meeting]] = defaultdict(list)
    locked = [one for one in problem.meetings if one.lock]
    for meeting in sorted(locked, key=lambda one: (not one.is_must, -one.weight, one.id)):
        found = known.outside(meeting) or known.engaged(meeting) or known.clash(meeting, kept)
        if found:
            yield found
            continue
        for resource in resources(meeting):
            kept[resource].append(meeting)


def resources(meeting: Meeting) -> list[tuple[str, str]]:
    """Kind and id of all that the locked meeting takes."""
    lock = lock_of(meeting)
    taken = [("person", one) for one in dict.fromkeys(meeting.persons)]
    taken += [("interpreter", one) for one in lock.interpreters or ()]
    return taken + ([("room", lock.room)] if lock.room is not None else [])


def span_of(meeting: Meeting) -> Span:
    starts = lock_of(meeting).starts_slot
    return Span(starts, starts + meeting.slots)


def lock_of(meeting: Meeting) -> Lock:
    if meeting.lock is None:
        raise ValueError(f"{meeting.id} is not locked")
    return meeting.lock


class _Known:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.ways = ways(problem)
        self.people: dict[str, Person | Interpreter] = {one.id: one for one in problem.persons}
        self.people |= {one.id: one for one in problem.interpreters}
        self.rooms = {one.id: one for one in problem.rooms}

    def outside(self, meeting: Meeting) -> Finding | None:
        """Where what the meeting needs is not open at the locked time."""
        span = span_of(meeting)
        if not _covers(own_times(self.problem, meeting), span):
            return fault("lock_outside", meeting=meeting.id, starts_slot=span.starts_slot, what="its own window or day")
        for kind, named in resources(meeting):
            of = self.rooms[named] if kind == "room" else self.people[named]
            ends = span.ends_slot + (of.turnaround_slots if isinstance(of, Room) else 0)
            is_open = of.windows is None or _covers(joined(of.windows), span)
            if not is_open or any(span.starts_slot < b.ends_slot and b.starts_slot < ends for b in of.blocks):
                return fault(
                    "lock_outside", meeting=meeting.id, starts_slot=span.starts_slot, what=f"{kind} {named}", id=named
                )
        return None

    def engaged(self, meeting: Meeting) -> Finding | None:
        span = span_of(meeting)
        for kind, named in resources(meeting):
            if kind == "room":
                continue
            for one in self.people[named].engagements:
                gap = self._gap(named, self._building(meeting), one.building)
                if span.starts_slot < one.ends_slot + gap and one.starts_slot < span.ends_slot + gap:
                    facts = {"meeting": meeting.id, "starts_slot": span.starts_slot, "person": named}
                    return fault("lock_meets_engagement", label=one.label or "an engagement", **facts)
        return None

    def clash(self, meeting: Meeting, kept: dict[tuple[str, str], list[Meeting]]) -> Finding | None:
        for kind, named in resources(meeting):
            others = [one for one in kept[kind, named] if self._meets(meeting, one, kind, named)]
            places = self.rooms[named].places if kind == "room" else 1
            if len(others) >= places:
                return fault("locks_clash", meeting=meeting.id, other=others[0].id, kind=kind, id=named)
        return None

    def _meets(self, one: Meeting, other: Meeting, kind: str, named: str) -> bool:
        if kind == "room":
            gap = self.rooms[named].turnaround_slots
        else:
            gap = self._gap(named, self._building(one), self._building(other))
        a, b = span_of(one), span_of(other)
        return a.starts_slot < b.ends_slot + gap and b.starts_slot < a.ends_slot + gap

    def _building(self, meeting: Meeting) -> str | None:
        room = meeting.lock.room if meeting.lock else None
        return self.rooms[room].building if room is not None else None

    def _gap(self, named: str, one: str | None, other: str | None) -> int:
        """The greater of the pause and the way, the longer way of the two directions."""
        of = self.people[named]
        pause = of.break_slots if isinstance(of, Person) else self.problem.interpreter_rules.rest_slots
        if one is None or other is None:
            return pause
        return max(pause, self.ways.get((one, other), 0), self.ways.get((other, one), 0))


def _covers(spans: list[Span], span: Span) -> bool:
    return any(one.starts_slot <= span.starts_slot and span.ends_slot <= one.ends_slot for one in spans)
