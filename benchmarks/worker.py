"""How soon a web server answers, and what it holds in memory."""

import time
from collections.abc import Iterable
from io import StringIO

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client

from benchmarks import clients
from benchmarks.bench import Bench
from benchmarks.programme import sample_edition
from benchmarks.rows import Row

FOCAL_POINT = "focal.point@majlis.example"  # of the demo
MANY = {
    "/{slug}/programme.json": 6000,
    "/{slug}/programme.ics": 3000,
    "/api/v1/{slug}/sessions/": 2000,
    "/api/v1/{slug}/speakers/": 2000,
    "/{slug}/programme/": 600,
    "/{slug}/speakers/": 1000,
    "/{slug}/rooms/": 600,
    "/{slug}/opportunities/": 400,
    "/": 400,
}
"""What anybody may ask for, machines that poll and people."""
MINE = {
    "/pmif25/portal/": 1000,
    "/pmif25/meetings/": 2000,
    "/pmif25/diary/": 504,
    "/pmif25/diary.ics": 496,
}
"""What a delegation's focal point asks for; 20,000 with the others."""


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
        for address, times, headers in _mix(slug):
            outcome = clients.ask(server, address, times=times, at_once=8, headers=headers)
            refused += times - outcome.statuses[200]
        count = sum(MANY.values()) + sum(MINE.values())
        yield Row(f"answers of {count:,} that were not 200", refused, exactly=0)
        yield Row("a worker's memory after them", server.resident_mb(), "MB", floor_mb, most=130)
        solver = int(clients.get(server, "/floor/optimiser/")[2])
        yield Row("modules of the solver in a worker", solver, exactly=0)


def _mix(slug):
    """Address, how often, headers. The demo's own edition is for who signs in: it has delegations and meetings."""
    call_command("load_edition", "pmif25", stdout=StringIO())
    call_command("load_demo", stdout=StringIO())
    focal = Client()
    focal.force_login(get_user_model().objects.get(email=FOCAL_POINT))
    signed_in = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={focal.cookies[settings.SESSION_COOKIE_NAME].value}"}
    yield from ((address.format(slug=slug), times, {}) for address, times in MANY.items())
    yield from ((address, times, signed_in) for address, times in MINE.items())


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
