"""What a module of the benchmark is lent."""

from benchmarks import databases, servers


class Bench:
    """`server(workers=2, is_bare=False, is_unlocked=False)`: see benchmarks.servers.

    `fresh()`: an empty database and cache.
    """

    server = staticmethod(servers.Server)
    fresh = staticmethod(databases.fresh)
