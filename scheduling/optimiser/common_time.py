"""When all of a meeting could meet at all: windows, absences and engagements, nothing of other meetings."""

from collections.abc import Iterable

from scheduling.optimiser.problem import Interpreter, Meeting, Person, Problem, Span


def subtract(spans: Iterable[Span], away: Iterable[tuple[int, int]]) -> list[Span]:
    """What is left of sorted or unsorted `spans` without `away`."""
    left = sorted(spans)
    for starts, ends in away:
        rest: list[Span] = []
        for span in left:
            if ends <= span.starts_slot or starts >= span.ends_slot:
                rest.append(span)
                continue
            if span.starts_slot < starts:
                rest.append(Span(span.starts_slot, starts))
            if ends < span.ends_slot:
                rest.append(Span(ends, span.ends_slot))
        left = rest
    return left


def intersect(one: Iterable[Span], other: Iterable[Span]) -> list[Span]:
    both = ((max(a.starts_slot, b.starts_slot), min(a.ends_slot, b.ends_slot)) for a in one for b in other)
    return sorted({Span(starts, ends) for starts, ends in both if starts < ends})


def joined(spans: Iterable[Span]) -> list[Span]:
    """Spans that touch or overlap made one, sorted."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.starts_slot <= result[-1].ends_slot:
            result[-1] = Span(result[-1].starts_slot, max(result[-1].ends_slot, span.ends_slot))
        else:
            result.append(span)
    return result


def times_of_person(problem: Problem, person: Person | Interpreter) -> list[Span]:
    """When the person is there and has no engagement; pauses and ways are not counted."""
    whole = (Span(0, problem.slots),) if person.windows is None else person.windows
    engaged = ((one.starts_slot, one.ends_slot) for one in person.engagements)
    return subtract(joined(whole), [*person.blocks, *engaged])


def own_times(problem: Problem, meeting: Meeting) -> list[Span]:
    """The meeting's own windows, within its earliest and latest, within the days."""
    earliest = 0 if meeting.earliest_slot is None else meeting.earliest_slot
    latest = problem.slots if meeting.latest_slot is None else meeting.latest_slot
    times = [Span(earliest, latest)] if earliest < latest else []
    if meeting.windows is not None:
        times = intersect(times, joined(meeting.windows))
    return intersect(times, problem.day_spans)


class CommonTimes:
    """Answers for the meetings of one problem; each person's time is worked out once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.persons = {one.id: one for one in problem.persons}
        self.free: dict[str, list[Span]] = {}

    def of_person(self, person_id: str) -> list[Span]:
        if person_id not in self.free:
            self.free[person_id] = times_of_person(self.problem, self.persons[person_id])
        return self.free[person_id]

    def of(self, meeting: Meeting) -> list[Span]:
        """When all required persons are free for it at once."""
        times = own_times(self.problem, meeting)
        for person_id in meeting.persons:
            times = intersect(times, self.of_person(person_id))
        return times

    def longest_slots(self, meeting: Meeting) -> int:
        return max((one.ends_slot - one.starts_slot for one in self.of(meeting)), default=0)
