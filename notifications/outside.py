"""The run of everything that goes to machines of others: in one process of the whole installation, so that whoever is
slow to answer there never keeps mail, printing or anything else from the other processes.
"""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from notifications import webhook_sending

LOCK = 0x4D616A6C  # any number that nobody else takes


def run(clock: Callable[[], datetime]) -> None:
    """Send what is due, unless another process of the installation is at it."""
    with _alone() as is_mine:
        if is_mine:
            webhook_sending.run(clock)


@contextmanager
def _alone():
    """PostgreSQL keeps the lock for this connection, and forgets it with the connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        [is_mine] = cursor.fetchone()
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
