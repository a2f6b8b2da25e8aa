"""Mail that comes in: bounces noted, each mail once, nothing lost, nothing too wild to be put away."""

import pytest
from django.utils.timezone import now

from notifications.actions import receiving
from notifications.inbound import reading, sources
from notifications.inbound.sources import Found
from notifications.models import Message, MessageStatus, ReceivedMail
from tests.notifications.inbound_samples import dsn

pytestmark = pytest.mark.django_db
PLAIN = b"From: a@example.org\r\nTo: replies@majlis.example\r\nMessage-ID: <%s@example.org>\r\n\r\nHello\r\n"
taken: list = []


def take(mail, *, now):
    """Stands for the room that reads answers."""
    taken.append(mail)
    if "unforeseen" in mail.message_id:
        raise ZeroDivisionError
    return "taken"


@pytest.fixture
def maildir(settings, tmp_path):
    """A maildir that the settings point at: put mails into ``new``."""
    taken.clear()
    settings.INBOUND_MAILDIR = tmp_path
    settings.INBOUND_READER = "tests.notifications.test_receiving.take"
    (tmp_path / "new").mkdir()
    return tmp_path


@pytest.fixture
def sent(tell):
    tell()
    Message.objects.update(status=MessageStatus.SENT)
    return Message.objects.get()


def put(maildir, name, raw):
    (maildir / "new" / name).write_bytes(raw)


def test_nothing_is_read_where_nothing_is_configured(settings):
    assert receiving.run(now) == {}


def test_mail_is_handled_once_and_then_seen(maildir):
    put(maildir, "1", PLAIN % b"one")
    assert receiving.run(now) == {"taken": 1}
    assert receiving.run(now) == {}
    assert [path.name for path in (maildir / "cur").iterdir()] == ["1:2,S"]
    put(maildir, "2", PLAIN % b"one")
    assert receiving.run(now) == {"repeated": 1}
    assert len(taken) == 1
    assert list(ReceivedMail.objects.values_list("message_id", "outcome")) == [("<one@example.org>", "taken")]


def test_mail_that_could_not_be_handled_stays_unread_and_holds_up_nobody(maildir, caplog):
    put(maildir, "1", PLAIN % b"unforeseen")
    put(maildir, "2", PLAIN % b"two")
    assert receiving.run(now) == {"put off": 1, "taken": 1}
    assert [path.name for path in (maildir / "new").iterdir()] == ["1"]
    assert list(ReceivedMail.objects.values_list("message_id", flat=True)) == ["<two@example.org>"]
    assert "could not be handled" in caplog.text


@pytest.mark.parametrize("returned", ["text/rfc822-headers", "message/rfc822"])
def test_bounce_is_noted_with_the_servers_words(maildir, sent, returned):
    put(maildir, "1", dsn(sent, returned=returned))
    assert receiving.run(now) == {"bounced": 1}
    sent.refresh_from_db()
    assert sent.status == MessageStatus.SENT
    assert sent.bounced_at
    assert sent.bounce_words == f"550 5.1.1 <{sent.email}>: nobody of that name here"
    assert list(Message.objects.bounced()) == [sent]
    assert not taken


def test_delay_is_no_bounce(maildir, sent):
    put(maildir, "1", dsn(sent, action="delayed"))
    assert receiving.run(now) == {"ignored": 1}
    sent.refresh_from_db()
    assert sent.bounced_at is None


def test_report_about_no_message_of_ours_changes_nothing(maildir, sent):
    put(maildir, "1", dsn(Message(public_id="zzzzzzzzzzzzzzzz", email=sent.email)))
    assert receiving.run(now) == {"ignored": 1}
    assert not Message.objects.bounced()


def test_out_of_office_is_nobodys_business(maildir):
    put(maildir, "1", b"Auto-Submitted: auto-replied\r\n" + PLAIN % b"one")
    assert receiving.run(now) == {"ignored": 1}


def nested(depth):
    head = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth))
    return f"Message-ID: <deep@example.org>\r\n{head}Content-Type: text/plain\r\n\r\nHello\r\n".encode()


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (PLAIN % b"big" + b"x" * (sources.LARGEST + 1), "larger than any answer is"),
        (nested(100), "of too many parts"),
        (nested(3000), "nested too deeply"),
    ],
    ids=["large", "parts", "deep"],
)
def test_wild_mails_are_handed_on_with_their_fault(maildir, raw, fault):
    put(maildir, "1", raw)
    assert receiving.run(now) == {"taken": 1}
    assert (taken[0].fault, taken[0].calendars) == (fault, ())


def test_what_is_not_even_a_mail_is_handed_on():
    for raw in (b"", b"\x00" * 500, b"\xff\xfe" * 100, b"Subject: =?nonsense?b?////?=\r\n\r\n", b"\r\n\r\n"):
        mail = reading.read(Found("1", raw))
        assert mail.message_id.startswith("sha256:")
        assert "\x00" not in mail.subject + mail.sender


def test_wrong_charset_is_read_as_far_as_it_goes():
    raw = (
        b'Message-ID: <c@example.org>\r\nContent-Type: text/calendar; charset="no-such"; method=REPLY\r\n\r\n'
        b"BEGIN:VCALENDAR\r\nX:\xff\r\n"
    )
    (calendar,) = reading.read(Found("1", raw)).calendars
    assert (calendar.method, calendar.text.splitlines()) == ("REPLY", ["BEGIN:VCALENDAR", "X:\ufffd"])


def test_tokens_come_from_every_address_it_was_sent_to():
    raw = b"To: A <replies+aaaaaaaa@majlis.example>\r\nDelivered-To: replies+bbbbbbbb@majlis.example\r\n\r\n"
    assert reading.read(Found("1", raw)).tokens == {"aaaaaaaa", "bbbbbbbb"}
