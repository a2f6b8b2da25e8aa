"""The gate: a reading beside its two bare statements, batches, a crowd at a door, how soon a revocation is known."""

import datetime as dt
import http.client
import json
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterable
from itertools import cycle

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks import clients
from benchmarks.bench import Bench
from benchmarks.rows import Row
from delegations import revocations, tokens
from delegations.actions import devices
from delegations.models import Badge, BadgeKey, BadgeStatus, Checkpoint, Device, Presence, Scan, Zone
from forum.models import Edition

BADGES, OFTEN, AT_ONCE, BATCH, BATCHES, CROWD = 400, 320, 16, 50, 20, 75
AT = "/api/v1/bench/gate/"


def run(bench: Bench) -> Iterable[Row]:
    edition, token = _door()
    badges = _badges(edition)
    headers = {"Authorization": f"Gate {token}", "Content-Type": "application/json"}
    yield Row("one reading, queries", _queries(headers, badges), most=8)
    with bench.server() as server, bench.server(is_bare=True) as bare:
        floor, _rate = _one_by_one(bare, "/floor/reading/", {}, badges)
        cost, rate = _one_by_one(server, f"{AT}scans/", headers, badges)
        yield Row(f"one reading, {AT_ONCE} at once: CPU", cost, "ms", floor, times=6)
        yield Row("... time for each, of 150 a second", 1000 / rate, "ms", most=1000 / 150)
        yield Row(
            f"a reading in a batch of {BATCH}, of 1,000 a second", _batches(server, headers, badges), "ms", most=1
        )
        yield from _crowd(server, headers, badges[:CROWD])
        yield from _polls(server, bare, headers, edition, badges[-1])


def _queries(headers, badges):
    client = Client(headers=headers)
    for badge in badges[:2]:
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(f"{AT}scans/", _reading(badge), content_type="application/json")
        assert answer.status_code == 200, answer.content
    return sum(not one["sql"].startswith(("BEGIN", "COMMIT")) for one in asked)


def _one_by_one(server, path, headers, badges):
    """CPU of one reading in ms, and readings a second."""
    supply = cycle(badges)
    _share(server, path, headers, [_reading(next(supply)) for _warming in range(AT_ONCE * 2)])
    bodies = [_reading(next(supply), turn % 2) for turn in range(OFTEN)]
    before, started = server.cpu_s(), time.perf_counter()
    answers = _share(server, path, headers, bodies)
    took = time.perf_counter() - started
    assert answers == {200: OFTEN}, answers
    return (server.cpu_s() - before) / OFTEN * 1000, OFTEN / took


def _batches(server, headers, badges):
    """Milliseconds for each reading of batches, one after the other."""
    supply = cycle(badges)
    bodies = [
        {"scans": [_reading(next(supply)) | {"device_result": "admitted"} for _one in range(BATCH)]}
        for _batch in range(BATCHES)
    ]
    started = time.perf_counter()
    answers = _share(server, f"{AT}scans/batch/", headers, bodies, at_once=2)
    assert answers == {200: BATCHES}, answers
    return (time.perf_counter() - started) / (BATCH * BATCHES) * 1000


def _crowd(server, headers, badges):
    Presence.objects.all().delete()
    Scan.objects.all().delete()
    answers = _share(server, f"{AT}scans/", headers, [_reading(badge) for badge in badges * 4])
    yield Row(f"{CROWD} badges x 4 at once, entries", Scan.objects.filter(result="admitted").count(), exactly=CROWD)
    yield Row("... answered otherwise than 200", sum(answers.values()) - answers[200], exactly=0)


def _polls(server, bare, headers, edition, badge):
    hello = clients.ask(bare, "/floor/hello/", times=400).cpu_ms
    _status, told, _body = clients.get(server, f"{AT}state/", headers)
    asked = clients.ask(server, f"{AT}state/", times=400, headers=headers | {"If-None-Match": told["ETag"]})
    yield Row("asking for the state again, CPU", asked.cpu_ms, "ms", hello)
    started = time.perf_counter()
    revocations.add(edition, [badge.serial], now=timezone.now())
    while str(badge.serial).encode() not in clients.get(server, f"{AT}state/", headers)[2]:
        time.sleep(0.05)
    yield Row(
        "revocation told to who asks, with 1.5 s between questions", time.perf_counter() - started + 1.5, "s", most=2
    )


def _share(server, path, headers, bodies, at_once=AT_ONCE) -> Counter:
    answers: Counter = Counter()

    def client(mine):
        link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        for body in mine:
            link.request("POST", path, json.dumps(body), headers)
            answer = link.getresponse()
            answer.read()
            answers[answer.status] += 1
        link.close()

    threads = [threading.Thread(target=client, args=(bodies[number::at_once],)) for number in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _reading(badge, leaves=False):
    direction = "exit" if leaves else "entry"
    moment = timezone.now().isoformat()
    return {"id": str(uuid.uuid4()), "token": badge.token, "direction": direction, "scanned_at": moment}


def _door():
    today = timezone.now().date()
    edition = Edition.objects.create(slug="bench", name="Bench", short_name="B", starts_on=today, ends_on=today)
    zone = Zone.objects.create(edition=edition, code="A", name="Sample zone", bit=0)
    door = Checkpoint.objects.create(edition=edition, zone=zone, name="Sample door")
    device, now = Device.objects.create(edition=edition, checkpoint=door, name="Sample phone"), timezone.now()
    return edition, devices.enrol(edition, devices.offer(device, by=None, now=now), now=now)[1]


def _badges(edition):
    private, now = Ed25519PrivateKey.generate(), timezone.now()
    raw, day = private.private_bytes_raw(), dt.timedelta(days=1)
    public = private.public_key().public_bytes_raw().hex()
    key = BadgeKey.objects.create(edition=edition, number=1, private_key=raw.hex(), public_key=public, made_at=now)
    made = []
    for serial in range(1, BADGES + 1):
        facts = {"serial": serial, "zone_mask": 1, "valid_from": now - day, "valid_until": now + day}
        token = tokens.sign(tokens.Claims(key_number=1, **facts), raw)
        names = {"kind": "floater", "label": f"Sample floater {serial}", "category": "crew"}
        rows = {"edition": edition, "key": key, "status": BadgeStatus.ISSUED, "made_at": now, "token": token}
        made.append(Badge(**facts, **names, **rows))
    return Badge.objects.bulk_create(made)
