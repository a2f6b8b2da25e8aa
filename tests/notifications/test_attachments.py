"""Mails with files, which take time to make: they hold up nothing, go out by one worker, and never without the file."""

import datetime as dt

import pytest
from django.utils.timezone import now

from accounts.models import User
from notifications import attachments, delivery, leases, outbox
from notifications.attachments import Attachment
from notifications.models import Message, MessageStatus
from scheduling.notices import SAMPLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def book():
    """A digest that waits, longest of all; its reader is ``reader@``."""
    telling = outbox.Telling("day_ahead", "day:1", edition="pmif25", facts=SAMPLES["day_ahead"])
    outbox.queue(telling, [outbox.Recipient("reader@majlis.example")], now=now() - dt.timedelta(hours=1))
    return Message.objects.get()


@pytest.fixture
def making(monkeypatch):
    """Gives a function: what it is given happens while the file of a digest is made."""

    def while_made(happens):
        def make(_facts):
            happens()
            return [Attachment("book.txt", b"sample", "text/plain")]

        monkeypatch.setitem(attachments._makers, "day_ahead", make)

    return while_made


def test_what_is_made_at_once_leaves_before_what_carries_a_file(listener, book, tell):
    tell(delivery.BATCH + 1)
    assert delivery.run(now) == {"sent": delivery.BATCH + 2}
    assert listener.recipients[-1] == book.email


def test_file_that_took_long_is_sent_under_a_new_lease(listener, book, making):
    later = []
    making(lambda: later.append(leases.LEASE - dt.timedelta(seconds=5)))

    def clock():
        moment = now() + sum(later, dt.timedelta())
        if listener.mails:
            leases.return_expired(now=moment + dt.timedelta(seconds=10))  # a sweep, after the first lease had ended
        return moment

    assert delivery.run(clock) == {"sent": 1}
    book.refresh_from_db()
    assert book.status == MessageStatus.SENT
    assert [part.get_filename() for part in listener.mails[0].iter_attachments()] == ["book.txt"]


def test_file_that_took_longer_than_its_lease_is_left_to_whoever_has_it_now(listener, book, making):
    theirs = []

    def overtake():
        leases.return_expired(now=now() + 2 * leases.LEASE)
        theirs.extend(leases.claim(1, now=now() + 2 * leases.LEASE))

    making(overtake)
    assert delivery.run(lambda: now() + (2 * leases.LEASE if theirs else dt.timedelta())) == {"taken over": 1}
    assert listener.mails == []
    assert Message.objects.get().status == MessageStatus.SENDING


def test_mail_whose_file_cannot_be_made_fails_and_the_panel_says_why(listener, book, client, tell):
    book.facts["entries"][1]["parties"] = [{"name": None, "people": []}]  # no page can be set of this
    book.save()
    tell(1)
    assert delivery.run(now) == {"sent": 1, "failed": 1}
    assert book.email not in listener.recipients
    client.force_login(User.objects.create_superuser("root@majlis.example"))
    assert "meeting book" in client.get("/admin/notifications/message/?status=failed").text
    page = client.get(f"/admin/notifications/message/{book.pk}/change/").text
    assert "day_ahead: CannotMake: meeting book: " in page
    assert "Your day tomorrow, 8 April 2025" in page
