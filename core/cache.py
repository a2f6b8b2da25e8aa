"""A cache that fails soft: without Valkey, pages and sign-in go on, and rate limits count per process."""

import functools

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError, TimeoutError  # noqa: A004 - the client's own names


class SoftRedisCache(RedisCache):
    """Redis, and while it cannot be reached a small cache in this process."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self._spare = LocMemCache(f"spare for {server}", {"MAX_ENTRIES": 2000, "TIMEOUT": 60})


def _soft(name):
    asked = getattr(RedisCache, name)

    @functools.wraps(asked)
    def ask(self, *args, **kwargs):
        try:
            return asked(self, *args, **kwargs)
        except (ConnectionError, TimeoutError):
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
