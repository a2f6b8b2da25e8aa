"""The one place from which a plan of meetings is worked out: problem in, plan out, with word of how far it is.

The solver is loaded with the first plan and not before: its libraries hold some 80 MB, and a web process, which knows
this module by its task, never solves anything.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from scheduling.optimiser.plan import Plan
from scheduling.optimiser.problem import Problem

SOLVER = "scheduling.optimiser.solve"
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

    solver: Any = import_module(SOLVER)

    def told(progress: Any) -> None:
        tell({"placed": progress.placed, "of": progress.meetings})

    best: Plan = solver.solve(problem, solver.Limits(seconds, WORKERS, seed, told, is_over))
    return best
