"""The tables, made once: each test process then copies this database, which takes a moment, and migrates nothing.

`python -m tests.template` makes it. Its name holds the content of all migrations, so that a change of one makes
another.
"""

import hashlib
import os
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "template_"
PATIENCE_S = 120


def name() -> str:
    """Of the database that fits the migrations as they stand, our own and those of the libraries."""
    files = [*sorted(ROOT.glob("*/migrations/*.py")), ROOT / "requirements.txt"]
    return PREFIX + hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def make() -> None:
    """Make the database unless it is there, and drop those of other migrations."""
    from django.db import connection

    wanted, unfinished = name(), f"{PREFIX}unfinished_{os.getpid()}"
    there = _there()
    if wanted in there:
        return
    connection.settings_dict["TEST"]["NAME"] = unfinished
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    connection.close_pool()
    with connection.creation._nodb_cursor() as cursor:
        for former in there:
            cursor.execute(f'DROP DATABASE IF EXISTS "{former}" WITH (FORCE)')
        cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{wanted}"')


def wait() -> None:
    """Return when another process has made it. Raises TimeoutError when that takes longer than it ever should."""
    until = time.monotonic() + PATIENCE_S
    while name() not in _there():
        if time.monotonic() > until:
            raise TimeoutError("Nobody has made the tables: `python -m tests.template` says why.")
        time.sleep(0.1)


def copy_to(database: str) -> None:
    """Put a fresh copy in the place of ``database`` and work in it from now on."""
    from django.db import connection

    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{database}" TEMPLATE "{name()}"')
    connection.close()
    connection.settings_dict["NAME"] = database


def _there() -> set[str]:
    from django.db import connection

    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        return {row[0] for row in cursor.fetchall()}


if __name__ == "__main__":
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    django.setup()
    make()
