"""The mail of the evening before, with its meeting book: to whom, when, once, and what it keeps to itself."""

import datetime as dt
import email
import email.policy
import threading

import pytest
from django.db import connection
from django.utils import translation

from forum.actions import sessions, speakers
from forum.slots import Slot as SessionSlot
from notifications.actions import wishes
from notifications.models import Channel, Message, MessageStatus, Topic
from notifications.rendering import render
from scheduling import meeting_book
from scheduling.actions import answers, attendees, digests, placing
from scheduling.models import Confidentiality, Meeting
from scheduling.notices import SAMPLES
from scheduling.slots import Slot
from tests.scheduling.meeting_samples import at, guest_of, host_of

EVENING = at(13, 0, day=7)  # 18:00 in Karachi
NIGHT, MORNING = at(18, day=7), at(2, 0)  # 23:00 and 07:00


def told():
    return Message.objects.filter(kind=digests.KIND).order_by("email")


def titles(message):
    return [one["title"] for one in message.facts["entries"]]


@pytest.fixture
def talk(edition, room, placed, desk, minister):
    session = edition.sessions.create(title="Sample opening")
    speakers.add(session, minister, role="speaker", by=desk, now=at(1, day=1))
    sessions.schedule(session, SessionSlot(at(4), at(5), room), by=desk, now=at(1, day=1))
    return session


def test_everybody_with_something_is_told_once_in_time_order(talk, placed, attache, guest_focal):
    attache.email = ""
    attache.save()
    assert digests.tell_due(now=EVENING - dt.timedelta(minutes=61)) == 0
    assert digests.tell_due(now=EVENING - dt.timedelta(minutes=60)) == 3
    assert set(told().values_list("due_at", flat=True)) == {EVENING}
    assert digests.tell_due(now=EVENING + dt.timedelta(hours=2)) == 0
    by_email = {one.email: one for one in told()}
    assert set(by_email) == {"sample.minister@majlis.example", "sample.envoy@majlis.example", guest_focal.email}
    assert titles(by_email["sample.minister@majlis.example"]) == ["Sample opening", placed.subject]
    [entry] = by_email[guest_focal.email].facts["entries"]
    assert entry["for_people"] == ["Sample Attache"]
    assert {one.about for one in told()} == {"day:pmif25:2025-04-08"}


def test_late_beat_waits_for_the_morning_and_leaves_out_whose_day_has_begun(edition, placed):
    assert digests.tell_due(now=NIGHT) == 0
    Meeting.objects.update(starts_at=at(1), ends_at=at(1, 30))
    assert digests.tell_due(now=MORNING) == 0
    Meeting.objects.update(starts_at=at(6), ends_at=at(6, 30))
    assert digests.tell_due(now=MORNING) == 3
    assert told()[0].facts["is_today"]
    edition.digest_at = None
    assert digests.due_days(edition, now=EVENING) == []


def test_what_still_waits_follows_the_facts(placed, desk, attache):
    digests.tell_due(now=EVENING)
    later = EVENING + dt.timedelta(minutes=30)
    assert digests.follow_facts(now=later) == 0
    Message.objects.filter(kind=digests.KIND, email="sample.envoy@majlis.example").update(status=MessageStatus.SENT)
    attendees.drop(guest_of(placed).attendees.get(person=attache), by=desk, now=later)
    placing.move(placed, Slot(at(8), at(8, 30), place="Elsewhere"), by=desk, now=later)
    assert digests.follow_facts(now=later) == 2
    by_email = {one.email.partition("@")[0]: (one.status, one.facts["entries"][0]["place"]) for one in told()}
    assert by_email["sample.attache"][0] == MessageStatus.CANCELLED
    assert by_email["sample.minister"] == (MessageStatus.QUEUED, "Elsewhere")
    assert by_email["sample.envoy"][1] != "Elsewhere"
    moved = Message.objects.filter(kind="meeting_moved").values_list("email", flat=True)
    assert "sample.envoy@majlis.example" in moved  # who has it already is told of the change
    assert digests.follow_facts(now=at(9)) == 1  # held back until the day had begun
    assert set(told().values_list("status", flat=True)) == {MessageStatus.CANCELLED, MessageStatus.SENT}


def test_whoever_comes_to_have_something_before_the_hour_is_told_too(placed, secretary, desk, host_focal):
    digests.tell_due(now=EVENING - dt.timedelta(minutes=50))
    attendees.add(host_of(placed), secretary, by=host_focal, now=EVENING - dt.timedelta(minutes=40))
    assert digests.follow_facts(now=EVENING - dt.timedelta(minutes=39)) == 4, "three read another name beside theirs"
    assert told().get(email=secretary.email).due_at == EVENING
    told().filter(email=secretary.email).delete()
    assert digests.follow_facts(now=EVENING) == 0, "and later by the invitation alone"


def test_as_many_questions_for_three_as_for_one(asked, placed, host_focal, desk, django_assert_max_num_queries):
    counts = []
    for _more in range(2):
        Message.objects.all().delete()
        with django_assert_max_num_queries(40) as asked_of_it:
            digests.tell_due(now=EVENING)
            digests.follow_facts(now=EVENING + dt.timedelta(minutes=2))
        counts.append(len(asked_of_it))
        for hour in (8, 9) if len(counts) == 1 else ():
            more = asked(subject=f"Sample {hour}")
            answers.accept(host_of(more), by=host_focal, now=at(9, day=1))
            more.refresh_from_db()
            placing.place(more, Slot(at(hour), at(hour, 30), place="Elsewhere"), by=desk, now=at(9, day=1))
    assert len(told()[0].facts["entries"]) == 3
    assert counts[0] == counts[1]
    plan = [
        (one, Slot(at(one.starts_at.hour + 2), at(one.starts_at.hour + 3), place="Hall"))
        for one in Meeting.objects.order_by("starts_at")
    ]
    placing.rearrange(plan, by=desk, now=EVENING)
    assert digests.tell_due(now=EVENING + dt.timedelta(minutes=5)) == 0
    assert told().count() == 3
    changes = Message.objects.filter(kind="meeting_moved")
    assert set(changes.values_list("email", flat=True)) == set(told().values_list("email", flat=True))


def test_whoever_ended_the_topic_gets_none_and_is_reminded_still(placed, minister, envoy, stranger):
    minister.user = stranger
    minister.save()
    days = {(Channel.EMAIL.value, Topic.DAYS.value): False}
    wishes.choose(stranger, days, now=EVENING)
    assert digests.tell_due(now=EVENING) == 2
    assert "sample.minister@majlis.example" not in set(told().values_list("email", flat=True))
    assert wishes.of_user(stranger)[Channel.EMAIL, Topic.REMINDERS]
    assert digests.tell_due(now=EVENING) == 0


def test_mail_carries_a_book_and_neither_says_what_is_confidential(placed, envoy):
    Meeting.objects.update(confidentiality=Confidentiality.RESTRICTED, topics="Sample secret")
    digests.tell_due(now=EVENING)
    message = told().get(email="sample.envoy@majlis.example")  # in Urdu
    assert placed.subject not in str(message.facts)
    assert "Sample secret" not in str(message.facts)
    mail = email.message_from_bytes(render(message, now=EVENING), policy=email.policy.default)
    [book] = mail.iter_attachments()
    assert (book.get_content_type(), book.get_filename()) == ("application/pdf", "pmif25-2025-04-08.pdf")
    assert book.get_content().startswith(b"%PDF")
    assert len(book.get_content()) < 400_000
    assert mail["Subject"].startswith("کل آپ کا دن")
    words = mail.get_body(("plain",)).get_content()
    assert "11:00–11:30 (\u2068Asia/Karachi, PKT\u2069)" in words
    assert "08:00–08:30 (\u2068Europe/Berlin, CEST\u2069)" in words
    assert "List-Unsubscribe" in mail


@pytest.mark.parametrize("language", ["ar", "zh-hans"])
def test_book_is_set_in_languages_to_come(language):
    with translation.override(language):
        assert meeting_book.pdf_of(SAMPLES["day_ahead"]).startswith(b"%PDF")


def test_book_of_a_day_is_ones_own_or_the_delegations(client, placed, stranger, guest_focal, envoy):
    address = "/pmif25/diary/2025-04-08/book.pdf"
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    envoy.user = stranger
    envoy.save()
    for user in (stranger, guest_focal):
        client.force_login(user)
        answer = client.get(address)
        assert answer.content.startswith(b"%PDF")
        assert "2025-04-08/book.pdf" in client.get("/pmif25/diary/").content.decode()
    for day in ("2025-04-09", "0001-01-01", "9999-12-31", "tomorrow"):
        assert client.get(f"/pmif25/diary/{day}/book.pdf").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_tell_once(placed):
    def beat():
        try:
            digests.tell_due(now=EVENING)
        finally:
            connection.close()

    beats = [threading.Thread(target=beat) for _each in range(2)]
    for one in beats:
        one.start()
    for one in beats:
        one.join()
    assert told().count() == 3
    assert set(told().values_list("status", flat=True)) == {MessageStatus.QUEUED}
