"""The one place from which a plan of meetings is worked out: problem in, plan out, with word of how far it is."""

from collections.abc import Callable
from typing import Any

from scheduling.optimiser.plan import Plan
from scheduling.optimiser.problem import Problem
from scheduling.optimiser.search import Limits, Progress
from scheduling.optimiser.solve import solve as best

WORKERS = 1
"""A worker's process has one processor; the others go on sending mail."""


def solve(
    problem: Problem,
    *,
    seconds: float,
    seed: int,
    tell: Callable[[dict[str, Any]], object],
    is_over: Callable[[], bool],
) -> Plan:
    """The best plan found within ``seconds``. ``tell`` is called with ``{"placed", "of"}`` after every round; once
    ``is_over`` says so, the best so far is given."""

    def told(progress: Progress) -> None:
        tell({"placed": progress.placed, "of": progress.meetings})

    return best(problem, Limits(seconds, WORKERS, seed, told, is_over))
