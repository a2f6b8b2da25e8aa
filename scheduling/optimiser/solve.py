"""From a problem to a plan: faults named, the sound rest searched, the best written down with reasons and score."""

import dataclasses
import time

from scheduling.optimiser import faults, reasons, scoring, search
from scheduling.optimiser.grid import Index
from scheduling.optimiser.optional import with_optional_persons
from scheduling.optimiser.plan import Placement, Plan, Unplaced
from scheduling.optimiser.problem import Meeting, Problem
from scheduling.optimiser.search import Limits, Outcome, Progress
from scheduling.optimiser.state import MOST_STAFF
from scheduling.optimiser.wording import reason

__all__ = ["Limits", "Progress", "solve"]


def solve(problem: Problem, limits: Limits) -> Plan:
    """The best plan within the limits, which begin once the kernels are ready (search.ready). Never raises for what a
    problem holds: faults are named in the plan."""
    search.ready()
    started = time.monotonic()
    sound = faults.sound(problem)
    index = Index(sound.problem)
    spent = time.monotonic() - started
    left = dataclasses.replace(limits, seconds=max(limits.seconds - spent, 0))
    outcome = search.run(index, left)
    placements = with_optional_persons(sound.problem, placements_of(index, outcome))
    told = reasons.Reasons(index, outcome)
    lacking = [(one, told.of(place)) for place, one in enumerate(sound.problem.meetings) if outcome.start[place] < 0]
    unplaced = [Unplaced(one.id, tuple(why)) for one, why in lacking]
    unplaced += [Unplaced(one, (reason("fault", fault=why.code),)) for one, why in sound.left_out.items()]
    counted = scoring.score(sound.problem, placements)
    hopeless = [one.id for one, why in lacking if why[0].code in reasons.HOPELESS]
    return Plan(
        placements=tuple(placements),
        unplaced=tuple(unplaced),
        faults=sound.faults,
        score=counted,
        bound=scoring.bound(sound.problem, counted, hopeless),
        seed=limits.seed,
        seconds=round(time.monotonic() - started, 3),
        first_seconds=round(spent + outcome.first_seconds, 3),
        stopped_by=outcome.stopped_by,
    )


def placements_of(index: Index, outcome: Outcome) -> list[Placement]:
    """Ids and the problem's slots again."""
    return [
        _placement(index, outcome, place, meeting)
        for place, meeting in enumerate(index.problem.meetings)
        if outcome.start[place] >= 0
    ]


def _placement(index: Index, outcome: Outcome, place: int, meeting: Meeting) -> Placement:
    room = int(outcome.room[place])
    named = index.problem.rooms[room].id if room < len(index.problem.rooms) else None
    staff = [int(outcome.staff[place, k]) for k in range(MOST_STAFF) if outcome.staff[place, k] >= 0]
    locked = (meeting.lock.interpreters or ()) if meeting.lock else ()
    found = tuple(index.people[one].id for one in staff)
    return Placement(meeting.id, index.days.outer(int(outcome.start[place])), named, tuple(locked) + found)
