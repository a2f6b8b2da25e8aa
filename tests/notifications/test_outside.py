"""The run of everything but mail: devices, numbers and other systems beside each other, in one process alone."""

import threading

import pytest
from django.db import connection
from django.utils.timezone import now

from core import turns
from core.turns import Turn
from notifications import outbox, outside, webhooks
from notifications.actions import webhooks as actions
from notifications.models import Message, WebhookDelivery
from notifications.notices import SAMPLES
from notifications.outbox import Recipient, Telling
from notifications.webhooks import Event
from tests.http_server import HttpServer
from tests.notifications.ways_samples import browser_of, user

pytestmark = pytest.mark.django_db(transaction=True)


def waiting():
    kinds = (Message.objects.filter(channel="push"), WebhookDelivery.objects.all())
    return [rows.filter(status="queued").count() for rows in kinds]


def test_run_sends_both_kinds_and_only_one_process_does():
    with HttpServer() as server:
        one = user()
        browser_of(one, server, now())
        given = {"name": "Sample system", "url": server.url, "event_types": ["meeting.held"]}
        actions.add("pmif25", **given, by=None, now=now())
        outbox.queue(
            Telling("delivery_test", "test:1", facts=SAMPLES["delivery_test"]),
            [Recipient(one.email, user_id=one.pk)],
            now=now(),
        )
        webhooks.tell([Event("meeting.held", "pmif25", "meeting:1")], now=now())

        def run():
            outside.run(now)
            connection.close()

        with turns.taken(Turn.OUTSIDE) as is_mine:
            other = threading.Thread(target=run)
            other.start()
            other.join()
            assert (is_mine, waiting(), server.requests) == (True, [1, 1], [])
        outside.run(now)
        assert (waiting(), len(server.requests)) == ([0, 0], 2)
        with turns.taken(Turn.OUTSIDE) as is_free:
            assert is_free
