"""Proof in a process of its own: CP-SAT, guided by what cannot hold together (cores), without a linear relaxation."""

import time
from collections.abc import Callable

from ortools.sat.python import cp_model

from scheduling.optimiser.b2bsp.domains import Domains
from scheduling.optimiser.b2bsp.instance import Instance
from scheduling.optimiser.b2bsp.model import Model, build

NO_PLAN, PROVEN, UNKNOWN = "no plan", "proven", "unknown"


class _Plans(cp_model.CpSolverSolutionCallback):
    def __init__(self, made: Model, report: Callable[[list[int]], None]):
        super().__init__()
        self.made, self.report = made, report

    def on_solution_callback(self) -> None:
        self.report(self.made.slots(self.boolean_value))


def prove(
    instance: Instance,
    domains: Domains,
    *,
    seed: int,
    deadline: float,
    plan: Callable[[list[int]], None],
    bound: Callable[[int], None],
) -> str:
    """Solve until `deadline` (monotonic); `plan` hears of each better plan, `bound` of each higher least number."""
    made = build(instance, domains, 0)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.optimize_with_core = True
    solver.parameters.linearization_level = 0
    solver.parameters.max_time_in_seconds = max(deadline - time.monotonic(), 0.01)
    solver.best_bound_callback = lambda least: bound(round(least))
    status = solver.solve(made.model, _Plans(made, plan))
    return {cp_model.OPTIMAL: PROVEN, cp_model.INFEASIBLE: NO_PLAN}.get(status, UNKNOWN)
