"""Many requests at once, from this process."""

import http.client
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial

from benchmarks.servers import Server


@dataclass
class Outcome:
    """What `times` requests gave: `cpu_ms` is processor time of the workers and PostgreSQL for one of them."""

    statuses: Counter[int] = field(default_factory=Counter)
    cpu_ms: float = 0.0
    wall_s: float = 0.0
    slowest_ms: float = 0.0
    body: bytes = b""


def ask(server: Server, path: str, *, times: int, at_once: int = 4, headers: dict[str, str] | None = None) -> Outcome:
    """GET `path` so often, over connections that are kept, after a few that do not count."""
    outcome = Outcome()
    repeat = partial(_repeat, server, path, headers or {})
    _share(at_once, partial(repeat, 4, Outcome()))
    before, started = server.cpu_s(), time.perf_counter()
    _share(at_once, partial(repeat, times // at_once, outcome))
    outcome.wall_s = time.perf_counter() - started
    if wrong := {status: count for status, count in outcome.statuses.items() if status not in {200, 304}}:
        raise RuntimeError(f"{path} was answered with {wrong}")
    outcome.cpu_ms = (server.cpu_s() - before) / times * 1000
    return outcome


def get(server: Server, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
    """One answer: status, headers, body."""
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    link.request("GET", path, headers=headers or {})
    answer = link.getresponse()
    body = answer.read()
    link.close()
    return answer.status, dict(answer.getheaders()), body


def _share(at_once, work):
    threads = [threading.Thread(target=work) for _unused in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _repeat(server, path, headers, times, outcome):
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    for _unused in range(times):
        asked = time.perf_counter()
        link.request("GET", path, headers=headers)
        answer = link.getresponse()
        outcome.body = answer.read()
        outcome.slowest_ms = max(outcome.slowest_ms, (time.perf_counter() - asked) * 1000)
        outcome.statuses[answer.status] += 1
    link.close()
