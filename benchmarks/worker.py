"""How soon a web server answers, and what it holds in memory."""

import time
from collections.abc import Iterable

from benchmarks import clients
from benchmarks.bench import Bench
from benchmarks.rows import Row


def run(bench: Bench) -> Iterable[Row]:
    with bench.server(workers=1, is_bare=True) as bare:
        floor_s = bare.first_answer_s
        floor_worker_s = _replacement_s(bare)
    with bench.server(workers=1) as server:
        yield Row("first answer of a web server, all of it started", server.first_answer_s, "s", floor_s)
        yield Row("first answer of a worker after its start", _replacement_s(server), "s", floor_worker_s, most=1.5)


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
