"""What must never be written into a log: codes, tokens, addresses, the words of a mail."""

import io
import json
import logging
import re
from logging.config import DictConfigurator

import pytest
from django.core import mail
from django.core.cache import cache

from core import logs
from notifications.models import Message
from notifications.tasks import deliver
from scheduling.actions import calendars
from tests.servers import Listener
from tests.walk.stage import NOW, UNSAID

CODE = re.compile(r"^(\d{4}-\d{4})$", re.MULTILINE)


@pytest.fixture
def log():
    """All that production's formatter writes from DEBUG up, as text."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    config = logs.config()
    handler.setFormatter(DictConfigurator(config).configure_formatter(config["formatters"]["json"]))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel("INFO")
    yield written.getvalue
    root.removeHandler(handler)
    root.setLevel(level)


def test_log_of_signing_in_tells_no_code_no_address_no_session(client, stage, log):
    cache.clear()
    user = stage.actors["focal A"]

    client.post("/accounts/login/code/", {"email": user.email})
    code = CODE.search(mail.outbox[-1].body)[1]
    client.post("/accounts/login/code/confirm/", {"code": "0000-0000"})
    client.post("/accounts/login/code/confirm/", {"code": code})
    client.get(f"/pmif25/portal/?token={code}")
    client.get(f"/pmif25/{code}/")

    assert client.session["_auth_user_id"] == str(user.pk)
    said = log()
    assert said.count("\n") >= 5
    for secret in (code, code.replace("-", ""), user.email, client.session.session_key, UNSAID):
        assert secret not in said


def test_log_of_an_apps_sign_in_tells_no_token(client, stage, log):
    user = stage.actors["focal A"]
    door = "/_allauth/app/v1/auth/code/"

    asked = client.post(f"{door}request", {"email": user.email}, content_type="application/json")
    pending = asked.json()["meta"]["session_token"]
    code = CODE.search(mail.outbox[-1].body)[1]
    signed_in = client.post(
        f"{door}confirm", {"code": code}, content_type="application/json", headers={"X-Session-Token": pending}
    )
    token = signed_in.json()["meta"]["session_token"]
    client.get("/api/v1/pmif25/meetings/", headers={"X-Session-Token": token})
    client.get("/api/v1/pmif25/meetings/", headers={"X-Session-Token": "no such token"})

    said = log()
    assert said
    for secret in (code, pending, token, user.email):
        assert secret not in said


def test_log_of_the_worker_tells_no_mail(stage, settings, log):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with Listener(faults={"RCPT": ["550 5.1.1 nobody of that name here"]}) as listener:
        settings.EMAIL_PORT = listener.port
        deliver()

    assert {"sent", "failed", "together"} == set(Message.objects.values_list("status", flat=True))
    said = "\n".join(line for line in log().splitlines() if '"mail.log"' not in line)  # the listener's own words
    for secret in (UNSAID, *Message.objects.values_list("email", flat=True)):
        assert secret not in said


def test_log_tells_no_secret_of_a_calendar_link(client, stage, log):
    link = stage.things["calendars"]

    assert client.get(f"/pmif25/feeds/{link.secret}.ics").status_code == 200
    calendars.revoke(link, now=NOW)
    assert client.get(f"/pmif25/feeds/{link.secret}.ics").status_code == 404

    assert "feeds/<slug:secret>.ics" in log()
    assert link.secret not in log()


def test_log_of_an_error_tells_nothing_of_the_request(stage, as_, log, monkeypatch):
    def fall(*_args, **_kwargs):
        raise RuntimeError("it fell")

    monkeypatch.setattr("scheduling.web.meetings.rows_of", fall)
    answer = as_("focal A").get(f"/pmif25/meetings/?note={UNSAID}")

    assert answer.status_code == 500
    lines = [json.loads(line) for line in log().splitlines()]
    assert any(line["level"] == "error" for line in lines)
    assert UNSAID not in log()
