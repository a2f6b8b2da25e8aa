"""Registering one delegate through the API, at two sizes; and many at once for the last places."""

import datetime as dt
import http.client
import json
import threading
import time
from collections import Counter
from collections.abc import Iterable
from itertools import count

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from benchmarks.bench import Bench
from benchmarks.rows import Row
from delegations.models import Delegate, DelegateStatus, Delegation, DelegationStatus, FocalPoint
from forum.models import Edition, Person

FEW, MANY, OFTEN = 1_000, 20_000, 120
RUNS, UNLOCKED_RUNS, REQUESTS, CLIENTS, PLACES = 20, 3, 800, 32, 50
CSRF = "a" * 32
ADDRESS = "/api/v1/bench/delegates/"


def run(bench: Bench) -> Iterable[Row]:
    costs, queries = {}, {}
    for size in (FEW, MANY):
        bench.fresh()
        mission, cookie = _forum(), ""
        _crowd(mission.edition, size)
        cookie = _signed_in(mission)
        queries[size] = _queries(mission)
        with bench.server() as server, bench.server(is_bare=True) as bare:
            floor = _cost(bare, "/floor/registration/", cookie, mission)
            costs[size] = _cost(server, ADDRESS, cookie, mission)
        yield Row(f"one delegate registered, {size:,} there: CPU", costs[size], "ms", floor, times=10)
        yield Row("... queries", queries[size], most=20)
    yield Row("... queries more with the more delegates", queries[MANY] - queries[FEW], exactly=0)
    yield Row(f"... CPU with {MANY:,} delegates beside {FEW:,}", costs[MANY], "ms", costs[FEW], times=1.25)
    bench.fresh()
    yield from _last_places(bench)


def _last_places(bench):
    mission = _forum()
    cookie = _signed_in(mission)
    with bench.server() as server:
        over, under, others, took_s = _rushes(server, cookie, mission, runs=RUNS)
    yield Row(f"{RUNS} x {REQUESTS} registrations, {CLIENTS} at once, {PLACES} places", took_s, "s")
    yield Row("... registered beyond the places", over, exactly=0)
    yield Row("... places left unused", under, exactly=0)
    yield Row("... answered neither 201 nor 409", others, exactly=0)
    with bench.server(is_unlocked=True) as server:
        over, *_rest = _rushes(server, cookie, mission, runs=UNLOCKED_RUNS)
    yield Row(f"... places too many without the lock, in {UNLOCKED_RUNS} runs", over, least=1)


def _rushes(server, cookie, mission, *, runs) -> tuple[int, int, int, float]:
    """How many were registered beyond the places, stayed free, were answered otherwise; and in how many seconds."""
    over, under, others = 0, 0, 0
    started = time.perf_counter()
    for _round in range(runs):
        Delegate.objects.all().delete()
        answers = _rush(server, cookie, mission)
        here = Delegate.objects.in_the_count().count()
        over, under = over + max(0, here - PLACES), under + max(0, PLACES - here)
        others += REQUESTS - answers[201] - answers[409]
    return over, under, others, time.perf_counter() - started


def _forum() -> Delegation:
    edition = Edition.objects.create(
        slug="bench", name="Bench", short_name="B", starts_on=dt.date(2025, 4, 8), ends_on=dt.date(2025, 4, 9)
    )
    return _mission(edition, "Sample Mission", quota=PLACES)


def _mission(edition, name, *, quota) -> Delegation:
    status = DelegationStatus.REGISTERING
    return Delegation.objects.create(edition=edition, name=name, country="TR", quota=quota, status=status)


def _crowd(edition, size):
    """So many delegates in delegations of fifty; the measured mission's own people among them."""
    people = Person.objects.bulk_create(
        Person(name=f"Sample Person {number}", country="TR", email=f"person{number}@bench.example")
        for number in range(size)
    )
    missions = [_mission(edition, f"Sample Mission {number}", quota=PLACES) for number in range(size // PLACES)]
    Delegate.objects.bulk_create(
        Delegate(
            edition=edition,
            delegation=missions[number % len(missions)],
            person=person,
            status=DelegateStatus.SUBMITTED,
        )
        for number, person in enumerate(people)
    )
    Delegation.objects.filter(name="Sample Mission").update(quota=10 * OFTEN)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # or PostgreSQL does so while it is measured, longest for the larger crowd
        cursor.execute("CHECKPOINT")


def _signed_in(mission) -> str:
    """The session cookie of the mission's focal point."""
    focal = User.objects.create_user("focal@bench.example", name="Sample Secretary")
    FocalPoint.objects.create(delegation=mission, user=focal, is_primary=True)
    client = Client()
    client.force_login(focal)
    return client.cookies["sessionid"].value


def _queries(mission) -> int:
    client = Client()
    client.force_login(User.objects.get(email="focal@bench.example"))
    for _warming in range(2):
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(ADDRESS, next(_facts(mission)), content_type="application/json")
        assert answer.status_code == 201, answer.content
    return sum(not one["sql"].startswith(("BEGIN", "COMMIT")) for one in asked)


def _cost(server, path, cookie, mission) -> float:
    """Processor time of one request, of the workers and PostgreSQL, after a few that do not count."""
    facts = _facts(mission)
    for _warming in range(8):
        _post(server, path, cookie, next(facts))
    before = server.cpu_s()
    answers = Counter(_post(server, path, cookie, next(facts)) for _again in range(OFTEN))
    assert answers == {201: OFTEN}, answers
    return (server.cpu_s() - before) / OFTEN * 1000


def _rush(server, cookie, mission) -> Counter:
    answers: Counter = Counter()
    gate, facts, taking = threading.Barrier(CLIENTS), _facts(mission), threading.Lock()

    def client():
        gate.wait()
        for _again in range(REQUESTS // CLIENTS):
            with taking:
                one = next(facts)
            answers[_post(server, ADDRESS, cookie, one)] += 1

    threads = [threading.Thread(target=client) for _client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


_numbers = count(1)


def _facts(mission):
    """The facts of one sample person after the other, nobody twice."""
    for number in _numbers:
        yield {
            "delegation": mission.public_id,
            "name": f"Sample Newcomer {number}",
            "position": "Director",
            "organisation": "Sample Ministry",
            "country": "TR",
            "email": f"newcomer{number}@bench.example",
        }


def _post(server, path, cookie, facts) -> int:
    headers = {
        "Cookie": f"sessionid={cookie}; csrftoken={CSRF}",
        "X-CSRFToken": CSRF,
        "Content-Type": "application/json",
    }
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    link.request("POST", path, json.dumps(facts), headers)
    answer = link.getresponse()
    answer.read()
    link.close()
    return answer.status
