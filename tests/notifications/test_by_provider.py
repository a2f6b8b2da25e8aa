"""Mail by a provider's API: real requests of django-anymail to a local server that answers as a provider does."""

import base64
import json

import pytest
from django.utils.timezone import now

from notifications import delivery, outbox
from notifications.models import Message, MessageStatus
from notifications.outbox import Recipient, Telling
from scheduling.notice_samples import SAMPLES
from tests.http_server import DROP, HttpServer
from tests.notifications.test_delivery import in_future

pytestmark = pytest.mark.django_db
TAKEN = {"ErrorCode": 0, "Message": "OK", "MessageID": "abc", "To": "delegate1@majlis.example"}
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


def says(code, **answer):
    return code, json.dumps(answer).encode()


@pytest.fixture
def provider(settings):
    with HttpServer() as serving:
        settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
        settings.ANYMAIL |= {"POSTMARK_SERVER_TOKEN": "Secret-Token", "POSTMARK_API_URL": serving.url}
        serving.usual = says(200, **TAKEN)
        yield serving


def test_provider_gets_the_mail_whole_and_once(provider):
    telling = Telling("meeting_moved", "meeting:1", edition="pmif25", facts=SAMPLES["meeting_moved"], calendar=CALENDAR)
    outbox.queue(telling, [Recipient("delegate1@majlis.example", name="نمونہ مندوب", language="ur")], now=now())
    assert delivery.run(now) == {"sent": 1}
    assert delivery.run(now) == {}
    [asked] = provider.requests
    said = json.loads(asked.body)
    sent = Message.objects.get()
    heads = {one["Name"]: one["Value"] for one in said["Headers"]}
    assert heads["Message-ID"] == f"<{sent.public_id}@majlis.example>"
    assert (heads["Auto-Submitted"], heads["Content-Language"]) == ("auto-generated", "ur")
    assert "delegate1@majlis.example" in said["To"]
    assert "نمونہ مندوب" in said["To"]
    assert said["ReplyTo"] == "forum@majlis.example"
    assert "Cooperation on sample minerals" in said["Subject"]
    assert "Sample Meeting Room 3" in said["TextBody"]
    assert 'dir="rtl"' in said["HtmlBody"]
    [invitation] = said["Attachments"]
    assert "method" in invitation["ContentType"]
    assert base64.b64decode(invitation["Content"]).decode().split() == CALENDAR.split()


def test_provider_gets_every_change_and_every_file(provider):
    to = [Recipient("delegate1@majlis.example")]
    facts = SAMPLES["meetings_changed"]
    several = Telling("meetings_changed", "many:1", edition="pmif25", facts=facts, calendar=CALENDAR + CALENDAR)
    outbox.queue(several, to, now=now())
    outbox.queue(Telling("day_ahead", "day:1", edition="pmif25", facts=SAMPLES["day_ahead"]), to, now=now())
    assert delivery.run(now) == {"sent": 2}
    changes, book = (json.loads(asked.body)["Attachments"] for asked in provider.requests)
    assert [one["Name"] for one in changes] == ["01-request.ics", "02-request.ics"]
    assert [(one["Name"], one["ContentType"]) for one in book] == [("pmif25-2025-04-08.pdf", "application/pdf")]
    assert base64.b64decode(book[0]["Content"]).startswith(b"%PDF")


@pytest.mark.parametrize("fault", [says(500), says(503), says(429), DROP])
def test_provider_that_cannot_now_is_asked_again(provider, tell, fault):
    tell(2)
    provider.answers = [fault]
    assert delivery.run(now) == {"put off": 1, "sent": 1}
    waiting = Message.objects.get(status=MessageStatus.QUEUED)
    assert (waiting.attempts, waiting.last_error != "") == (1, True)
    assert delivery.run(in_future(seconds=30)) == {"sent": 1}


@pytest.mark.parametrize(
    "fault",
    [
        says(401, ErrorCode=10, Message="no such token"),
        says(422, ErrorCode=406, Message="inactive recipient"),
        says(
            422, ErrorCode=406, Message="Found inactive addresses: delegate1@majlis.example, delegate2@majlis.example."
        ),
    ],
)
def test_final_no_is_shown_in_the_providers_words(provider, tell, fault):
    tell(2)
    provider.answers = [fault]
    assert delivery.run(now) == {"failed": 1, "sent": 1}
    failed = Message.objects.get(status=MessageStatus.FAILED)
    assert json.loads(fault[1])["Message"].split(":")[0] in failed.last_error or "rejected" in failed.last_error
    assert "Secret-Token" not in failed.last_error
    assert delivery.run(in_future(days=2)) == {}


def test_without_a_provider_nothing_counts_as_tried(provider, tell, settings):
    settings.ANYMAIL |= {"POSTMARK_API_URL": "http://127.0.0.1:9/"}
    tell(3)
    assert delivery.run(now) == {}
    assert set(Message.objects.values_list("status", "attempts")) == {(MessageStatus.QUEUED, 0)}
