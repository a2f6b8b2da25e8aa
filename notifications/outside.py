"""The run of everything that goes to machines of others: in one process of the whole installation, so that whoever is
slow to answer there never keeps mail, printing or anything else from the other processes.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from django.db import connection

from core import turns
from core.turns import Turn
from notifications import short_sending, webhook_sending


def run(clock: Callable[[], datetime]) -> None:
    """Send what is due, unless another process of the installation is at it."""
    with turns.taken(Turn.OUTSIDE) as is_mine:
        if is_mine:
            with ThreadPoolExecutor(2, thread_name_prefix="outside") as pool:  # neither waits for the other
                runs = [pool.submit(_in_a_thread, one, clock) for one in (short_sending.run, webhook_sending.run)]
            for ended in runs:
                ended.result()


def _in_a_thread(run, clock):
    """A thread has a connection of its own, and gives it back."""
    try:
        return run(clock)
    finally:
        connection.close()
