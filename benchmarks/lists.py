"""A list of 50 rows through the API, beside a bare list of the framework with the same rows in the same shape."""

from collections.abc import Iterable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import clients
from benchmarks.bench import Bench
from benchmarks.programme import sample_edition
from benchmarks.rows import Row

OFTEN = 200


def run(bench: Bench) -> Iterable[Row]:
    edition = sample_edition()
    address = f"/api/v1/{edition.slug}/sessions/"
    with CaptureQueriesContext(connection) as asked:
        rows = len(Client().get(address).json()["results"])
    yield Row(f"list of {rows} sessions, queries", len(asked), most=4)
    with bench.server() as server, bench.server(is_bare=True) as bare:
        floor = clients.ask(bare, "/floor/sessions/", times=OFTEN)
        ours = clients.ask(server, address, times=OFTEN)
        yield Row(f"list of {rows} sessions, CPU", ours.cpu_ms, "ms", floor.cpu_ms, times=3)
        people = clients.ask(server, f"/api/v1/{edition.slug}/speakers/", times=OFTEN)
        floor = clients.ask(bare, "/floor/speakers/", times=OFTEN)
        yield Row("list of 50 speakers, CPU", people.cpu_ms, "ms", floor.cpu_ms, times=3)
