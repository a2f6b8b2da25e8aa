"""Local search in a process of its own: a complete plan first, then rounds of annealing, each longer than the last."""

import time
from collections.abc import Callable, Iterator

from scheduling.optimiser.b2bsp import placing
from scheduling.optimiser.b2bsp.board import Board, board, put
from scheduling.optimiser.b2bsp.domains import Domains
from scheduling.optimiser.b2bsp.instance import Instance

HOT, COLD = 0.35, 0.07  # in breaks: what is worsened so at first, and hardly any more
FIRST_ROUND, LONGER = 300_000, 3
PIECE = 50_000
NONE_YET = 1 << 30

Report = Callable[[list[int]], None]


def first_plan(instance: Instance, domains: Domains, seed: int) -> list[int] | None:
    """A complete plan at once, in plain Python, or None if a few steps for each meeting do not find one."""
    made = board(instance, domains)
    meetings = len(instance.pairs)
    left = placing.place(made, placing.waiting(made, seed), meetings, 4 * meetings + 100)
    return None if left else made.slot.tolist()


class Search:
    """`report` is called with each plan that is fair and has fewer breaks than all before it."""

    def __init__(self, instance: Instance, domains: Domains, seed: int, report: Report):
        # Numba takes its time to load: only the process that searches waits for it.
        from scheduling.optimiser.b2bsp import compiled_placing, kernels  # noqa: PLC0415

        self.place, self.anneal = compiled_placing.place, kernels.anneal
        self.board: Board = board(instance, domains)
        self.seed, self.report = seed, report
        self.known, self.best = NONE_YET, self.board.slot.copy()

    def start(self, plan: list[int] | None, deadline: float) -> bool:
        """Start from `plan`, or from one made now. Answers whether there is one."""
        if plan:
            put(self.board, plan)
            return True
        waiting, left = placing.waiting(self.board, self.seed), len(self.board.slot)
        while left and time.monotonic() < deadline:
            left = self.place(self.board, waiting, left, PIECE)
        return not left

    def rounds(self, deadline: float) -> None:
        """Anneal until `deadline` (monotonic). The last round takes what time the next longer one would not have."""
        steps, speed = max(FIRST_ROUND, 100 * len(self.board.slot)), 0.0
        while (now := time.monotonic()) < deadline and self.known:
            if speed and (deadline - now) * speed < steps * (1 + LONGER):
                self._anneal(_by_time(now, deadline))
            else:
                self.round(steps)
                speed = steps / max(time.monotonic() - now, 1e-3)
                steps *= LONGER

    def round(self, steps: int) -> None:
        """Anneal for so many steps, whatever the time."""
        self._anneal(index * PIECE / steps for index in range(-(-steps // PIECE)))

    def _anneal(self, shares: Iterator[float]) -> None:
        for share in shares:
            self.seed += 1
            heat = HOT * (COLD / HOT) ** share
            fewest = self.anneal(self.board, self.best, self.known, heat=heat, steps=PIECE, seed=self.seed % (1 << 31))
            if fewest < self.known:
                self.known = fewest
                self.report(self.best.tolist())
            if not self.known:
                return


def _by_time(began: float, deadline: float) -> Iterator[float]:
    while (now := time.monotonic()) < deadline:
        yield (now - began) / (deadline - began)
