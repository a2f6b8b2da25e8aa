"""PostgreSQL and Valkey for this checkout: attach to them if they run, start them if not.

The settings of development, tests and the demo call `urls()`; production never does. The data lies under `var/`, the
sockets in a short private folder of `/tmp`, so that two checkouts on one machine live side by side.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from launcher import postgres, valkey
from launcher.errors import LauncherError
from launcher.places import Place

__all__ = ["LauncherError", "Urls", "addresses", "stop", "urls"]


@dataclass(frozen=True)
class Urls:
    """Where the two servers answer.

    `database_url` is for libpq, psycopg and dj-database-url; `redis_url` for redis-py; `celery_url` is the same server
    as `redis_url` in the form that kombu understands.
    """

    database_url: str
    redis_url: str

    @property
    def celery_url(self) -> str:
        return valkey.celery_url(self.redis_url)


def urls(var: Path | None = None) -> Urls:
    """Return the two addresses, starting what does not run yet. Safe to call from many processes at once.

    `DATABASE_URL` and `REDIS_URL` in the environment win, each on its own. `var` is the folder that holds the data; by
    default the one that `MAJLIS_VAR` names, else `var/` of the checkout. Raises LauncherError when a server can be
    neither found nor started.
    """
    place = Place.of(var)
    return Urls(
        database_url=os.environ.get("DATABASE_URL") or postgres.start_or_attach(place),
        redis_url=os.environ.get("REDIS_URL") or valkey.start_or_attach(place),
    )


def addresses(var: Path | None = None) -> Urls:
    """The same two addresses, with nothing started: where the servers answer once they run."""
    place = Place.of(var)
    return Urls(
        database_url=os.environ.get("DATABASE_URL") or postgres.url(place),
        redis_url=os.environ.get("REDIS_URL") or valkey.url(place),
    )


def stop(var: Path | None = None) -> None:
    """Stop both servers of `var`, if they run, and wait until they are gone. The data stays."""
    place = Place.of(var)
    with place.locked("valkey"), place.locked("postgres"):
        valkey.end(place)
        postgres.end(place)
        place.remove_sockets()
