"""The tables, made once: each test process then copies this database, which takes a moment, and migrates nothing.

`python -m tests.template` prints its name. The name holds the content of all migrations, so that a change of one makes
another.
"""

import hashlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "template_"


def name() -> str:
    """Of the database that fits the migrations as they stand, our own and those of the libraries."""
    files = [*sorted(ROOT.glob("*/migrations/*.py")), ROOT / "requirements.txt"]
    return PREFIX + hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def make() -> str:
    """Make the database unless it is there, and give its name."""
    from django.db import connection

    wanted, unfinished = name(), f"{PREFIX}unfinished_{os.getpid()}"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        there = {row[0] for row in cursor.fetchall()}
    if wanted in there:
        return wanted
    connection.settings_dict["TEST"]["NAME"] = unfinished
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    connection.close_pool()
    with connection.creation._nodb_cursor() as cursor:
        for former in there:
            cursor.execute(f'DROP DATABASE IF EXISTS "{former}" WITH (FORCE)')
        cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{wanted}"')
    return wanted


if __name__ == "__main__":
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    django.setup()
    sys.stdout.write(make())
