"""Drives the kernels: from a sound problem to the best schedule found, in rounds, with progress and cancel."""

import datetime as dt
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

import numpy as np

from scheduling.optimiser import kernels
from scheduling.optimiser.grid import Grid, Index
from scheduling.optimiser.problem import Problem
from scheduling.optimiser.state import BEST, BEST_SOFT, State, fresh

NOMINAL_WORK = 250_000_000  # steps that a second of one worker is counted as; a slower machine is stopped by the clock
ROUND_SECONDS = 0.05
SHARE_OF_PLACING = 0.75
NOTHING = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run is: `lost` is the weight of the search that is not placed, musts counted high."""

    seconds: float
    placed: int
    meetings: int
    lost: int
    is_polishing: bool


@dataclass(slots=True)
class Limits:
    """`on_progress` is called after every round, `is_cancelled` asked. `is_repeatable`: by work, not by the clock."""

    seconds: float
    workers: int = 1
    seed: int = 0
    on_progress: Callable[[Progress], None] | None = None
    is_cancelled: Callable[[], bool] | None = None


@dataclass(slots=True)
class Outcome:
    """Inner starts, rooms and staff by meeting."""

    start: np.ndarray
    room: np.ndarray
    staff: np.ndarray
    first_seconds: float
    stopped_by: str


@cache
def ready() -> None:
    """Compile the kernels, or load what is kept of them, once in a process: before any clock runs, so that the first
    plan on a machine has its whole time. Half a minute where nothing is kept."""
    grid = Index(Problem(starts_at=dt.datetime(2000, 1, 1, tzinfo=dt.UTC), slots=1)).grid
    _Run(grid, Limits(0)).load()


def run(index: Index, limits: Limits) -> Outcome:
    """The best schedule within the limits; with the same seed and workers the same one, unless the clock stopped it."""
    return _Run(index.grid, limits).outcome()


class _Run:
    def __init__(self, grid: Grid, limits: Limits) -> None:
        self.grid, self.limits = grid, limits
        self.started = time.monotonic()
        self.cancelled = np.zeros(1, dtype=np.int64)
        workers = max(1, limits.workers)
        self.states = [fresh(grid, limits.seed * 1000 + worker + 1) for worker in range(workers)]
        self.stopped_by = "work"
        self.first_seconds = 0.0

    def load(self) -> None:
        self._work(kernels.RESTORE, self.states[0])

    def outcome(self) -> Outcome:
        if len(self.grid.length):
            self._search()
        best = self._leader()
        return Outcome(best.best_start, best.best_room, best.best_staffing, self.first_seconds, self.stopped_by)

    def _search(self) -> None:
        with ThreadPoolExecutor(len(self.states)) as pool:
            list(pool.map(self._construct, range(len(self.states))))
            self.first_seconds = self._spent()
            rounds = max(1, int(self.limits.seconds / ROUND_SECONDS))
            budget = int(NOMINAL_WORK * ROUND_SECONDS)
            since = 0
            for number in range(rounds):
                if not self._goes_on():
                    return
                is_placing = self._leader().numbers[BEST] > 0 and number < rounds * SHARE_OF_PLACING
                what = kernels.PLACE if is_placing else kernels.POLISH
                since = 0 if is_placing else since + 1
                if since % 40 == 1 or (is_placing and number % 100 == 99):
                    self._adopt_leader(is_polish=not is_placing)
                list(pool.map(lambda state, what=what: self._work(what, state, budget), self.states))
                self._tell(is_polishing=not is_placing)

    def _construct(self, worker: int) -> None:
        self._work(kernels.CONSTRUCT, self.states[worker], order=first_order(self.grid, worker))

    def _work(
        self, what: int, state: State, budget: int = 0, order: np.ndarray = NOTHING, like: State | None = None
    ) -> None:
        like = like or state
        schedule = (like.best_start.copy(), like.best_room.copy(), like.best_staffing.copy())
        kernels.work(self.grid, state, what, budget, self.cancelled, order, *schedule)

    def _leader(self) -> State:
        """The worker with the least lost, then the least soft cost, then the first."""
        return min(self.states, key=lambda one: (one.numbers[BEST], one.numbers[BEST_SOFT]))

    def _adopt_leader(self, *, is_polish: bool) -> None:
        leader = self._leader()
        for state in sorted(self.states, key=lambda one: one is leader):
            if is_polish or state.numbers[BEST] > leader.numbers[BEST]:
                self._work(kernels.RESTORE, state, like=leader)

    def _goes_on(self) -> bool:
        if self.limits.is_cancelled is not None and self.limits.is_cancelled():
            self.stopped_by = "cancel"
        elif self._spent() >= self.limits.seconds:
            self.stopped_by = "clock"
        else:
            return True
        self.cancelled[0] = 1
        return False

    def _tell(self, *, is_polishing: bool) -> None:
        if self.limits.on_progress is not None:
            best = self._leader()
            placed = int((best.best_start >= 0).sum())
            facts = (placed, len(self.grid.length), int(best.numbers[BEST]), is_polishing)
            self.limits.on_progress(Progress(self._spent(), *facts))

    def _spent(self) -> float:
        return time.monotonic() - self.started


def first_order(grid: Grid, worker: int) -> np.ndarray:
    """Locks, then the heavy, the long, those of many people; by a little chance for all workers but the first."""
    chance = np.random.default_rng(worker)
    size = grid.length * (1 + np.diff(grid.member_at)) + 4 * np.diff(grid.need_at)
    blurred = size * (1 + (0.3 * chance.random(len(size)) if worker else 0))
    return np.lexsort((-blurred, -grid.weight, grid.lock < 0)).astype(np.int64)
