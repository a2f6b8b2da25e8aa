"""Delivery against a real mail server that does everything that mail servers do."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils.timezone import now

from notifications import delivery, leases, smtp
from notifications.models import Message, MessageStatus
from notifications.outbox import Recipient
from tests.servers import DROP, HANG, SWALLOW, Listener

pytestmark = pytest.mark.django_db


def in_future(**span):
    return lambda: now() + dt.timedelta(**span)


def statuses():
    return sorted(Message.objects.values_list("status", flat=True))


def test_run_sends_each_message_once_over_one_line(listener, tell):
    tell(50)
    assert delivery.run(now) == {"sent": 50}
    assert delivery.run(now) == {}
    assert sorted(listener.recipients) == sorted(Message.objects.values_list("email", flat=True))
    assert listener.lines == 1
    sent = Message.objects.first()
    assert (sent.status, sent.lease_until, sent.sent_at is not None) == (MessageStatus.SENT, None, True)


def test_run_waits_for_what_is_due_later(listener, tell):
    tell(1, due_in=dt.timedelta(hours=1))
    assert delivery.run(now) == {}
    assert delivery.run(in_future(hours=1, seconds=1)) == {"sent": 1}


def test_run_leaves_what_is_held_back(listener, tell):
    tell(1)
    Message.objects.update(is_held=True)
    assert delivery.run(now) == {}


@pytest.mark.django_db(transaction=True)
def test_run_in_eight_threads_sends_each_message_once(listener, tell):
    tell(200)

    def work():
        delivery.run(now)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(listener.ids) == len(set(listener.ids)) == 200
    assert statuses() == [MessageStatus.SENT] * 200


def test_run_calls_for_help_once_when_there_is_much(listener, tell):
    calls = []
    tell(delivery.BATCH * 3)
    delivery.run(now, call_help=lambda: calls.append(1))
    assert calls == [1]


@pytest.mark.parametrize(
    ("verb", "answer"),
    [
        ("MAIL", "451 4.3.0 try later"),
        ("RCPT", "450 4.2.1 greylisted"),
        ("DATA", "451 4.7.1 local problem"),
        ("RCPT", "421 4.3.2 closing down"),
        ("RCPT", DROP),
        ("DATA", DROP),
    ],
)
def test_run_puts_off_what_the_server_will_not_take_now(listener, tell, verb, answer):
    listener.faults[verb] = [answer]
    tell(3)
    assert delivery.run(now) == {"put off": 1, "sent": 2}
    waiting = Message.objects.get(status=MessageStatus.QUEUED)
    assert (waiting.attempts, waiting.lease_until) == (1, None)
    assert waiting.last_error
    assert dt.timedelta(seconds=10) < waiting.attempt_at - now() < dt.timedelta(seconds=20)
    assert waiting.due_at < now()
    assert delivery.run(in_future(seconds=30)) == {"sent": 1}
    assert len(set(listener.ids)) == len(listener.ids) == 3


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA"])
def test_run_fails_for_good_with_the_servers_words(listener, tell, verb):
    listener.faults[verb] = ["550 5.1.1 No such user here"]
    tell(3)
    assert delivery.run(now) == {"failed": 1, "sent": 2}
    failed = Message.objects.get(status=MessageStatus.FAILED)
    assert (failed.last_error, failed.sent_at) == ("550 5.1.1 No such user here", None)
    assert listener.lines == 1
    assert delivery.run(in_future(days=2)) == {}


def test_run_gives_up_waiting_for_a_server_that_is_silent(listener, tell, monkeypatch):
    monkeypatch.setattr(smtp, "STEP_SECONDS", 0.3)
    listener.faults["RCPT"] = [HANG]
    tell(2)
    assert delivery.run(now) == {"put off": 1, "sent": 1}
    assert Message.objects.get(status=MessageStatus.QUEUED).last_error.endswith("timed out")


def test_run_sends_again_with_the_same_id_when_the_answer_is_lost(listener, tell):
    listener.faults["DATA"] = [SWALLOW]
    tell(1)
    assert delivery.run(now) == {"put off": 1}
    assert delivery.run(in_future(minutes=1)) == {"sent": 1}
    assert len(listener.ids) == 2
    assert len(set(listener.ids)) == 1


def test_run_opens_another_line_when_the_kept_one_has_gone(listener, tell):
    tell(3)
    listener.faults["MAIL"] = [None, "421 4.4.2 idle too long", None]
    assert delivery.run(now) == {"sent": 3}
    assert listener.lines == 2
    assert set(Message.objects.values_list("attempts", flat=True)) == {0}


def test_run_without_a_server_puts_everything_back_untouched(settings, tell):
    with Listener() as gone:
        settings.EMAIL_PORT = gone.port
    tell(30)
    assert delivery.run(now) == {}
    assert statuses() == [MessageStatus.QUEUED] * 30
    assert set(Message.objects.values_list("attempts", flat=True)) == {0}
    assert Message.objects.filter(last_error__contains="refused").count() == delivery.BATCH
    with Listener() as back:
        settings.EMAIL_PORT = back.port
        assert delivery.run(now) == {"sent": 30}


def test_run_does_not_send_what_another_took_while_its_line_was_opened(listener, tell):
    """The lease is asked after the line: a server may take longer to say hello than a lease lasts."""
    tell(2)
    theirs = []

    def clock():
        if listener.lines and not theirs:
            leases.return_expired(now=now() + 2 * leases.LEASE)
            theirs.extend(leases.claim(2, now=now() + 2 * leases.LEASE))
        return now() + (2 * leases.LEASE if theirs else dt.timedelta())

    assert delivery.run(clock) == {}
    assert listener.mails == []
    assert statuses() == [MessageStatus.SENDING] * 2


def test_run_that_a_fault_ends_holds_nothing_but_what_it_had_in_hand(listener, tell):
    tell(5)

    def clock():
        if len(listener.mails) == 2:
            raise RuntimeError("out of order")
        return now()

    with pytest.raises(RuntimeError):
        delivery.run(clock)
    assert statuses() == [MessageStatus.QUEUED] * 3 + [MessageStatus.SENDING, MessageStatus.SENT]


def test_run_goes_on_over_the_same_line_after_a_refusal_and_over_another_where_it_cannot_be_cleaned(listener, tell):
    listener.faults["RCPT"] = ["450 4.2.1 greylisted", None, "450 4.2.1 greylisted"]
    listener.faults["RSET"] = [None, "421 4.3.2 closing down"]
    tell(4)
    assert delivery.run(now) == {"put off": 2, "sent": 2}
    assert listener.lines == 2


def test_run_fails_what_cannot_be_rendered_and_goes_on(listener, tell):
    tell(2)
    Message.objects.filter(email="delegate1@majlis.example").update(facts={"edition": {}})
    assert delivery.run(now) == {"failed": 1, "sent": 1}
    assert "unknown variable" in Message.objects.get(status=MessageStatus.FAILED).last_error


def test_run_reaches_a_domain_in_another_script(listener, tell):
    tell(to=[Recipient("head@نمونہ.example")])
    assert delivery.run(now) == {"sent": 1}
    assert listener.recipients == ["head@xn--hhbbbh02d.example"]


def test_run_renews_its_lease_where_the_server_is_slow(listener, tell, monkeypatch):
    monkeypatch.setattr(leases, "LEASE", delivery.ENOUGH_LEASE + dt.timedelta(milliseconds=50))
    listener.pause = 0.1
    tell(3)
    assert delivery.run(now) == {"sent": 3}


def test_claim_gives_each_message_to_one(tell):
    tell(5)
    first, second = leases.claim(3, now=now()), leases.claim(3, now=now())
    assert (len(first), len(second)) == (3, 2)
    assert not {message.pk for message in first} & {message.pk for message in second}


def test_return_expired_gives_the_messages_of_a_dead_worker_to_another(tell):
    tell(1)
    [message] = leases.claim(1, now=now())
    assert leases.return_expired(now=now()) == 0
    assert leases.return_expired(now=message.lease_until + dt.timedelta(seconds=1)) == 1
    assert leases.claim(1, now=now()) == [message]


def test_sent_after_the_lease_went_to_another_changes_nothing(tell):
    tell(1)
    [mine] = leases.claim(1, now=now())
    leases.return_expired(now=mine.lease_until + dt.timedelta(seconds=1))
    [theirs] = leases.claim(1, now=now() + dt.timedelta(seconds=1))
    assert not leases.sent(mine, now=now())
    assert leases.renew([mine], now=now()) == []
    assert leases.sent(theirs, now=now())


def test_pauses_add_up_to_more_than_a_day():
    shortest = sum(min(leases.FIRST_PAUSE * 2 ** (n - 1), leases.LONGEST_PAUSE) for n in range(1, leases.LAST_ATTEMPT))
    assert dt.timedelta(hours=24) < dt.timedelta(seconds=shortest) < dt.timedelta(hours=30)
    assert leases.pause(1) < leases.pause(2) < leases.pause(3)


def test_put_off_fails_after_the_last_attempt(tell):
    tell(1)
    Message.objects.update(attempts=leases.LAST_ATTEMPT - 1)
    [message] = leases.claim(1, now=now())
    leases.put_off(message, "451 later", now=now())
    message.refresh_from_db()
    assert (message.status, message.last_error) == (MessageStatus.FAILED, "451 later")


def test_a_lease_covers_the_longest_send():
    assert leases.LEASE.total_seconds() > smtp.LONGEST_SEND_SECONDS


@pytest.mark.django_db(transaction=True)
def test_run_survives_a_database_that_hangs_up_on_it(listener, tell):
    listener.pause = 0.1
    tell(5)
    outcomes = []

    def work():
        outcomes.append(delivery.run(now))
        connection.close()

    running = threading.Thread(target=work)
    running.start()
    for taken in (1, 3):
        listener.wait_for(taken)
        _hang_up_on_the_others()
    running.join()
    assert outcomes == [{"sent": 5}]
    assert len(listener.ids) == len(set(listener.ids)) == 5


def _hang_up_on_the_others():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
