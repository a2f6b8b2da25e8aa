"""The parts that the processes of a portfolio play. They send ("plan", slots), ("bound", n) or ("reason", words)."""

import time
from dataclasses import replace
from multiprocessing.connection import Connection

from scheduling.optimiser.b2bsp.proof import NO_PLAN
from scheduling.optimiser.b2bsp.proof import prove as proof
from scheduling.optimiser.b2bsp.search import Search
from scheduling.optimiser.b2bsp.work import Work

SMALL_ENOUGH = 8_000  # pairs of a meeting and a slot: with more, searching on is worth more than a second proof
SHORT_ROUNDS = (1_000_000, 3_000_000)
SECOND_PROOF = 0.6  # of the time that is left


def prove(work: Work, pipe: Connection) -> None:
    status = proof(
        work.instance,
        work.domains,
        seed=work.seed % (1 << 31),
        deadline=work.deadline,
        plan=lambda slots: pipe.send(("plan", slots)),
        bound=lambda least: pipe.send(("bound", least)),
    )
    if status == NO_PLAN:
        pipe.send(("reason", "All possibilities were searched."))


def search(work: Work, pipe: Connection) -> None:
    """Search until the end, but for a second proof with luck of its own where the instance is small enough for one."""
    searching = _searching(work, pipe)
    if not searching.start(work.plan, work.deadline):
        return
    if sum(map(len, work.domains)) <= SMALL_ENOUGH:
        for steps in SHORT_ROUNDS:
            searching.round(steps)
        left = work.deadline - time.monotonic()
        prove(replace(work, deadline=work.deadline - left * (1 - SECOND_PROOF)), pipe)
    searching.rounds(work.deadline)


def search_then_prove(work: Work, pipe: Connection) -> None:
    """In one process, and by steps instead of the clock: the same seed gives the same plan if time suffices."""
    searching = _searching(work, pipe)
    if work.plan and searching.start(work.plan, work.deadline):
        searching.round(SHORT_ROUNDS[0])
    prove(work, pipe)


def _searching(work: Work, pipe: Connection) -> Search:
    return Search(work.instance, work.domains, work.seed, lambda slots: pipe.send(("plan", slots)))
