"""Valkey goes, or stays and says nothing: registration, the gate and the doors keep working, and nobody waits long."""

import datetime as dt
import os
import signal
import threading
import time
import uuid

import pytest
from celery import current_app
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from delegations.models import Delegate, DelegateStatus, Scan
from launcher import background, valkey
from launcher.places import Place
from notifications import waking
from notifications.models import Message
from tests.accounts.conftest import CODE
from tests.delegations import gates
from tests.delegations.missions import facts, mission

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("worker")]
GATE = "/api/v1/pmif25/gate/"


@pytest.fixture
def server(tmp_path_factory, settings, monkeypatch):
    """A Valkey of this test's own, which cache and broker ask from now on."""
    place = Place.of(tmp_path_factory.mktemp("valkey"))
    url = valkey.start_or_attach(place)
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": url.replace("db=0", "db=1")}}
    monkeypatch.setattr(waking, "_broker_away", type(waking._broker_away)(30))
    before = current_app.conf.broker_url
    _broker(valkey.celery_url(url))
    yield place
    _broker(before)
    _signal(place, signal.SIGCONT)
    valkey.end(place)
    place.remove_sockets()


def _broker(url):
    current_app.conf.broker_url = url
    current_app.amqp._producer_pool = current_app._pool = None


def _signal(place, what):
    for pid in background.working_in(place.var / "valkey"):
        os.kill(pid, what)


def _freeze(place):
    """It thaws by itself, so that a request that would wait for ever fails the test instead of holding it."""
    _signal(place, signal.SIGSTOP)
    thaw = threading.Timer(40, _signal, [place, signal.SIGCONT])
    thaw.daemon = True
    thaw.start()


@pytest.mark.parametrize("fail", [valkey.end, _freeze], ids=["stopped", "silent"])
def test_forum_goes_on_without_valkey(server, fail, edition, mailoutbox):
    delegation = mission(edition, "Sample Mission A", "a@mission.example")
    focal, portal = delegation.focal_points.get().user, Client()
    key, (_phone, token) = gates.key(edition), gates.device(gates.checkpoint(gates.zone(edition)))
    gate = Client(headers={"Authorization": f"Gate {token}"})
    portal.force_login(focal)
    cache.set("sample", "there")
    waking.mail()

    fail(server)

    slowest = _Slowest()
    with slowest:
        _register_by_form(portal, delegation)
    with slowest:
        _register_by_api(portal, delegation)
    with slowest:
        _read_badges(gate, key)
    with slowest:
        _sign_in_by_code(User.objects.create_user("sample@majlis.example"), mailoutbox)
    with slowest:
        answers = [Client().post(f"{GATE}enrol/", {"code": "x"}, content_type="application/json") for _ in range(31)]
    assert [one.status_code for one in answers].count(429) == 1  # this process counts for itself
    assert Delegate.objects.filter(status=DelegateStatus.SUBMITTED).count() == 2
    assert Message.objects.filter(kind="delegate_submitted").exists()
    assert slowest.seconds < 20  # the first to find the broker silent waits up to six; nobody does after it


class _Slowest:
    seconds = 0.0

    def __enter__(self):
        self._began = time.monotonic()

    def __exit__(self, *_):
        self.seconds = max(self.seconds, time.monotonic() - self._began)


def _register_by_form(portal, delegation):
    form = {name: value for name, value in facts(1).items() if name != "email"}
    at = reverse("delegations:register", args=["pmif25", delegation.public_id])
    assert portal.post(at, {"category": "delegate", **form}).status_code == 302
    draft = Delegate.objects.get()
    at = reverse("delegations:contact", args=["pmif25", draft.public_id])
    answer = portal.post(at, {"email": "d@mission.example", "language": "en", "languages": ["tr"], "submit": "yes"})
    assert answer.status_code == 302


def _register_by_api(portal, delegation):
    at = "/api/v1/pmif25/delegates/"
    body = facts(2) | {"delegation": delegation.public_id, "category": "delegate"}
    made = portal.post(at, body, content_type="application/json")
    assert made.status_code == 201, made.content
    assert portal.post(f"{at}{made.json()['id']}/submit/").status_code == 200


def _read_badges(gate, key):
    now = timezone.now()
    hold = {"valid_from": now - dt.timedelta(days=1), "valid_until": now + dt.timedelta(days=1)}
    one, other = gates.badge(key, **hold), gates.badge(key, **hold)
    readings = [{"id": str(uuid.uuid4()), "token": of.token, "scanned_at": now.isoformat()} for of in (one, other)]
    assert gate.get(f"{GATE}state/").status_code == 200
    assert gate.post(f"{GATE}scans/", readings[0], content_type="application/json").json()["result"] == "admitted"
    told = gate.post(f"{GATE}scans/batch/", {"scans": readings}, content_type="application/json").json()
    assert [scan["result"] for scan in told["scans"]] == ["admitted", "admitted"]
    found = gate.post(f"{GATE}lookup/", {"words": "Sample floater"}, content_type="application/json")
    assert len(found.json()) == Scan.objects.count() == 2


def _sign_in_by_code(user, mailoutbox):
    door = Client()
    door.post("/accounts/login/code/", {"email": user.email})
    door.post("/accounts/login/code/confirm/", {"code": CODE.search(mailoutbox[-1].body)[0]})
    assert door.get("/account/").status_code == 200
