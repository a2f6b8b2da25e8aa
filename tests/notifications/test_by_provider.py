"""Mail by a provider's API: real requests of django-anymail to a local server that answers as a provider does."""

import base64
import importlib
import json
import re
from pathlib import Path

import anymail.backends
import pytest
from django.test import Client
from django.urls import clear_url_caches
from django.utils.timezone import now

import config.urls
from accounts.models import User
from notifications import delivery, outbox
from notifications.by_provider import WITHOUT_METADATA
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


@pytest.fixture
def hook(settings):
    """Gives a function that posts an event as the provider does, with its name and password or with none."""
    settings.ANYMAIL |= {"WEBHOOK_SECRET": "postmark:Sample-Secret"}
    importlib.reload(config.urls)
    clear_url_caches()

    def post(event, **headers):
        return Client(headers=headers).post("/provider/events/", event, content_type="application/json")

    yield post
    del settings.ANYMAIL["WEBHOOK_SECRET"]
    importlib.reload(config.urls)
    clear_url_caches()


def test_what_the_provider_says_came_back_is_shown_once_and_only_with_the_secret(provider, tell, hook, client):
    tell(2)
    assert delivery.run(now) == {"sent": 2}
    [one, _other] = (json.loads(asked.body) for asked in provider.requests)
    words = "smtp;550 5.1.1 nobody of that name"
    event = {"RecordType": "Bounce", "Type": "HardBounce", "ID": 1, "Details": words, "Metadata": one["Metadata"]}
    assert hook(event).status_code == 400
    assert Message.objects.bounced().count() == 0
    key = {"Authorization": "Basic " + base64.b64encode(b"postmark:Sample-Secret").decode()}
    for told in (event | {"Type": "Transient"}, event, event | {"Details": "later"}, event | {"Metadata": {}}):
        assert hook(told, **key).status_code == 200
    [back] = Message.objects.bounced()
    assert one["Metadata"] == {"message": back.public_id}
    assert (back.status, back.bounce_words) == (MessageStatus.SENT, words)
    client.force_login(User.objects.create_superuser("root@majlis.example"))
    assert words in client.get(f"/admin/notifications/message/{back.pk}/change/").text


def test_without_a_secret_the_provider_has_no_address(client):
    assert client.post("/provider/events/", {}, content_type="application/json").status_code == 404


def test_providers_that_take_no_metadata_are_known():
    """With metadata django-anymail would refuse every mail for them."""
    sources = {path.stem: path.read_text() for path in Path(anymail.backends.__file__).parent.glob("*.py")}
    payloads = {
        name for name, source in sources.items() if re.search(r"^class \w+Payload\(RequestsPayload", source, re.M)
    }
    assert {
        name for name in payloads if not re.search("^    def set_metadata", sources[name], re.M)
    } == WITHOUT_METADATA
