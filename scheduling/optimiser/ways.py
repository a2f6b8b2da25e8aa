"""Travel between buildings, in slots."""

from scheduling.optimiser.problem import Problem


def ways(problem: Problem) -> dict[tuple[str, str], int]:
    """By origin and destination; a way named in one direction only holds in the other too."""
    named = {(one.origin, one.destination): one.slots for one in problem.travel}
    back = {(destination, origin): slots for (origin, destination), slots in named.items()}
    return back | named
