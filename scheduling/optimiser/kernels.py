"""Compiled: the one function that Python calls. All else is compiled into it, once on a machine, and kept on disk."""

from scheduling.optimiser.compiling import entry
from scheduling.optimiser.kernel_polish import polish, restore
from scheduling.optimiser.kernel_search import construct, place_rest
from scheduling.optimiser.references import GridReference, StateReference

CONSTRUCT, PLACE, POLISH, RESTORE = range(4)


@entry
def work(grid, state, what, budget, cancelled, order, start, room, staff):
    """CONSTRUCT takes `order`, RESTORE the schedule `start`, `room`, `staff`; PLACE and POLISH work for `budget`."""
    g = GridReference(*grid)
    s = StateReference(*state)
    if what == CONSTRUCT:
        construct(g, s, order)
    elif what == PLACE:
        place_rest(g, s, budget, cancelled)
    elif what == POLISH:
        polish(g, s, budget, cancelled)
    else:
        restore(g, s, start, room, staff)
