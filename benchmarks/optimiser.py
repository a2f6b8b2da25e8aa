"""Plans of forums with a planted full solution: `make bench-optimiser`. Each is verified by the checker.

`make bench-optimiser ARGS="pmif fmf"` measures these sizes only; `--rise` adds how the result falls as rooms and
persons get fuller.
"""

import os
import sys
import time
from collections.abc import Iterator

from scheduling.optimiser import check
from scheduling.optimiser.events import Event, MeetingAdded, MeetingOverruns, NewTime, PersonAway, RoomLost
from scheduling.optimiser.plan import Plan
from scheduling.optimiser.planted import SIZES, planted
from scheduling.optimiser.problem import Meeting, Problem
from scheduling.optimiser.replan import replan
from scheduling.optimiser.solve import Limits, solve

SECONDS = {"pmif": (10, 0.99), "fmf": (60, 0.98), "large": (120, 0.97)}
RISE = [(0.8, 0.7), (0.9, 0.7), (0.95, 0.7), (0.8, 0.8), (0.8, 0.9), (0.95, 0.9)]
REPLAN_SECONDS = {"pmif": 5, "fmf": 5, "large": 15}
SEED = 1


def main(arguments: list[str]) -> int:
    """Return 1 when a figure is missed."""
    sizes = [one for one in SECONDS if one in arguments] or list(SECONDS)
    print("size     rooms busy  first    took  placed          musts      weight  violations")
    missed = 0
    for size in sizes:
        for room_use, busy in RISE if "--rise" in arguments else RISE[:1]:
            problem = planted(SIZES[size], room_use=room_use, busy=busy, seed=SEED)
            plan = solve(problem, Limits(SECONDS[size][0], os.cpu_count() or 1, SEED))
            share, broken = plan.score.weight_placed / plan.score.weight, len(check.violations(problem, plan))
            is_asked = (room_use, busy) == RISE[0]
            is_missed = share < SECONDS[size][1] or plan.score.musts_placed < plan.score.musts
            missed += bool(broken) or (is_asked and is_missed)
            _say(size, (room_use, busy), plan, share, broken)
            if is_asked:
                missed += sum(_replanned(size, problem, plan))
    return missed and 1


def _say(size: str, fullness: tuple[float, float], plan: Plan, share: float, broken: int) -> None:
    score = plan.score
    placed, musts = f"{score.meetings_placed}/{score.meetings}", f"{score.musts_placed}/{score.musts}"
    print(
        f"{size:8} {fullness[0]:5.0%} {fullness[1]:4.0%} {plan.first_seconds:5.1f} s {plan.seconds:5.1f} s  "
        f"{placed:14}  {musts:9}  {share:6.2%}  {broken}",
        flush=True,
    )


def _replanned(size: str, problem: Problem, plan: Plan) -> Iterator[bool]:
    """The five scenarios; true for each that took too long."""
    for name, event in _events(problem, plan):
        started = time.perf_counter()
        best = replan(problem, plan, [event], now_slot=20, seconds=REPLAN_SECONDS[size] / 2)[0]
        took = time.perf_counter() - started
        print(f"  {name:12} {took:5.1f} s  {len(best.moved)} moved, {len(best.dropped)} dropped, {len(best.told)} told")
        yield took > REPLAN_SECONDS[size]


def _events(problem: Problem, plan: Plan) -> Iterator[tuple[str, Event]]:
    now, day, by = 20, problem.day_spans[0], {one.id: one for one in problem.meetings}
    rooms = [one for one in plan.placements if one.room != "tables" and by[one.meeting].lock is None]
    running = next(one for one in rooms if one.starts_slot < now < one.starts_slot + by[one.meeting].slots)
    later = next(one for one in rooms if one.starts_slot > day.starts_slot + 60)
    heads = [one.id for one in problem.persons if one.is_head]
    yield "head late", PersonAway(heads[0], now, now + 24)
    yield "room lost", RoomLost(problem.rooms[0].id, now, day.ends_slot)
    yield "overruns", MeetingOverruns(running.meeting, 4)
    yield "new time", NewTime(later.meeting, now + 10, now + 20)
    yield "added", MeetingAdded(Meeting("added", 6, (heads[0], heads[1]), weight=100, is_must=True))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
