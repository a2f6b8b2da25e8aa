"""Devices and numbers: what goes there beside the mail, against servers that decrypt it, refuse it, or are away."""

import datetime as dt
import json
import logging

import pytest
from django.utils.timezone import now

from core.errors import DomainError, InvalidInput
from notifications import leases, outbox, short_sending, waking
from notifications.actions import ways, wishes
from notifications.models import Message, MessageStatus, Way, Wish
from notifications.outbox import Recipient, Telling
from scheduling.notice_samples import SAMPLES
from tests.http_server import DROP, HANG, HttpServer
from tests.notifications.ways_samples import browser_of, channels, number_of, tell, user

pytestmark = pytest.mark.django_db
MOVED, REMINDER = "meeting_moved", "meeting_reminder"


@pytest.fixture
def server():
    with HttpServer() as serving:
        yield serving


@pytest.fixture
def sms(settings, server):
    """Texts go by the provider over HTTP."""
    given = {"via": "http", "url": server.url + "/sms", "token": "Secret-Token", "sender": "MAJLIS"}
    settings.SHORT_PROVIDERS = {"sms": given}


def in_future(**span):
    return lambda: now() + dt.timedelta(**span)


def test_beside_the_mail_goes_what_its_reader_has_and_wants_in_one_statement(server, sms, django_assert_num_queries):
    one, two, three, four = (user(f"delegate{number}") for number in range(1, 5))
    for path in ("/push/1", "/push/2"):
        browser_of(one, server, now(), path)
    number_of(two, now())
    number_of(three, now())
    browser_of(four, server, now(), "/push/4")
    wishes.choose(three, {("sms", "meetings"): False}, now=now())
    Way.objects.filter(user=four).update(ended_at=now())
    with django_assert_num_queries(1):
        assert tell(one, two, three, four) == 4
    with django_assert_num_queries(1):
        assert tell(one, two, three, four) == 0
    a, b, c, d = (person.email for person in (one, two, three, four))
    assert channels() == [(a, "email"), (a, "push"), (a, "push"), (b, "email"), (b, "sms"), (c, "email"), (d, "email")]
    pairs = [
        (Telling(REMINDER, "meeting:1", facts=SAMPLES[REMINDER]), Recipient(who.email, user_id=who.pk))
        for who in (one, two)
    ]
    with django_assert_num_queries(1):
        assert outbox.queue_each(pairs, now=now()) == 2
    assert Message.objects.filter(kind=REMINDER).count() == 5
    assert outbox.cancel(about="meeting:1", kinds=[REMINDER], now=now()) == 5


def test_what_is_short_goes_by_mail_to_who_has_no_device_for_it_and_when_none_took_it(server, sms):
    one, two, three = (user(f"delegate{number}") for number in range(1, 4))
    for path in ("/push/1", "/push/2"):
        browser_of(one, server, now(), path)
    number_of(two, now())
    number_of(three, now())
    wishes.choose(three, {("sms", "reminders"): False}, now=now())
    said = Telling(REMINDER, "meeting:1", facts=SAMPLES[REMINDER], is_short=True)
    readers = [Recipient(who.email, who.name, language="ur", user_id=who.pk) for who in (one, two, three)]
    outbox.queue(said, readers[1:], now=now())
    assert short_sending.run(now) == {"sent": 1}
    outbox.queue_each([(said, readers[0])], now=now())
    assert channels() == [(one.email, "push"), (one.email, "push"), (two.email, "sms"), (three.email, "email")]
    server.answers = [410, 410]
    assert short_sending.run(now) == {"failed": 2}
    mail = Message.objects.get(email=one.email, channel="email")
    device = Message.objects.filter(email=one.email, channel="push").first()
    assert (mail.status, mail.version, mail.facts, mail.language) == ("queued", device.version, device.facts, "ur")
    assert not Message.objects.filter(email=two.email, channel="email").exists()
    assert outbox.queue(said, readers, now=now()) == 0


def test_what_has_no_short_words_and_what_is_not_set_up_stays_with_the_mail(server, sms, settings):
    one = user()
    browser_of(one, server, now())
    number_of(one, now())
    tell(one, kind="meeting_expired")
    settings.VAPID_PRIVATE_KEY, settings.SHORT_PROVIDERS = "", {}
    tell(one)
    assert channels() == [(one.email, "email")] * 2
    with pytest.raises(DomainError):
        browser_of(one, server, now(), "/push/2")
    with pytest.raises(InvalidInput):
        ways.offer_number(one, channel="sms", number="+923001234567", now=now())


def test_mail_that_may_be_refused_is_left_out_for_who_refused_it_and_no_other(sms):
    one, two = user("delegate1"), user("delegate2")
    wishes.choose(one, {("email", "reminders"): False}, now=now())
    Wish.objects.create(
        email="three@majlis.example", channel="email", topic="reminders", is_wanted=False, changed_at=now()
    )
    tell(one, two, kind=REMINDER)
    outbox.queue(Telling(REMINDER, "meeting:2", facts={}), [Recipient("three@majlis.example")], now=now())
    assert channels() == [(two.email, "email")]
    with pytest.raises(DomainError):
        wishes.choose(one, {("email", "meetings"): False}, now=now())
    Wish.objects.create(user=two, channel="email", topic="meetings", is_wanted=False, changed_at=now())
    assert tell(one, two) == 2


def test_workers_are_woken_for_what_goes_outside(server, django_capture_on_commit_callbacks):
    one = user()
    with django_capture_on_commit_callbacks() as callbacks:
        browser_of(one, server, now())
        tell(one)
    assert callbacks == [waking.mail, waking.outside]


def test_browser_decrypts_what_was_pushed(server, settings):
    one = user(language="ur")
    browser = browser_of(one, server, now())
    tell(one)
    assert short_sending.run(now) == {"sent": 1}
    asked = server.requests[0]
    said = browser.read(asked.body)
    assert said["title"].endswith("Cooperation on sample minerals")
    assert "Sample Meeting Room 3" in said["body"]
    assert (said["lang"], said["dir"], said["tag"], said["url"]) == ("ur", "rtl", "meeting:1", SAMPLES[MOVED]["url"])
    pushed = Message.objects.get(channel="push")
    heads = {name: asked.headers[name] for name in ("content-encoding", "ttl", "urgency", "topic")}
    assert heads == {"content-encoding": "aes128gcm", "ttl": "86400", "urgency": "high", "topic": pushed.public_id}
    assert asked.headers["authorization"].startswith("vapid t=")
    assert (pushed.status, Message.objects.get(channel="email").status) == ("sent", "queued")
    assert short_sending.run(now) == {}


@pytest.mark.parametrize("code", [404, 410])
def test_subscription_that_ended_is_forgotten_and_its_messages_end_with_it(server, code):
    one = user()
    browser_of(one, server, now())
    tell(one)
    tell(one, about="meeting:2", due_at=now() + dt.timedelta(hours=1))
    server.answers = [code]
    assert short_sending.run(now) == {"failed": 1}
    way = Way.objects.get()
    assert (way.ended_because, way.address, way.keys, way.fingerprint) == ("gone", "", "", "")
    assert short_sending.run(in_future(hours=2)) == {"failed": 1}
    assert len(server.requests) == 1
    assert "not used any more" in Message.objects.get(about="meeting:2", channel="push").last_error
    tell(one, about="meeting:3")
    assert Message.objects.filter(about="meeting:3").count() == 1


@pytest.mark.parametrize("fault", [500, 503, 429, DROP])
def test_what_is_not_taken_now_goes_later_and_once(server, sms, fault):
    one = user()
    number_of(one, now())
    tell(one)
    server.answers = [fault]
    assert short_sending.run(now) == {"put off": 1}
    waiting = Message.objects.get(channel="sms")
    assert (waiting.status, waiting.attempts, waiting.last_error != "") == (MessageStatus.QUEUED, 1, True)
    assert short_sending.run(in_future(seconds=30)) == {"sent": 1}
    assert len({json.loads(one.body)["id"] for one in server.requests}) == 1


def test_provider_is_given_the_words_and_its_refusal_is_shown_without_the_number(server, sms):
    one = user()
    number_of(one, now())
    tell(one)
    tell(one, about="meeting:2")
    server.answers = [200, (422, b"+923001234567 is no number, Secret-Token")]
    assert short_sending.run(now) == {"sent": 1, "failed": 1}
    asked = server.requests[0]
    said = json.loads(asked.body)
    assert (asked.path, asked.headers["authorization"], asked.headers["idempotency-key"]) == (
        "/sms",
        "Bearer Secret-Token",
        said["id"],
    )
    assert (said["to"], said["from"], said["channel"]) == ("+923001234567", "MAJLIS", "sms")
    assert said["text"].splitlines()[0] == "Meeting moved: Cooperation on sample minerals"
    assert said["text"].splitlines()[-1] == SAMPLES[MOVED]["url"]
    refused = Message.objects.get(channel="sms", status=MessageStatus.FAILED)
    assert refused.last_error == "422 … is no number, …"


def test_silent_service_holds_up_no_other_and_its_message_is_tried_again(server, sms, monkeypatch):
    monkeypatch.setattr("notifications.outgoing.DEADLINE_SECONDS", 0.5)
    one, two = user("delegate1"), user("delegate2")
    number_of(one, now())
    server.answers = [HANG] * short_sending.AT_ONCE
    many = short_sending.AT_ONCE + 3
    for number in range(many):
        tell(one, about=f"meeting:{number}")
    with HttpServer() as other:
        browser_of(two, other, now())
        tell(two, about="meeting:last")
        assert short_sending.run(now) == {"put off": many, "sent": 1}
    assert len(server.requests) == short_sending.AT_ONCE  # the rest to the same service was not even tried


def test_address_inside_is_not_reached_whatever_a_browser_says(server, settings):
    one = user()
    browser_of(one, server, now())
    tell(one)
    settings.OUTGOING_INSIDE = False
    assert short_sending.run(now) == {"failed": 1}
    assert server.requests == []


def test_what_a_dead_worker_held_is_sent_once_by_another(server, sms):
    one = user()
    number_of(one, now())
    tell(one)
    leases.claim(5, now=now(), channels=["sms"])
    assert leases.claim(5, now=now()) != []
    assert short_sending.run(now) == {}
    leases.return_expired(now=now() + 2 * leases.LEASE)
    assert short_sending.run(now) == {"sent": 1}


def test_log_provider_says_neither_the_number_nor_the_words_and_the_demo_shows_them(settings, tmp_path, caplog):
    settings.MAILBOX_DIR = tmp_path / "mailbox"
    one = user()
    caplog.set_level(logging.INFO)
    way = ways.offer_number(one, channel="sms", number="0092 (300) 123-4567", now=now())
    [kept] = [path.read_text() for path in (tmp_path / "mailbox" / "new").iterdir()]
    code = next(word for word in kept.split() if word.isdecimal() and len(word) == 6)
    assert "SMS" in kept
    for secret in (code, "3001234567"):
        assert secret not in caplog.text
    assert "67" in caplog.text
    ways.confirm_number(way, code=f"{code[:3]} {code[3:]}", now=now())
    assert Way.objects.live().get().address == "+923001234567"
    assert code not in Way.objects.get().code_print


def test_browser_belongs_to_who_used_it_last(server):
    one, two = user("delegate1"), user("delegate2")
    browser = browser_of(one, server, now())
    ways.subscribe(two, endpoint=browser.endpoint, **browser.keys, label="Firefox", now=now())
    assert [way.user for way in Way.objects.live()] == [two]
    for wrong in ({"endpoint": "ftp://push.example/"}, {"p256dh": "AAAA"}, {"auth": ""}, {"endpoint": "https://[x"}):
        given = {"endpoint": browser.endpoint, **browser.keys} | wrong
        with pytest.raises(InvalidInput):
            ways.subscribe(two, **given, label="", now=now())


def test_number_that_cannot_be_reached_is_not_kept(server, sms):
    one = user()
    server.answers = [500]
    with pytest.raises(DomainError):
        ways.offer_number(one, channel="sms", number="+923001234567", now=now())
    assert not Way.objects.filter(ended_at=None).exists()
