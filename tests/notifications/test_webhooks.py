"""Webhooks against a real web server that does everything that web servers do."""

import datetime as dt
import json
import time

import pytest
from django.db import transaction
from django.utils.timezone import now
from standardwebhooks import Webhook, WebhookVerificationError

from core.errors import DomainError, InvalidInput
from core.models import StatusChange
from notifications import signing, waking, webhook_queue, webhook_sending, webhooks
from notifications.actions import webhooks as actions
from notifications.models import (
    DeliveryStatus,
    EndpointStatus,
    WebhookAttempt,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookEvent,
)
from notifications.webhooks import Event
from tests.http_server import DROP, HttpServer

pytestmark = pytest.mark.django_db
PLACED, MOVED = "meeting.placed", "meeting.moved"


def in_future(**span):
    return lambda: now() + dt.timedelta(**span)


def event(number=1, kind=PLACED, **more):
    return Event(kind, "pmif25", f"meeting:{number}", facts={"id": f"m{number}", "starts_at": None}, **more)


def told(count, kind=PLACED):
    return webhooks.tell([event(number, kind) for number in range(count)], now=now())


def statuses():
    return sorted(WebhookDelivery.objects.values_list("status", flat=True))


@pytest.fixture
def server():
    with HttpServer() as serving:
        yield serving


@pytest.fixture
def add(server):
    """Make an endpoint at the server: ``add("/clearance", [MOVED])``."""

    def make(path="/in", events=(PLACED, MOVED), **more):
        facts = {"name": f"Sample system {path}", "url": server.url + path, "event_types": list(events)}
        return actions.add("pmif25", by=None, now=now(), **(facts | more))

    return make


def test_each_endpoint_is_told_once_of_what_it_chose_and_the_verifier_of_the_standard_agrees(server, add):
    one, _other = add("/one"), add("/other", [MOVED])
    WebhookEndpoint.objects.create(
        edition="pmif26", name="Elsewhere", url=server.url, event_types=[PLACED], secret=one.secret, created_at=now()
    )
    assert webhooks.tell([event(1), event(1, MOVED), event(2)], now=now()) == 4
    assert webhooks.tell([event(1), event(1)], now=now()) == 0
    assert webhook_sending.run(now) == {"sent": 4}
    assert webhook_sending.run(now) == {}
    assert sorted(one.path for one in server.requests) == ["/one", "/one", "/one", "/other"]
    asked = next(one for one in server.requests if one.path == "/one")  # in the order in which they were told of
    said = Webhook(one.secret).verify(asked.body, asked.headers)
    assert said == {"type": PLACED, "edition": "pmif25", "timestamp": said["timestamp"], "data": event(1).facts}
    assert asked.headers["webhook-id"] == WebhookEvent.objects.get(kind=PLACED, about="meeting:1").public_id
    with pytest.raises(WebhookVerificationError):
        Webhook(signing.new_secret()).verify(asked.body, asked.headers)


def test_telling_is_one_statement_and_stands_or_falls_with_its_transaction(
    add, django_assert_num_queries, django_capture_on_commit_callbacks
):
    add()
    with django_assert_num_queries(1), django_capture_on_commit_callbacks() as callbacks:
        told(40)
    with django_assert_num_queries(1):
        told(1, MOVED)
    assert callbacks == [waking.outside]
    with transaction.atomic():
        told(5, MOVED)
        transaction.set_rollback(True)
    assert WebhookDelivery.objects.count() == 41
    with pytest.raises(KeyError):
        webhooks.tell([event(1, "meeting.imagined")], now=now())


def test_nothing_is_written_where_nobody_wants_to_know():
    assert told(3) == 0
    assert WebhookEvent.objects.count() == 0


@pytest.mark.parametrize("fault", [500, 503, 404, (302, {"Location": "http://169.254.169.254/"}), DROP])
def test_what_is_not_taken_is_tried_again_with_the_same_id(server, add, fault):
    add()
    told(1)
    server.answers = [fault]
    assert webhook_sending.run(now) == {"put off": 1}
    waiting = WebhookDelivery.objects.get()
    assert (waiting.status, waiting.attempts, waiting.lease_until) == (DeliveryStatus.QUEUED, 1, None)
    assert webhook_sending.run(in_future(seconds=10)) == {"sent": 1}
    assert len({one.headers["webhook-id"] for one in server.requests}) == 1
    assert len({one.body for one in server.requests}) == 1
    said = list(WebhookAttempt.objects.order_by("pk").values_list("code", flat=True))
    assert said == [fault if isinstance(fault, int) else 302 if isinstance(fault, tuple) else None, 200]


def test_tries_go_on_for_three_days_and_then_end():
    assert sum(webhook_queue.PAUSES, dt.timedelta()) > dt.timedelta(days=3)
    assert sum(webhook_queue.PAUSES, dt.timedelta()) * 1.1 < webhook_queue.GIVEN_UP


def test_last_try_and_silence_of_days_are_shown_as_failed(server, add):
    add()
    told(2)
    first, _second = WebhookDelivery.objects.order_by("pk")
    WebhookDelivery.objects.filter(pk=first.pk).update(attempts=len(webhook_queue.PAUSES))
    server.answers = [500, 500]
    assert webhook_sending.run(now) == {"failed": 1}
    assert webhook_sending.run(in_future(days=4)) == {}
    assert statuses() == [DeliveryStatus.FAILED] * 2


def test_gone_is_believed_at_once(server, add):
    endpoint = add()
    told(3)
    server.answers = [410]
    assert webhook_sending.run(now) == {"gone": 1}
    endpoint.refresh_from_db()
    assert endpoint.status == EndpointStatus.GONE
    assert statuses() == [DeliveryStatus.CANCELLED] * 2 + [DeliveryStatus.FAILED]
    assert told(3, MOVED) == 0
    assert StatusChange.objects.of(endpoint).get().reason == "410 Gone"


def test_one_that_is_down_rests_longer_each_time_and_gets_all_when_it_is_back(server, add):
    endpoint = add()
    told(6)
    server.answers = [500] * 3 + [(503, {"Retry-After": "1800"})]
    tried = [webhook_sending.run(in_future(seconds=at)) for at in (0, 1, 10, 60, 300, 320, 600)]
    assert tried == [{"put off": 1}, {}, {"put off": 1}, {"put off": 1}, {"put off": 1}, {}, {}]
    endpoint.refresh_from_db()
    assert (endpoint.failures, endpoint.paused_until > now() + dt.timedelta(minutes=30)) == (4, True)
    assert webhook_sending.run(in_future(minutes=40)) == {"sent": 6}
    endpoint.refresh_from_db()
    assert (endpoint.failures, endpoint.paused_until) == (0, None)


def test_refused_event_does_not_make_the_others_wait(server, add):
    add()
    told(3)
    server.answers = [400]
    assert webhook_sending.run(now) == {"put off": 1, "sent": 2}


def test_slow_one_is_asked_one_at_a_time_and_holds_up_nobody(server, add):
    with HttpServer() as slow:
        slow.pause = 0.3
        add()
        add(url=slow.url, name="Slow sample")
        told(5)
        began = time.monotonic()
        assert webhook_sending.run(now) == {"sent": 10}
        assert (slow.most_at_once, server.most_at_once) == (1, 1)
        first = WebhookDelivery.objects.filter(endpoint__name="Slow sample").order_by("sent_at")[1].sent_at
        assert WebhookDelivery.objects.exclude(endpoint__name="Slow sample").latest("sent_at").sent_at < first
        assert time.monotonic() - began < 5


def test_what_a_dead_worker_held_is_sent_by_the_next(server, add):
    add()
    told(2)
    [held] = webhook_queue.claim(5, now=now())
    assert webhook_queue.claim(5, now=now()) == []
    assert webhook_sending.run(in_future(seconds=30)) == {}
    assert webhook_sending.run(in_future(seconds=90)) == {"sent": 2}
    late = webhook_queue.settle(held, webhook_sending.Answer(500, ""), milliseconds=1, now=now())
    assert (late, statuses()) == ("lost", [DeliveryStatus.SENT] * 2)


def test_address_inside_is_never_asked_and_not_tried_again(server, add, settings):
    add()
    told(1)
    settings.OUTGOING_INSIDE = False
    assert webhook_sending.run(now) == {"failed": 1}
    assert server.requests == []
    assert "inside" in WebhookAttempt.objects.get().words


def test_both_secrets_sign_for_a_day(server, add):
    endpoint = add()
    before = endpoint.secret
    after = actions.rotate(endpoint, by=None, now=now())
    told(1)
    webhook_sending.run(now)
    told(1, MOVED)
    webhook_sending.run(in_future(days=1, seconds=1))
    first, second = server.requests
    for secret in (before, after):
        Webhook(secret).verify(first.body, first.headers)
    assert len(second.headers["webhook-signature"].split()) == 1
    assert before != after == WebhookEndpoint.objects.get().secret


def test_endpoint_is_refused_with_the_field_at_fault(add, server):
    endpoint = add()
    wrong = [
        ("name", {"name": " "}),
        ("url", {"url": "gopher://sample.example"}),
        ("url", {"url": "https://[broken"}),
        ("event_types", {"event_types": []}),
        ("event_types", {"event_types": ["meeting.imagined"]}),
        ("url", {"url": endpoint.url}),
    ]
    for field, given in wrong:
        with pytest.raises(InvalidInput) as refusal:
            add(**given)
        assert refusal.value.field == field


def test_switched_off_it_is_told_nothing_until_it_is_on_again(server, add):
    endpoint = add()
    told(2)
    actions.switch_off(endpoint, by=None, now=now())
    assert webhook_sending.run(now) == {}
    assert (statuses(), told(2, MOVED)) == ([DeliveryStatus.CANCELLED] * 2, 0)
    dropped = WebhookDelivery.objects.select_related("endpoint").first()
    with pytest.raises(DomainError):
        actions.send_test(endpoint, by=None, now=now())
    with pytest.raises(DomainError):
        actions.resend(dropped, by=None, now=now())
    actions.switch_on(endpoint, by=None, now=now())
    assert told(1, MOVED) == 1


def test_test_and_resending_go_at_once_even_where_it_rests(server, add):
    endpoint = add()
    server.answers = [500]
    actions.send_test(endpoint, by=None, now=now())
    assert webhook_sending.run(now) == {"put off": 1}
    delivery = WebhookDelivery.objects.select_related("endpoint").get()
    with pytest.raises(DomainError):
        actions.resend(delivery, by=None, now=now())
    actions.send_test(endpoint, by=None, now=now() + dt.timedelta(seconds=2))
    assert webhook_sending.run(in_future(seconds=3)) == {"sent": 1}
    done = WebhookDelivery.objects.select_related("endpoint").get(status=DeliveryStatus.SENT)
    actions.resend(done, by=None, now=now())
    assert webhook_sending.run(in_future(seconds=3)) == {"sent": 1}
    assert json.loads(server.requests[-1].body)["type"] == webhooks.TEST


def test_old_log_is_erased_but_not_what_still_waits(server, add):
    add()
    told(2)
    webhook_sending.run(now)
    told(1, MOVED)
    assert actions.erase_old(now=now() + dt.timedelta(days=29)) == 0
    assert actions.erase_old(now=now() + dt.timedelta(days=31)) == 2
    assert statuses() == [DeliveryStatus.QUEUED]
