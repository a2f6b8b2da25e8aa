"""The page where a user chooses what to be told and how, and the way out of a mail."""

import email
import email.policy
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from accounts.models import User
from notifications import outbox, rendering, unsubscribing
from notifications.actions import ways, wishes
from notifications.models import Channel, Message, Topic, Way, Wish
from notifications.outbox import Recipient, Telling
from scheduling.notice_samples import SAMPLES
from tests.notifications.ways_samples import Browser, number_of, user

pytestmark = pytest.mark.django_db
PAGE = "/account/messages/"


@pytest.fixture
def signed_in(client, settings, tmp_path):
    settings.MAILBOX_DIR = tmp_path / "mailbox"
    client.force_login(user())
    return client


def me():
    return User.objects.get(email="delegate1@majlis.example")


def reminder(**recipient):
    """A queued mail that may be refused."""
    to = Recipient(**({"email": "delegate1@majlis.example"} | recipient))
    outbox.queue(
        Telling("meeting_reminder", "meeting:1", edition="pmif25", facts=SAMPLES["meeting_reminder"]), [to], now=now()
    )
    return Message.objects.get(channel="email")


def test_page_shows_the_defaults_and_keeps_what_is_chosen(signed_in):
    page = signed_in.get(PAGE).text
    assert len(re.findall(r"checked disabled", page)) == 3
    assert "sms-news" in page
    kept = {f"{channel}-{topic}": "on" for channel in ("email", "push") for topic in ("reminders", "desk")}
    assert signed_in.post(PAGE, kept).url == PAGE
    wanted = {key for key, is_wanted in wishes.of_user(me()).items() if is_wanted}
    essential = {(Channel.EMAIL, topic) for topic in (Topic.DECISIONS, Topic.MEETINGS, Topic.PROGRAMME)}
    assert wanted == essential | {(channel, topic) for channel in ("email", "push") for topic in ("reminders", "desk")}
    with_none = _queries(signed_in)
    for number in range(3):
        number_of(me(), now(), number=f"+9230012345{number}0")
    assert _queries(signed_in) == with_none


def _queries(client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(PAGE).status_code == 200
    return len(queries)


def test_browser_is_added_and_ended_and_no_stranger_ends_it(signed_in, client):
    given = {"endpoint": "https://push.example/abc", **Browser("").keys}
    agent = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
    assert "cannot be used" in signed_in.post(PAGE + "devices/", given | {"auth": "x"}, follow=True, **agent).text
    assert "told from now on" in signed_in.post(PAGE + "devices/", given, follow=True, **agent).text
    way = Way.objects.live().get()
    assert (way.label, way.user) == ("Firefox, Linux", me())
    assert "Firefox, Linux" in signed_in.get(PAGE).text
    client.force_login(user("stranger"))
    assert client.post(reverse("notifications:end-way", args=[way.public_id])).status_code == 404
    client.force_login(me())
    client.post(reverse("notifications:end-way", args=[way.public_id]))
    assert not Way.objects.live().exists()


def test_number_is_proved_by_its_code(signed_in):
    refused = signed_in.post(PAGE + "numbers/", {"channel": "sms", "number": "0300 1234567"})
    assert (refused.status_code, "Write the number with its country" in refused.text) == (400, True)
    page = signed_in.post(PAGE + "numbers/", {"channel": "whatsapp", "number": "+92 300 1234567"}, follow=True).text
    assert "3001234567" not in page
    way = Way.objects.get()
    Way.objects.update(code_print=ways._code_print("123456"))
    confirm = reverse("notifications:confirm-way", args=[way.public_id])
    assert "not the code" in signed_in.post(confirm, {"code": "111111"}, follow=True).text
    assert "in use" in signed_in.post(confirm, {"code": "123 456"}, follow=True).text
    assert Way.objects.live().get().channel == "whatsapp"


def test_page_offers_only_what_is_set_up(signed_in, settings):
    settings.VAPID_PRIVATE_KEY, settings.SHORT_PROVIDERS = "", {}
    page = signed_in.get(PAGE).text
    assert "data-push-key" not in page
    assert "Telephone number" not in page
    assert "sms-news" not in page


def test_worker_answers_everybody_and_below_its_own_path(client):
    answer = client.get(PAGE + "worker.js")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/javascript")
    assert "showNotification" in answer.text
    assert client.get(PAGE).status_code == 302


def test_mail_that_may_be_refused_says_how_and_the_others_do_not():
    message = reminder()
    parsed = email.message_from_bytes(rendering.render(message, now=now()), policy=email.policy.default)
    link = unsubscribing.link_for(message)
    assert parsed["List-Unsubscribe"] == f"<{link}>"
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for body in parsed.walk():
        if body.get_content_maintype() == "text":
            assert link in body.get_content() or body.get_content_subtype() == "calendar"
    message.kind, message.facts = "meeting_moved", SAMPLES["meeting_moved"]
    essential = rendering.render(message, now=now())
    assert b"List-Unsubscribe" not in essential
    assert b"unsubscribe" not in essential


@pytest.mark.parametrize("has_account", [True, False])
def test_one_click_ends_such_mails_without_a_cookie_and_the_page_undoes_it(client, has_account):
    account = user() if has_account else None
    message = reminder(user_id=account.pk if account else None)
    address = unsubscribing.link_for(message)
    assert "No more of these" in client.get(address).text
    assert Wish.objects.count() == 0  # who only looks changes nothing
    strict = type(client)(enforce_csrf_checks=True)
    done = strict.post(address, {"List-Unsubscribe": "One-Click"})
    assert (done.status_code, "You get no more mails about" in done.text) == (200, True)
    Message.objects.all().delete()
    outbox.queue(
        Telling("meeting_reminder", "meeting:2", facts={}),
        [Recipient("delegate1@majlis.example", user_id=account.pk if account else None)],
        now=now(),
    )
    assert Message.objects.count() == 0
    again = reminder_of_before(message)
    assert "You get mails about" in strict.post(address, {"again": "1"}).text
    assert wishes.wants_mail(again, Topic.REMINDERS)


def reminder_of_before(message):
    message.pk = None
    message.save(force_insert=True)
    return message


def test_forged_link_and_one_of_an_essential_mail_lead_nowhere(client):
    message = reminder()
    address = unsubscribing.link_for(message)
    assert client.post(address[:-2] + "x/").status_code == 404
    Message.objects.update(kind="meeting_moved")
    assert client.post(address).status_code == 404
    Message.objects.all().delete()
    assert client.get(address).status_code == 404
    assert Wish.objects.count() == 0


def test_app_reads_and_changes_the_same_choices(client, edition):
    client.force_login(user())
    address = f"/api/v1/{edition.slug}/wishes/"
    rows = {(one["channel"], one["topic"]): one for one in client.get(address).json()}
    assert len(rows) == len(Channel) * len(Topic)
    assert rows["email", "meetings"] == {
        "channel": "email", "topic": "meetings", "is_wanted": True, "is_fixed": True, "works": True,
    }  # fmt: skip
    wanted = [{"channel": "email", "topic": "news", "is_wanted": False}]
    told = client.patch(address, wanted, content_type="application/json")
    assert [one["is_wanted"] for one in told.json() if one["topic"] == "news"] == [False, True, False, False]
    both = [*wanted, {"channel": "email", "topic": "decisions", "is_wanted": False}]
    assert client.patch(address, both, content_type="application/json").status_code == 409
    wrong = [{"channel": "pigeon", "topic": "news", "is_wanted": False}]
    assert client.patch(address, wrong, content_type="application/json").status_code == 400
