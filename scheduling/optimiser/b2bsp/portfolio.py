"""Several processes on one instance: one proves, the others search. The best plan and the best bound are kept here."""

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from typing import Any

from scheduling.optimiser.b2bsp.domains import Domains, NoPlan, domains
from scheduling.optimiser.b2bsp.instance import Instance, breaks_by_participant
from scheduling.optimiser.b2bsp.search import first_plan
from scheduling.optimiser.b2bsp.work import Work, perform

TOO_LARGE_TO_PROVE = 30_000  # pairs of a meeting and a slot


@dataclass
class Outcome:
    """`reason`: why there is no plan, when that is proven. `bound`: no plan has fewer breaks.

    `progress`: when (monotonic) which number of breaks was first in hand.
    """

    slots: list[int] | None = None
    breaks: int | None = None
    bound: int = 0
    reason: str | None = None
    progress: list[tuple[float, int]] = field(default_factory=list)

    @property
    def proven(self) -> bool:
        return self.reason is not None or self.breaks == self.bound


def solve(
    instance: Instance,
    *,
    deadline: float,
    workers: int,
    seed: int,
    improved: Callable[[Outcome], None] = lambda _: None,
) -> Outcome:
    """The best plan by `deadline` (monotonic), or earlier when it is proven to be the best or that there is none."""
    try:
        slots = domains(instance)
    except NoPlan as none:
        return Outcome(reason=str(none))
    outcome = Outcome()
    plan = first_plan(instance, slots, seed)
    _take_plan(instance, outcome, plan, improved)
    work = Work(instance, slots, plan, seed, deadline)  # a plan that is not fair yet is a start too
    if not outcome.proven:
        _race(_roles(slots, workers), work, outcome, improved)
    return outcome


def _roles(slots: Domains, workers: int) -> list[str]:
    """Names of functions of roles.py, one for each process."""
    if sum(map(len, slots)) > TOO_LARGE_TO_PROVE:
        return ["search"] * workers
    return ["prove", *["search"] * (workers - 1)] if workers > 1 else ["search_then_prove"]


def _race(roles: list[str], work: Work, outcome: Outcome, improved: Callable[[Outcome], None]) -> None:
    context = multiprocessing.get_context("spawn")
    processes, pipes = [], []
    for number, role in enumerate(roles):
        receives, sends = context.Pipe(duplex=False)
        given = replace(work, seed=work.seed + 1_000_003 * number)
        processes.append(context.Process(target=perform, args=(role, given, sends), daemon=True))
        processes[-1].start()
        sends.close()
        pipes.append(receives)
    try:
        _listen(pipes, work, outcome, improved)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()


def _listen(pipes: list[Connection], work: Work, outcome: Outcome, improved: Callable[[Outcome], None]) -> None:
    while pipes and not outcome.proven and (left := work.deadline - time.monotonic()) > 0:
        ready: list[Any] = wait(pipes, left)
        for pipe in ready:
            try:
                kind, value = pipe.recv()
            except EOFError:
                pipes.remove(pipe)
                continue
            if kind == "plan":
                _take_plan(work.instance, outcome, value, improved)
            elif kind == "bound":
                outcome.bound = max(outcome.bound, value)
            elif kind == "reason":
                outcome.reason = value


def _take_plan(
    instance: Instance, outcome: Outcome, slots: list[int] | None, improved: Callable[[Outcome], None]
) -> None:
    """Keep `slots` if it is fair and better than what is known."""
    if slots is None:
        return
    breaks = breaks_by_participant(instance, slots)
    is_fair = instance.fairness is None or not breaks or max(breaks) - min(breaks) <= instance.fairness
    if is_fair and (outcome.breaks is None or sum(breaks) < outcome.breaks):
        outcome.slots, outcome.breaks = slots, sum(breaks)
        outcome.progress.append((time.monotonic(), sum(breaks)))
        improved(outcome)
