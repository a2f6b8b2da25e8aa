"""Circles among the orders of meetings: before, after, before again."""

from collections.abc import Iterator

from scheduling.optimiser.plan import Finding
from scheduling.optimiser.problem import Problem
from scheduling.optimiser.wording import fault


def cycles(problem: Problem) -> Iterator[Finding]:
    """One fault for each meeting that has to go before no circle is left: the one of least weight in its circle."""
    worth = {one.id: (one.is_must, one.weight, one.id) for one in problem.meetings}
    after = {one: set[str]() for one in worth}
    for order in problem.orders:
        if order.before in worth and order.after in worth:
            after[order.before].add(order.after)
    while circle := _circle(after):
        least = min(circle, key=lambda one: worth[one])
        yield fault("order_cycle", meetings=sorted(circle), meeting=least)
        del after[least]
        for followers in after.values():
            followers.discard(least)


def _circle(after: dict[str, set[str]]) -> list[str]:
    """Any circle, or nothing."""
    left = {one: set(followers) for one, followers in after.items()}
    while ends := [one for one, followers in left.items() if not followers]:
        for one in ends:
            del left[one]
        for followers in left.values():
            followers.difference_update(ends)
    if not left:
        return []
    path = [min(left)]  # every one left has a follower that is left: the walk must come back
    while (following := min(left[path[-1]])) not in path:
        path.append(following)
    return path[path.index(following) :]
