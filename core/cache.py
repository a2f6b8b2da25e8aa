"""A cache that fails soft: without Valkey, pages and sign-in go on, and rate limits count per process."""

import functools
from collections import defaultdict

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError, TimeoutError  # noqa: A004 - the client's own names
from redis.retry import Retry

from core.absence import Absence

PATIENCE_S, AWAY_S = 1, 5
_away: dict[str, Absence] = defaultdict(lambda: Absence(AWAY_S))
"""By address: each thread has its own cache, and all have learned what one has."""


class SoftRedisCache(RedisCache):
    """Redis, and while it cannot be reached a small cache in this process.

    Whoever finds it silent waits for a second; for five seconds from then nobody asks it.
    """

    def __init__(self, server, params):
        patience = {"socket_connect_timeout": PATIENCE_S, "socket_timeout": PATIENCE_S, "retry": Retry(NoBackoff(), 0)}
        super().__init__(server, {**params, "OPTIONS": patience | params.get("OPTIONS", {})})
        self._absence = _away[str(server)]
        self._spare = LocMemCache(f"spare for {server}", {"MAX_ENTRIES": 2000, "TIMEOUT": 60})


def _soft(name):
    asked = getattr(RedisCache, name)

    @functools.wraps(asked)
    def ask(self, *args, **kwargs):
        if not self._absence.lasts:
            try:
                return asked(self, *args, **kwargs)
            except (ConnectionError, TimeoutError):
                self._absence.begin()
        return getattr(self._spare, name)(*args, **kwargs)

    return ask


for _name in (
    "add",
    "get",
    "set",
    "touch",
    "delete",
    "get_many",
    "has_key",
    "incr",
    "set_many",
    "delete_many",
    "clear",
):
    setattr(SoftRedisCache, _name, _soft(_name))
