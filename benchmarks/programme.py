"""The public programme of 200 sessions in 10 rooms, beside bare views that serve the same bytes from the cache."""

from collections.abc import Iterable

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks import clients, generated
from benchmarks.bench import Bench
from benchmarks.rows import Row
from forum import feeds
from forum.actions import imports
from forum.exchange.read import of_bytes

OFTEN, SELDOM = 800, 200


def run(bench: Bench) -> Iterable[Row]:
    edition = sample_edition()
    yield from _queries(edition)
    with bench.server() as server, bench.server(is_bare=True) as bare:
        hello = clients.ask(bare, "/floor/hello/", times=OFTEN).cpu_ms
        page = f"/{edition.slug}/programme"
        for form in ("json", "ics", "xml"):
            yield from _feed(server, bare, f"{page}.{form}", form)
        html = clients.ask(server, f"{page}/", times=SELDOM)
        yield Row(f"programme page of a day, {_size(html)}, CPU", html.cpu_ms, "ms", hello, times=20)
        listed = clients.ask(server, f"{page}/?view=list", times=SELDOM)
        yield Row(f"programme page as a list, {_size(listed)}, CPU", listed.cpu_ms, "ms", hello, times=20)


def sample_edition(*, rooms: int = 10, per_room: int = 20):
    """An edition with so many sessions, two persons in each on average."""
    schedule = of_bytes(generated.schedule(rooms=rooms, per_room=per_room, persons=1193).encode())
    edition = imports.create_edition(schedule)
    imports.take_in(edition, schedule, by=None, now=timezone.now())
    return edition


def _queries(edition):
    feeds.changed(edition)
    address = f"/{edition.slug}/programme.json"
    for heat, figure in (("cold", {"most": 10}), ("warm", {"exactly": 0})):
        with CaptureQueriesContext(connection) as asked:
            answer = Client().get(address)
        yield Row(f"JSON {heat}, queries", len(asked), **figure)
    with CaptureQueriesContext(connection) as asked:
        again = Client().get(address, headers={"If-None-Match": answer["ETag"]})
    yield Row("JSON again with its ETag, status", again.status_code, exactly=304)
    yield Row("JSON again with its ETag, queries", len(asked), exactly=0)


def _feed(server, bare, address, form):
    _status, headers, body = clients.get(server, address)
    cache.set(f"same-bytes-{form}", body)
    floor = clients.ask(bare, f"/floor/cached/same-bytes-{form}", times=OFTEN).cpu_ms
    warm = clients.ask(server, address, times=OFTEN)
    yield Row(f"{form} warm, {_size(warm)}, CPU", warm.cpu_ms, "ms", floor, times=3)
    again = clients.ask(server, address, times=OFTEN, headers={"If-None-Match": headers["ETag"]})
    yield Row(f"{form} again with its ETag, {_size(again)}, CPU", again.cpu_ms, "ms", floor, times=3)


def _size(outcome):
    return f"{len(outcome.body) / 1000:,.0f} kB"
