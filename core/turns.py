"""One process at a time, by PostgreSQL's advisory locks: it lets go of them when a process dies.

Every kind of turn stands here, so that no two share a number; the ledger's locks, which its triggers take, are of a
class of their own (forum.models.booking).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from django.db import connection


class Turn(IntEnum):
    REVOCATIONS = 1
    PRINT_JOB = 2
    GATHERING = 3
    OUTSIDE = 4
    REMINDERS = 5
    DAYS_AHEAD = 6
    PLAN = 7


def wait(turn: Turn, key: int = 0) -> None:
    """Wait for one's turn at ``key`` and keep it until the transaction ends."""
    _ask("pg_advisory_xact_lock", turn, key)


def is_free(turn: Turn, key: int = 0) -> bool:
    """Take the turn at ``key`` until the transaction ends, if nobody has it; says whether it was had."""
    return _ask("pg_try_advisory_xact_lock", turn, key)


@contextmanager
def taken(turn: Turn, key: int = 0) -> Iterator[bool]:
    """The turn at ``key`` for the block, across transactions, if nobody has it; gives whether it was had."""
    is_ours = _ask("pg_try_advisory_lock", turn, key)
    try:
        yield is_ours
    finally:
        if is_ours:
            _ask("pg_advisory_unlock", turn, key)


def _ask(function, turn, key):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [turn.value, key % 2**31])
        return cursor.fetchone()[0]
