"""Clients that ask for a large export and give up, or read it slowly, while others read the programme."""

import random
import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager

from benchmarks import clients
from benchmarks.bench import Bench
from benchmarks.programme import sample_edition
from benchmarks.rows import Row
from forum import feeds

MANY = 40
SECONDS = 6


def run(bench: Bench) -> Iterable[Row]:
    edition = sample_edition(rooms=35, per_room=32)
    page, export = f"/{edition.slug}/speakers/", f"/{edition.slug}/programme.xml"
    with bench.server() as server:
        clients.get(server, export)
        alone = _answers_ms(server, page)
        with _many(lambda until: _read_slowly(server, export, until)):
            slow = _answers_ms(server, page)
        with _many(lambda until: _give_up(server, export, until)), _changing(edition):
            given_up = _answers_ms(server, page)
    floor = statistics.median(alone)
    for name, answers in (("read an export slowly", slow), ("ask for a changing export and give up", given_up)):
        yield Row(f"page while {MANY} clients {name}, median", statistics.median(answers), "ms", floor)
        yield Row(f"page while {MANY} clients {name}, slowest", max(answers), "ms", max(alone), most=2000)


def _answers_ms(server, page):
    taken, until = [], time.monotonic() + SECONDS
    while time.monotonic() < until:
        asked = time.perf_counter()
        status, _headers, _body = clients.get(server, page)
        assert status == 200, status
        taken.append((time.perf_counter() - asked) * 1000)
        time.sleep(0.05)
    return taken


@contextmanager
def _many(work: Callable[[threading.Event], None]):
    """MANY clients that do `work` until the block ends, begun a second before it."""
    until = threading.Event()
    threads = [threading.Thread(target=work, args=(until,)) for _unused in range(MANY)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    try:
        yield
    finally:
        until.set()
        for thread in threads:
            thread.join()


@contextmanager
def _changing(edition):
    """The programme changes every other second, so that the export is being made anew most of the time."""
    until = threading.Event()

    def change():
        while not until.wait(2):
            feeds.changed(edition)

    thread = threading.Thread(target=change)
    thread.start()
    try:
        yield
    finally:
        until.set()
        thread.join()


def _read_slowly(server, path, until):
    """A kilobyte and a half a second, from a window as small as the system allows."""
    with _asked(server, path) as link:
        while not until.wait(1):
            if not link.recv(1500):
                return


def _give_up(server, path, until):
    while not until.is_set():
        with _asked(server, path) as link:
            link.settimeout(5)
            until.wait(random.uniform(0, 0.5))
        until.wait(1)


def _asked(server, path):
    link = socket.socket()
    link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    link.connect(("127.0.0.1", server.port))
    link.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    return link
