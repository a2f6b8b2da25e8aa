"""Mail that is read from an IMAP server: unseen until what it said is committed."""

import pytest
from django.utils.timezone import now

from notifications.actions import receiving
from notifications.inbound import sources
from notifications.models import ReceivedMail
from notifications.tasks import receive
from tests.imap_server import ImapServer

pytestmark = pytest.mark.django_db
PLAIN = b"From: a@example.org\r\nTo: replies@majlis.example\r\nMessage-ID: <%s@example.org>\r\n\r\nHello\r\n"
taken: list = []


def take(mail, *, now):
    """Stands for the room that reads answers."""
    if "unforeseen" in mail.message_id:
        raise ZeroDivisionError
    taken.append(mail)
    return "taken"


@pytest.fixture
def serving(settings):
    """Gives a function that starts a server with these mails, which the settings then name."""
    taken.clear()
    running = []

    def start(**mails):
        server = ImapServer(**mails).__enter__()
        running.append(server)
        settings.INBOUND_IMAP_HOST, settings.INBOUND_IMAP_PORT = "127.0.0.1", server.port
        settings.INBOUND_IMAP_USER, settings.INBOUND_IMAP_PASSWORD = "replies", "not-secret"
        settings.INBOUND_IMAP_SSL = False
        settings.INBOUND_READER = "tests.notifications.test_receiving_by_imap.take"
        return server

    yield start
    for server in running:
        server.__exit__()


def test_mails_are_read_once_and_marked_as_seen(serving):
    server = serving(uid7=PLAIN % b"one", uid9=PLAIN % b"two")
    assert receiving.run(now) == {"taken": 2}
    assert server.seen == {"7", "9"}
    assert receiving.run(now) == {}
    assert [mail.message_id for mail in taken] == ["<one@example.org>", "<two@example.org>"]
    assert not any("BODY[" in command for command in server.asked)  # only PEEK: reading marks nothing


def test_mail_that_could_not_be_handled_stays_unseen(serving):
    server = serving(uid1=PLAIN % b"unforeseen", uid2=PLAIN % b"two")
    assert receiving.run(now) == {"put off": 1, "taken": 1}
    assert server.seen == {"2"}
    assert ReceivedMail.objects.count() == 1


def test_of_a_large_mail_only_the_head_is_fetched(serving):
    server = serving(uid1=PLAIN % b"large" + b"x" * (10 * sources.LARGEST))
    assert receiving.run(now) == {"taken": 1}
    assert (taken[0].message_id, taken[0].fault) == ("<large@example.org>", "larger than any answer is")
    assert not any("BODY.PEEK[]" in command for command in server.asked)
    assert server.seen == {"1"}


def test_beat_reads_what_came_in(serving):
    server = serving(uid1=PLAIN % b"one")
    receive()
    assert server.seen == {"1"}


def test_server_that_is_away_is_told_and_loses_nothing(serving, settings):
    settings.INBOUND_IMAP_HOST, settings.INBOUND_IMAP_PORT, settings.INBOUND_IMAP_SSL = "127.0.0.1", 1, False
    with pytest.raises(OSError, match="refused"):
        receiving.run(now)
