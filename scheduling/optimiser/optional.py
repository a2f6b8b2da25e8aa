"""Optional persons join where they are free: after all is placed, the highest in precedence first."""

import dataclasses
from collections import defaultdict

from scheduling.optimiser.common_time import CommonTimes
from scheduling.optimiser.plan import Placement
from scheduling.optimiser.problem import Meeting, Person, Problem, Span
from scheduling.optimiser.ways import ways


def with_optional_persons(problem: Problem, placements: list[Placement]) -> list[Placement]:
    if not any(one.optional_persons for one in problem.meetings):
        return placements
    joining = _Joining(problem, placements)
    return [joining.joined(one) for one in placements]


class _Joining:
    def __init__(self, problem: Problem, placements: list[Placement]) -> None:
        self.problem = problem
        self.times = CommonTimes(problem)
        self.ways = ways(problem)
        self.meetings = {one.id: one for one in problem.meetings}
        self.buildings = {one.id: one.building for one in problem.rooms}
        self.things: dict[str, list[tuple[int, int, str | None]]] = defaultdict(list)
        self.counted: dict[tuple[str, Span], int] = defaultdict(int)
        for person in problem.persons:
            engaged = ((one.starts_slot, one.ends_slot, one.building) for one in person.engagements)
            self.things[person.id] += engaged
        for one in placements:
            for person_id in dict.fromkeys(self.meetings[one.meeting].persons):
                self._enter(person_id, one)

    def joined(self, one: Placement) -> Placement:
        meeting = self.meetings[one.meeting]
        invited = [self.times.persons[who] for who in dict.fromkeys(meeting.optional_persons)]
        free = []
        for who in sorted(invited, key=lambda person: person.rank):
            if who.id not in meeting.persons and self._is_free(who, one, meeting):
                self._enter(who.id, one)
                free.append(who.id)
        return dataclasses.replace(one, optional_persons=tuple(free)) if free else one

    def _enter(self, person_id: str, one: Placement) -> None:
        ends = one.starts_slot + self.meetings[one.meeting].slots
        self.things[person_id].append((one.starts_slot, ends, self._building(one)))
        self.counted[person_id, self._day(one)] += 1

    def _is_free(self, who: Person, one: Placement, meeting: Meeting) -> bool:
        starts, ends, here = one.starts_slot, one.starts_slot + meeting.slots, self._building(one)
        if who.day_cap is not None and self.counted[who.id, self._day(one)] >= who.day_cap:
            return False
        if not any(a <= starts and ends <= b for a, b in self.times.of_person(who.id)):
            return False
        for first, last, there in self.things[who.id]:
            before = max(who.break_slots, self.ways.get((there or "", here or ""), 0))
            after = max(who.break_slots, self.ways.get((here or "", there or ""), 0))
            if starts < last + before and first < ends + after:
                return False
        return True

    def _building(self, one: Placement) -> str | None:
        return self.buildings.get(one.room or "")

    def _day(self, one: Placement) -> Span:
        return next(day for day in self.problem.day_spans if day.starts_slot <= one.starts_slot < day.ends_slot)
