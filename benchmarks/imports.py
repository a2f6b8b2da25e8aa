"""A whole conference in and out: FOSDEM 2025, or an invented one of its size."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from django.db import connection
from django.utils import timezone
from lxml import etree

from benchmarks import generated
from benchmarks.bench import Bench
from benchmarks.rows import Row
from forum.actions import imports
from forum.exchange.collect import collect
from forum.exchange.read import read
from forum.exchange.write import write
from forum.models import Appearance, Booking, Person, Session


def run(bench: Bench) -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = generated.fosdem(Path(folder))
        started = time.perf_counter()
        schedule = read(path)
        edition = imports.create_edition(schedule)
        imports.take_in(edition, schedule, by=None, now=timezone.now())
        ours = time.perf_counter() - started
        count = Session.objects.count()
        yield Row(f"import of {count:,} sessions", ours, "s", _bare_insert_s(path), most=10)
        again = time.perf_counter()
        outcome = imports.take_in(edition, read(path), by=None, now=timezone.now())
        yield Row("import of the same file again", time.perf_counter() - again, "s", most=10)
        yield Row("sessions that the second import changed", outcome.created + outcome.updated, exactly=0)
        yield from _exports(edition, count)
        bench.fresh()
        yield from _commands(path, edition.slug, count)


def _commands(path, slug, count):
    """The same as somebody types it, with the start of Python and Django."""
    floor_s = _command_s("check", "--tag", "urls")
    took_s = _command_s("import_programme", str(path), "--create")
    yield Row(f"manage.py import_programme, {count:,} sessions", took_s, "s", floor_s, most=10)
    took_s = _command_s("export_programme", slug, "-o", os.devnull)
    yield Row(f"manage.py export_programme, {count:,} sessions", took_s, "s", floor_s)


def _command_s(*words):
    started = time.perf_counter()
    subprocess.run([sys.executable, "manage.py", *words], cwd=generated.ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def _exports(edition, count):
    for form in ("xml", "json", "ics"):
        started = time.perf_counter()
        body = write(collect(edition), form, now=timezone.now())
        ours = time.perf_counter() - started
        yield Row(f"export of {count:,} sessions as {form}", ours, "s", _bare_copy_s(body), most=2)


def _bare_insert_s(path):
    """Parsing the file, and inserting as many rows with as much text into a table without an index or a trigger."""
    rows = sum(model.objects.count() for model in (Session, Person, Appearance, Booking))
    started = time.perf_counter()
    etree.parse(path)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bare (number bigint, words text)")
        cursor.executemany("INSERT INTO bare VALUES (%s, %s)", [(number, "words " * 100) for number in range(rows)])
        cursor.execute("DROP TABLE bare")
    return time.perf_counter() - started


def _bare_copy_s(body):
    """Reading the same number of bytes from the database, in rows of 2,000."""
    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT repeat('x', 2000) FROM generate_series(1, %s)", [len(body) // 2000 + 1])
        b"\n".join(row[0].encode() for row in cursor.fetchall())
    return time.perf_counter() - started
