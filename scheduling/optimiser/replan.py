"""The calm re-plan: after events of the day, up to three ways out that move as little as possible.

Only what the events made impossible has to move. It goes to free positions first; where there is none, meetings of
less weight give way along a chain. Meetings past, running or locked stay, even where an event makes them impossible.
"""

import dataclasses
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from scheduling.optimiser import check, kernels, search
from scheduling.optimiser.events import Event, MeetingOverruns, PersonAway, RoomLost, changed
from scheduling.optimiser.grid import Index
from scheduling.optimiser.plan import Placement, Plan, Unplaced
from scheduling.optimiser.problem import Engagement, Interpreter, Lock, Meeting, Person, Problem
from scheduling.optimiser.solve import placements_of
from scheduling.optimiser.state import BEST, State, fresh

Anyone = TypeVar("Anyone", Person, Interpreter)
TRIES = 6
STEPS_OF_TRY = 40_000_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way out. `goal`: "fewest_moved", "least_rank" or "most_kept".

    `moved` have another time or room, `dropped` have none any more, `told` are the persons of both; `rank_cost` is
    higher the more and the higher persons are told. `is_fewest_proven`: all that moved had to.
    """

    goal: str
    placements: tuple[Placement, ...]
    moved: tuple[str, ...]
    dropped: tuple[str, ...]
    told: tuple[str, ...]
    weight_lost: int
    rank_cost: int
    is_fewest_proven: bool


def replan(
    problem: Problem, plan: Plan, events: Iterable[Event], *, now_slot: int, seconds: float = 5
) -> list[Proposal]:
    """Different proposals only, the one that moves fewest first. `plan` is the present one, right before the events."""
    return _Replan(problem, plan, [_from_now(one, now_slot) for one in events], now_slot, seconds).proposals()


def _from_now(event: Event, now_slot: int) -> Event:
    """Nobody is taken out of a meeting that has begun."""
    if isinstance(event, PersonAway | RoomLost) and event.starts_slot < now_slot:
        return dataclasses.replace(event, starts_slot=now_slot)
    return event


class _Replan:
    def __init__(self, problem: Problem, plan: Plan, events: list[Event], now_slot: int, seconds: float) -> None:
        search.ready()
        self.until = time.monotonic() + seconds
        self.after = changed(problem, events)
        self.present = {one.meeting: one for one in plan.placements}
        self.meetings = {one.id: one for one in self.after.meetings}
        overrun = {one.meeting for one in events if isinstance(one, MeetingOverruns)}
        self.kept = {
            one
            for one, at in self.present.items()
            if at.starts_slot < now_slot or self.meetings[one].lock is not None or one in overrun
        }
        self.touched = self._touched(plan) - self.kept
        self.index = Index(self._frozen(now_slot))
        self.persons = {one.id: one for one in problem.persons}
        waiting = {one.meeting for one in plan.unplaced}
        self.asked = [one for one in self.touched if one not in waiting]

    def _touched(self, plan: Plan) -> set[str]:
        """What the events broke, and what is new; of two that clash the one that may move and weighs less."""
        told = dataclasses.replace(plan, unplaced=(*plan.unplaced, *self._new()))
        broken: set[str] = {one.meeting for one in self._new()}
        for one in check.violations(self.after, told):
            named = [one.facts[part] for part in ("meeting", "other", "before", "after") if part in one.facts]
            free = [name for name in named if name in self.present and name not in self.kept]
            if free and not broken & set(free):
                broken.add(min(free, key=lambda name: (self.meetings[name].is_must, self.meetings[name].weight, name)))
        return broken | self._of_full_rooms(told)

    def _of_full_rooms(self, plan: Plan) -> set[str]:
        """A room with too many: all that may move and meet one that stays."""
        crowded = {one.facts["room"] for one in check.violations(self.after, plan) if one.code == "room_clash"}
        turn = {one.id: one.turnaround_slots for one in self.after.rooms}
        found = set()
        for one, at in self.present.items():
            for other in self.kept:
                there = self.present[other]
                if one not in self.kept and at.room == there.room and at.room in crowded:
                    ends = there.starts_slot + self.meetings[other].slots + turn[at.room or ""]
                    if there.starts_slot <= at.starts_slot < ends:
                        found.add(one)
        return found

    def _new(self) -> list[Unplaced]:
        return [Unplaced(one) for one in self.meetings if one not in self.present]

    def _frozen(self, now_slot: int) -> Problem:
        """What stays keeps its room by a lock and its people by engagements; all else may start from now on."""
        engaged: dict[str, list[Engagement]] = {}
        rooms = {one.id: one.building for one in self.after.rooms}
        for one in self.kept:
            at = self.present[one]
            thing = Engagement(at.starts_slot, at.starts_slot + self.meetings[one].slots, rooms.get(at.room or ""), one)
            for who in (*self.meetings[one].persons, *at.interpreters):
                engaged.setdefault(who, []).append(thing)
        return dataclasses.replace(
            self.after,
            persons=tuple(_engaged(one, engaged) for one in self.after.persons),
            interpreters=tuple(_engaged(one, engaged) for one in self.after.interpreters),
            meetings=tuple(self._frozen_meeting(one, now_slot) for one in self.after.meetings),
        )

    def _frozen_meeting(self, one: Meeting, now_slot: int) -> Meeting:
        if one.id in self.kept:
            at = self.present[one.id]
            return dataclasses.replace(one, persons=(), interpretation=(), lock=Lock(at.starts_slot, at.room, ()))
        return dataclasses.replace(one, earliest_slot=max(one.earliest_slot or 0, now_slot))

    def proposals(self) -> list[Proposal]:
        found = [self._try(goal, seed) for goal in ("fewest_moved", "least_rank") for seed in self._seeds()]
        found += [self._try("most_kept", 1)]
        keys = {
            "fewest_moved": lambda one: (one.weight_lost, len(one.moved), one.rank_cost),
            "least_rank": lambda one: (one.weight_lost, one.rank_cost, len(one.moved)),
            "most_kept": lambda one: (len(one.dropped), one.weight_lost, len(one.moved)),
        }
        chosen: list[Proposal] = []
        for goal, key in keys.items():
            best = dataclasses.replace(min(found, key=key), goal=goal)
            if all(best.placements != one.placements for one in chosen):
                chosen.append(best)
        return chosen

    def _seeds(self) -> Iterable[int]:
        for seed in range(TRIES):
            if seed == 0 or time.monotonic() < self.until:
                yield seed + 1

    def _try(self, goal: str, seed: int) -> Proposal:
        grid, state = self.index.grid, fresh(self.index.grid, seed)
        if goal == "least_rank":
            state.price[:] = np.minimum(state.price * self._factors(), state.price.max())
        start, room, staff = self._present_arrays(state)
        self._work(kernels.RESTORE, state, start, room, staff)
        order = np.array(sorted((self.index.meetings[one] for one in self.touched), key=lambda m: -grid.weight[m]))
        self._work(kernels.CONSTRUCT, state, start, room, staff, order.astype(np.int64))
        if state.numbers[BEST]:
            kind = kernels.PLACE if goal == "most_kept" else kernels.REPAIR
            self._work(kind, state, start, room, staff)
        return self._proposal(goal, state)

    def _work(self, what: int, state: State, *schedule: np.ndarray) -> None:
        start, room, staff, *order = schedule
        given = order[0] if order else search.NOTHING
        stop = np.zeros(1, dtype=np.int64)
        kernels.work(self.index.grid, state, what, STEPS_OF_TRY, stop, given, start, room, staff)

    def _factors(self) -> np.ndarray:
        return np.array([1 + self._rank_cost(one.id) // 50 for one in self.after.meetings], dtype=np.int64)

    def _present_arrays(self, state: State) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        start, room, staff = state.best_start.copy(), state.best_room.copy(), state.best_staffing.copy()
        for one, at in self.present.items():
            m = self.index.meetings[one]
            if one not in self.touched:
                start[m] = self.index.days.inner(at.starts_slot)
                room[m] = self.index.rooms.get(at.room or "", len(self.index.rooms))
                if one not in self.kept:
                    staff[m, : len(at.interpreters)] = [self.index.person[who] for who in at.interpreters]
        return start, room, staff

    def _proposal(self, goal: str, state: State) -> Proposal:
        outcome = search.Outcome(state.best_start, state.best_room, state.best_staffing, 0, "work")
        found = {one.meeting: one for one in placements_of(self.index, outcome)}
        found |= {one: self.present[one] for one in self.kept}
        moved = sorted(one for one in found if self._is_moved(found[one]))
        dropped = sorted(one for one in self.present if one not in found)
        told = {who for one in (*moved, *dropped) for who in self.meetings[one].persons}
        lost = sum(self.meetings[one].weight for one in self.meetings if one not in found)
        is_fewest = set(moved) <= self.touched and not dropped
        cost = sum(self._rank_cost(one) for one in (*moved, *dropped))
        return Proposal(
            goal, tuple(found.values()), tuple(moved), tuple(dropped), tuple(sorted(told)), lost, cost, is_fewest
        )

    def _is_moved(self, at: Placement) -> bool:
        was = self.present.get(at.meeting)
        return was is not None and (was.starts_slot, was.room) != (at.starts_slot, at.room)

    def _rank_cost(self, meeting: str) -> int:
        """A person of rank 1 counts a hundred, each rank below one less, anyone at least one."""
        ranks = (self.persons[one].rank for one in self.meetings[meeting].persons if one in self.persons)
        return sum(max(101 - rank, 1) for rank in ranks)


def _engaged(one: Anyone, engaged: dict[str, list[Engagement]]) -> Anyone:
    more: list[Engagement] = engaged.get(one.id, [])
    return dataclasses.replace(one, engagements=(*one.engagements, *more)) if more else one
