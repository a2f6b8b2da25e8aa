"""What a plan is worth by part, counted from its placements, and what no plan can exceed."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from scheduling.optimiser.grid import BREAK_COST, HEAD_FACTOR
from scheduling.optimiser.plan import Bound, Placement, Score
from scheduling.optimiser.problem import Meeting, Person, Problem
from scheduling.optimiser.ways import ways

Thing = tuple[int, int, str | None]


def score(problem: Problem, placements: Iterable[Placement]) -> Score:
    """`problem` is sound; what was left out of it is not counted."""
    placed = {one.meeting: one for one in placements}
    done = [one for one in problem.meetings if one.id in placed]
    musts = [one for one in done if one.is_must]
    breaks, waiting, cost, walking = _days(problem, done, placed)
    early = [placed[one.id].starts_slot for one in done if one.prefers_early]
    return Score(
        meetings_placed=len(done),
        meetings=len(problem.meetings),
        musts_placed=len(musts),
        musts=sum(one.is_must for one in problem.meetings),
        must_weight_placed=sum(one.weight for one in musts),
        weight_placed=sum(one.weight for one in done),
        weight=sum(one.weight for one in problem.meetings),
        fairness=_fairness(problem, placed),
        breaks=breaks,
        waiting_slots=waiting,
        breaks_cost=cost,
        walking_slots=walking,
        early_slots=sum(at - max(a for a, b in problem.day_spans if a <= at < b) for at in early),
    )


def key(problem: Problem, of: Score) -> tuple[int, ...]:
    """Less is better, the first level before all others."""
    levels = {
        "musts": -of.must_weight_placed,
        "weight": -of.weight_placed,
        "fairness": of.fairness,
        "breaks": of.breaks_cost,
        "walking": of.walking_slots,
        "early": of.early_slots,
    }
    return tuple(levels[one] for one in problem.objective)


def bound(problem: Problem, of: Score, impossible: Iterable[str]) -> Bound:
    """All weight that is not proven to be impossible. Reached: nothing more can be placed."""
    hopeless = set(impossible)
    most = sum(one.weight for one in problem.meetings if one.id not in hopeless)
    why = (
        "every meeting placed" if not hopeless else "every meeting placed but those that have no position of their own"
    )
    return Bound(most, why, of.weight_placed == most)


def _fairness(problem: Problem, placed: dict[str, Placement]) -> int:
    home = {one.id: one.delegation for one in problem.persons}
    asked: dict[str, int] = defaultdict(int)
    lost: dict[str, int] = defaultdict(int)
    for meeting in problem.meetings:
        for delegation in {home[one] for one in meeting.persons} - {None}:
            asked[str(delegation)] += meeting.weight
            lost[str(delegation)] += 0 if meeting.id in placed else meeting.weight
    return sum((100 * lost[one] // weight) ** 2 for one, weight in asked.items() if weight)


def _days(problem: Problem, done: list[Meeting], placed: dict[str, Placement]) -> tuple[int, int, int, int]:
    rooms = {one.id: one.building for one in problem.rooms}
    diaries: dict[str, list[Thing]] = defaultdict(list)
    for meeting in done:
        at = placed[meeting.id]
        thing = (at.starts_slot, at.starts_slot + meeting.slots, rooms.get(at.room or ""))
        for person in dict.fromkeys(meeting.persons):
            diaries[person].append(thing)
    between, breaks, waiting, cost, walking = ways(problem), 0, 0, 0, 0
    for who in problem.persons:
        for idle, way in _gaps(problem, who, diaries[who.id], between):
            breaks += idle > 0
            waiting += idle
            walking += way
            cost += (HEAD_FACTOR if who.is_head else 1) * (BREAK_COST + idle) if idle > 0 else 0
    return breaks, waiting, cost, walking


def _gaps(
    problem: Problem, person: Person, diary: list[Thing], between: dict[tuple[str, str], int]
) -> Iterable[tuple[int, int]]:
    """Idle slots beyond the pause and the way, and the way, between each two things of a day."""
    engaged: list[Thing] = [(one.starts_slot, one.ends_slot, one.building) for one in person.engagements]
    things = sorted(diary + engaged, key=lambda one: (one[0], one[1]))
    for starts, ends in problem.day_spans:
        day = [one for one in things if starts <= one[0] < ends]
        for first, then in pairwise(day):
            way = between.get((first[2] or "", then[2] or ""), 0)
            yield max(then[0] - first[1] - max(person.break_slots, way), 0), way
