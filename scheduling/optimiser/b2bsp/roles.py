"""The parts that the processes of a portfolio play. They send ("plan", slots), ("bound", n) or ("reason", words)."""

from multiprocessing.connection import Connection

from scheduling.optimiser.b2bsp.proof import NO_PLAN
from scheduling.optimiser.b2bsp.proof import prove as proof
from scheduling.optimiser.b2bsp.search import Search
from scheduling.optimiser.b2bsp.work import Work


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
    searching = _searching(work, pipe)
    if searching.start(work.plan, work.deadline):
        searching.rounds(work.deadline)


def search_then_prove(work: Work, pipe: Connection) -> None:
    """In one process, and by steps instead of the clock: the same seed gives the same plan if time suffices."""
    searching = _searching(work, pipe)
    if work.plan and searching.start(work.plan, work.deadline):
        searching.round(1_000_000)
    prove(work, pipe)


def _searching(work: Work, pipe: Connection) -> Search:
    return Search(work.instance, work.domains, work.seed, lambda slots: pipe.send(("plan", slots)))
