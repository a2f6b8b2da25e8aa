"""Nights cut out: the solver's time has the days only, with as much between them as pauses and ways can reach."""

import numpy as np

from scheduling.optimiser.problem import Problem


class Days:
    """`inner(slot)` of a problem's slot, `outer(inner)` back; lengths within a day are kept."""

    def __init__(self, problem: Problem, reach_slots: int) -> None:
        kept = np.zeros(problem.slots + 1, dtype=bool)
        number = np.full(problem.slots, -1, dtype=np.int32)
        for day, (starts, ends) in enumerate(problem.day_spans):
            kept[max(starts - reach_slots, 0) : min(ends + reach_slots, problem.slots)] = True
            number[starts:ends] = day
        self.count = len(problem.day_spans)
        self._inner = np.concatenate([[0], np.cumsum(kept[:-1])]).astype(np.int64)
        self._outer = np.flatnonzero(kept)
        self.number = number[self._outer]
        self.slots = len(self._outer)

    def inner(self, slot: int) -> int:
        return int(self._inner[min(max(slot, 0), len(self._inner) - 1)])

    def outer(self, inner: int) -> int:
        return int(self._outer[inner])
