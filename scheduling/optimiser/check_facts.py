"""What the checker looks things up in."""

from dataclasses import dataclass

from scheduling.optimiser.plan import Placement, Plan
from scheduling.optimiser.problem import Interpreter, Meeting, Person, Problem, Room


@dataclass(frozen=True, slots=True)
class Placed:
    """A placement with its meeting; `starts`, `ends` in slots."""

    meeting: Meeting
    placement: Placement

    @property
    def starts(self) -> int:
        return self.placement.starts_slot

    @property
    def ends(self) -> int:
        return self.placement.starts_slot + max(self.meeting.slots, 1)

    @property
    def people(self) -> set[str]:
        """Those of both sides who are there, without interpreters."""
        return {*self.meeting.persons, *self.placement.optional_persons}


class Facts:
    """The first thing of an id counts, as in the solver's reading of a problem with doubles."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.plan = plan
        self.persons: dict[str, Person] = {one.id: one for one in reversed(problem.persons)}
        self.interpreters: dict[str, Interpreter] = {one.id: one for one in reversed(problem.interpreters)}
        self.rooms: dict[str, Room] = {one.id: one for one in reversed(problem.rooms)}
        self.meetings: dict[str, Meeting] = {one.id: one for one in reversed(problem.meetings)}
        known = (one for one in plan.placements if one.meeting in self.meetings)
        self.placed = [Placed(self.meetings[one.meeting], one) for one in known]

    def day_of(self, one: Placed) -> int | None:
        """The number of the day that the meeting lies in, whole."""
        days = self.problem.days or ((0, self.problem.slots),)
        for number, (starts, ends) in enumerate(days):
            if max(starts, 0) <= one.starts and one.ends <= min(ends, self.problem.slots):
                return number
        return None

    def building(self, one: Placed) -> str | None:
        room = self.rooms.get(one.placement.room or "")
        return room.building if room else None

    def way(self, origin: str | None, destination: str | None) -> int:
        """In slots; 0 where a building is not known."""
        back = 0
        for one in self.problem.travel:
            if (one.origin, one.destination) == (origin, destination):
                return max(one.slots, 0)
            if (one.origin, one.destination) == (destination, origin):
                back = max(one.slots, 0)
        return back
