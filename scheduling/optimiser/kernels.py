"""Compiled: the one function that Python calls. All else is compiled into it, once on a machine, and kept on disk."""

from scheduling.optimiser.compiling import entry
from scheduling.optimiser.kernel_polish import polish, restore
from scheduling.optimiser.kernel_search import construct, place_rest
from scheduling.optimiser.references import GridReference, StateReference

CONSTRUCT, PLACE, POLISH, RESTORE, REPAIR = range(5)


@entry
def work(grid, state, what, budget, cancelled, order, start, room, staff):
    """CONSTRUCT takes `order`, RESTORE the schedule `start`, `room`, `staff`; the others work for `budget`.

    REPAIR places the rest as PLACE does, and moves nothing but what has to give way.
    """
    g = GridReference(*grid)
    s = StateReference(*state)
    if what == CONSTRUCT:
        construct(g, s, order)
    elif what in (PLACE, REPAIR):
        place_rest(g, s, budget, cancelled, what == PLACE)
    elif what == POLISH:
        polish(g, s, budget, cancelled)
    else:
        restore(g, s, start, room, staff)
