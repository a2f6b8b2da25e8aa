"""How soon a web server answers, and what it holds in memory."""

import time
from collections.abc import Iterable

from benchmarks import clients
from benchmarks.bench import Bench
from benchmarks.programme import sample_edition
from benchmarks.rows import Row

MANY = {
    "/{slug}/programme.json": 9000,
    "/{slug}/programme.ics": 6000,
    "/api/v1/{slug}/sessions/": 800,
    "/api/v1/{slug}/speakers/": 800,
    "/{slug}/programme/": 3000,
    "/{slug}/speakers/": 400,
}
"""20,000 requests, most of them what machines poll."""


def run(bench: Bench) -> Iterable[Row]:
    slug = sample_edition().slug
    with bench.server(workers=1, is_bare=True) as bare:
        floor_s = bare.first_answer_s
        floor_worker_s = _replacement_s(bare)
        clients.ask(bare, "/floor/hello/", times=2000)
        floor_mb = bare.resident_mb()
    with bench.server(workers=1) as server:
        yield Row("first answer of a web server, all of it started", server.first_answer_s, "s", floor_s)
        yield Row("first answer of a worker after its start", _replacement_s(server), "s", floor_worker_s, most=1.5)
        refused = 0
        for address, times in MANY.items():
            outcome = clients.ask(server, address.format(slug=slug), times=times, at_once=8)
            refused += times - outcome.statuses[200]
        yield Row(f"answers of {sum(MANY.values()):,} that were not 200", refused, exactly=0)
        yield Row("a worker's memory after them", server.resident_mb(), "MB", floor_mb, most=130)
        solver = int(clients.get(server, "/floor/optimiser/")[2])
        yield Row("modules of the solver in a worker", solver, exactly=0)


def _replacement_s(server):
    """Seconds from the death of the only worker to the first answer of the next."""
    server.workers[0].kill()
    started = time.perf_counter()
    while True:
        try:
            clients.get(server, "/floor/hello/")
        except OSError:
            time.sleep(0.01)
        else:
            return time.perf_counter() - started
