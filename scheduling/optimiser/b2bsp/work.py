"""What a process of the portfolio is given, and how it begins: light, so that the first plan waits for no library."""

import signal
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection

from scheduling.optimiser.b2bsp.domains import Domains
from scheduling.optimiser.b2bsp.instance import Instance


@dataclass(frozen=True)
class Work:
    """`deadline`: on the monotonic clock, which all processes of a machine share."""

    instance: Instance
    domains: Domains
    plan: list[int] | None
    seed: int
    deadline: float


def perform(role: str, work: Work, pipe: Connection) -> None:
    """Play `role`, a function of roles.py, which loads the solver's libraries. Ends quietly when nobody listens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        getattr(import_module("scheduling.optimiser.b2bsp.roles"), role)(work, pipe)
    except BrokenPipeError:
        pipe.close()
