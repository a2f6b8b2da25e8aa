"""Queueing: rows in the causing transaction, each of them once."""

import datetime as dt
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils.timezone import now

from core.errors import InvalidInput
from core.models import StatusChange
from notifications import outbox, waking
from notifications.models import Message, MessageStatus
from notifications.outbox import Recipient

pytestmark = pytest.mark.django_db


def test_queue_writes_a_row_for_each_recipient_and_counts_the_new(tell):
    assert tell(3) == 3
    first = Message.objects.order_by("email").first()
    assert (first.email, first.name) == ("delegate1@majlis.example", "Sample Delegate 1")
    assert (first.status, first.attempts, first.is_held) == (MessageStatus.QUEUED, 0, False)
    assert first.facts["edition"]["short_name"] == "PMIF25"
    assert len({message.public_id for message in Message.objects.all()}) == 3


def test_queue_passes_over_who_was_told_already(tell):
    tell(2)
    assert tell(3) == 1
    assert Message.objects.count() == 3


def test_queue_takes_one_address_in_two_spellings_for_one(tell):
    assert tell(to=[Recipient("head@majlis.example"), Recipient("Head@Majlis.example")]) == 1


@pytest.mark.parametrize(
    "address", ["head@majlis.example\nBcc: all@majlis.example", "head@majlis.example\r\n", "nobody", "", "a b@c.org"]
)
def test_queue_refuses_what_is_no_address_and_writes_nothing(tell, address):
    with pytest.raises(InvalidInput) as refusal:
        tell(to=[Recipient("head@majlis.example"), Recipient(address)])
    assert refusal.value.field == "email"
    assert Message.objects.count() == 0


def test_queue_shows_only_the_editions_zone_to_one_whose_zone_nobody_knows(tell):
    tell(to=[Recipient("head@majlis.example", timezone="Mars/Olympus")])
    assert Message.objects.get().timezone == ""


def test_queue_is_one_statement_for_thousands(tell, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert tell(5000) == 5000


def test_queue_to_nobody_is_nothing():
    telling = outbox.Telling("delivery_test", "test:1")
    assert outbox.queue(telling, [], now=now()) == 0


def test_queue_goes_with_the_transaction_that_caused_it(tell):
    with transaction.atomic():
        tell(1)
        transaction.set_rollback(True)
    assert Message.objects.count() == 0


def test_queue_wakes_the_workers_once_a_transaction(tell, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        tell(1, about="test:1")
        tell(1, about="test:2")
    assert callbacks == [waking.mail]


def test_queue_for_later_wakes_nobody(tell, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        tell(1, due_in=dt.timedelta(hours=1))
    assert callbacks == []


@pytest.mark.django_db(transaction=True)
def test_queue_of_the_same_from_many_threads_tells_once(tell):
    told = []

    def race():
        told.append(tell(20))
        connection.close()

    threads = [threading.Thread(target=race) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(told) == Message.objects.count() == 20


def test_cancel_stops_what_is_queued_and_says_why(tell):
    tell(2)
    tell(1, about="test:2")
    assert outbox.cancel(about="test:1", kinds=["delivery_test"], now=now()) == 2
    assert set(Message.objects.filter(about="test:1").values_list("status", flat=True)) == {MessageStatus.CANCELLED}
    assert Message.objects.get(about="test:2").status == MessageStatus.QUEUED
    change = StatusChange.objects.first()
    assert (change.before, change.after, change.reason) == ("queued", "cancelled", "overtaken")


def test_cancel_leaves_what_has_left(tell):
    tell(1)
    Message.objects.update(status=MessageStatus.SENT)
    assert outbox.cancel(about="test:1", kinds=["delivery_test"], now=now()) == 0


def test_send_test_mail_queues_one_to_the_address(capsys):
    call_command("send_test_mail", "head@majlis.example", "--language", "ur")
    message = Message.objects.get()
    assert (message.kind, message.email, message.language) == ("delivery_test", "head@majlis.example", "ur")
    assert "Queued." in capsys.readouterr().out


def test_send_test_mail_refuses_what_is_no_address():
    with pytest.raises(CommandError, match="no e-mail address"):
        call_command("send_test_mail", "nobody")
