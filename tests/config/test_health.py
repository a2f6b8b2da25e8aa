"""What the machines that watch may ask."""

import datetime as dt

import pytest
from django.utils import timezone

from notifications.models import Message


def test_health_says_that_both_servers_answer(client, db):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "database": True, "valkey": True})


def test_health_without_valkey_is_degraded_and_still_good(client, db, settings, tmp_path):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": f"unix://{tmp_path}/gone.sock"}}

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "degraded", "database": True, "valkey": False})


def test_metrics_tell_the_outbox_and_how_late_it_is(client, db):
    late = timezone.now() - dt.timedelta(minutes=2)
    told = {"kind": "sample", "about": "sample:1", "email": "sample@majlis.example"}
    Message.objects.create(**told, created_at=late, due_at=late, attempt_at=late)

    lines = client.get("/metrics").content.decode().splitlines()

    assert 'majlis_messages{status="queued"} 1' in lines
    assert 'majlis_messages{status="sent"} 0' in lines
    assert any(line in lines for line in ("majlis_outbox_lag_seconds 120", "majlis_outbox_lag_seconds 121"))


@pytest.mark.parametrize("headers", [{"X-Forwarded-For": "203.0.113.9"}, {}])
def test_metrics_are_not_there_for_others(client, db, headers):
    remote = "127.0.0.1" if headers else "203.0.113.9"

    assert client.get("/metrics", headers=headers, REMOTE_ADDR=remote).status_code == 404


def test_metrics_open_by_their_token_only_where_one_is_set(client, db, settings):
    settings.METRICS_TOKEN = "sample-token"

    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer sample-token"}).status_code == 200
