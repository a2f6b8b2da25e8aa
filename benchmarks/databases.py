"""A database for the benchmark alone, on the server that the settings name."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections
from psycopg import sql

TEMPLATE = "majlis_bench_template"


@contextmanager
def migrated() -> Iterator[None]:
    """Inside, `fresh()` gives an empty database with the present schema; afterwards nothing of it is left."""
    name = settings.DATABASES["default"]["NAME"]
    try:
        _recreate(name)
        call_command("migrate", verbosity=0, interactive=False)
        _recreate(TEMPLATE, like=name)
        yield
    finally:
        close()
        _run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), name)
        _run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), TEMPLATE)


def fresh() -> None:
    """Empty the database and the cache."""
    cache.clear()
    _recreate(settings.DATABASES["default"]["NAME"], like=TEMPLATE)


def close() -> None:
    """Give all of this process's connections back, also those that a pool keeps."""
    connections.close_all()
    connection.close_pool()


def _recreate(name: str, like: str = "template1") -> None:
    close()
    _run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), name)
    _run(sql.SQL("CREATE DATABASE {} TEMPLATE {}"), name, like)


def _run(statement: sql.SQL, *names: str) -> None:
    with psycopg.connect(_address(), autocommit=True) as server:
        server.execute(statement.format(*map(sql.Identifier, names)))


def _address() -> str:
    """The site's own database: creating and dropping needs a connection that is elsewhere."""
    given = settings.DATABASES["default"]
    parts = {
        "host": given["HOST"],
        "port": given["PORT"],
        "user": given["USER"],
        "password": given["PASSWORD"],
        "dbname": settings.SITE_DATABASE,
    }
    return psycopg.conninfo.make_conninfo(**{key: value for key, value in parts.items() if value})
