"""Broadcasts: whom they mean, what has to come before they leave, that they leave once, and who may."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core import access
from core.errors import DomainError, IllegalTransition, InvalidInput
from delegations.models import CategoryTerms, Delegate, DelegateStatus, DelegationKind
from forum.actions import editions, sessions, speakers
from forum.models import Person, Role, TeamMember
from forum.slots import Slot
from notifications.models import Message, Wish
from notifications.rendering import word
from scheduling.actions import broadcasts
from scheduling.broadcasts import markup, preview, segment
from scheduling.models import Broadcast, BroadcastStatus
from scheduling.models.broadcast import TRANSITIONS
from tests import lifecycles
from tests.scheduling.meeting_samples import NOW, at, delegation, person

pytestmark = pytest.mark.django_db
LIST = "/admin/scheduling/broadcast/"
WORDS = {
    "en": {"subject": "Buses leave earlier", "text": "At 8:15.\n\nSee [the plan](https://forum.example/plan)."},
    "ur": {"subject": "بسیں پہلے", "text": "صبح 8:15 پر۔"},
}
ENGLISH = {"en": WORDS["en"]}


@pytest.fixture
def written(edition, organiser):
    def write(**parts):
        words = parts.pop("words", WORDS)
        return broadcasts.write(edition, words=words, by=organiser, now=NOW, **parts)

    return write


def names(broadcast):
    return sorted(one.name for one in segment.of(broadcast).people)


def ready(broadcast, organiser):
    """Tested, scheduled for NOW, and its test out of the way."""
    broadcasts.send_test(broadcast, by=organiser, now=NOW)
    broadcasts.schedule(broadcast, at=None, by=organiser, now=NOW)
    Message.objects.all().delete()
    return broadcast


@pytest.mark.parametrize(("before", "after"), lifecycles.refused(BroadcastStatus, TRANSITIONS))
def test_broadcast_refuses_every_step_outside_the_table(written, before, after):
    broadcast = written()
    Broadcast.objects.update(leaves_at=NOW)
    lifecycles.assert_refused(broadcast, before, after)


def test_broadcast_table_is_whole():
    lifecycles.assert_whole(BroadcastStatus, TRANSITIONS, start=BroadcastStatus.DRAFT)


def test_parts_of_a_segment_narrow_one_another(written, edition, organiser, placed, guest_focal, host_focal, embassy):
    speaker = person("Sample Speaker")
    panel = sessions.draft(edition, title="Sample panel", by=organiser, now=NOW)
    speakers.add(panel, speaker, by=organiser, now=NOW)
    sessions.schedule(panel, Slot(at(9), at(10), placed.room), by=organiser, now=NOW)
    speakers.add(panel, Person.objects.create(name="Sample Unreachable"), by=organiser, now=NOW)
    assert segment.of(written()).unreachable == ["Sample Unreachable"]
    delegates = ["Sample Attache", "Sample Envoy", "Sample Minister", "Sample Secretary"]
    focal = ["Embassy Focal", "Ministry Focal"]
    assert names(written()) == sorted([*delegates, *focal, "Sample Speaker"])
    assert names(written(reader="delegates")) == delegates
    assert names(written(reader="speakers")) == ["Sample Speaker"]
    assert names(written(reader="focal_points")) == focal
    assert names(written(reader="speakers", kinds=["state"])) == []
    assert names(written(kinds=["state"])) == ["Embassy Focal", "Sample Attache", "Sample Envoy"]
    assert names(written(session=panel)) == ["Sample Speaker"]
    assert names(written(language="ur")) == ["Sample Envoy"]
    attending = sorted(placed.attendees.values_list("person__name", flat=True))
    assert names(written(reader="delegates", room=placed.room)) == attending
    assert names(written(reader="delegates", room=placed.room, day=edition.ends_on)) == []
    assert names(written(reader="delegates", day=edition.ends_on)) == delegates, "the badge opens every day"
    CategoryTerms.objects.create(edition=edition, category="delegate", days=[edition.starts_on])
    assert names(written(reader="delegates", day=edition.ends_on, categories=["delegate"])) == []
    Delegate.objects.filter(delegation=embassy).update(status=DelegateStatus.REJECTED)
    assert names(written(reader="focal_points", statuses=["rejected"])) == ["Embassy Focal"]
    assert names(written(reader="delegates")) == ["Sample Minister", "Sample Secretary"]


def test_it_is_tested_then_scheduled_and_leaves_once_in_each_language(written, edition, embassy, organiser, envoy):
    broadcast = written(reader="delegates")
    acting = {"by": organiser, "now": NOW}
    with pytest.raises(DomainError, match="test"):
        broadcasts.schedule(broadcast, at=None, **acting)
    assert broadcasts.send_test(broadcast, **acting) == 2
    tests = Message.objects.order_by("pk")
    assert {(one.email, one.language) for one in tests} == {(organiser.email, "en"), (organiser.email, "ur")}
    assert word(tests[0]).subject == "Test: Buses leave earlier"
    changed = {**WORDS, "en": {"subject": "Buses leave later", "text": "At 8:30."}}
    broadcasts.edit(broadcast, words=changed, **acting)
    assert broadcast.status == "draft"
    with pytest.raises(DomainError, match="test"):
        broadcasts.schedule(broadcast, at=None, **acting)
    broadcasts.send_test(broadcast, **acting)
    broadcasts.edit(broadcast, reader="delegates", **acting)
    assert broadcast.status == "tested", "other readers need no other test"
    with pytest.raises(InvalidInput):
        broadcasts.schedule(broadcast, at=NOW - dt.timedelta(minutes=1), **acting)
    later = NOW + dt.timedelta(hours=1)
    broadcasts.schedule(broadcast, at=later, **acting)
    with pytest.raises(DomainError):
        broadcasts.edit(broadcast, words=WORDS, **acting)
    broadcasts.hold(broadcast, **acting)
    assert broadcasts.leave_due(now=later) == 0
    broadcasts.schedule(broadcast, at=later, **acting)
    Message.objects.all().delete()
    assert [broadcasts.leave_due(now=one) for one in (NOW, later, later)] == [0, 1, 0]
    with pytest.raises(IllegalTransition):
        broadcasts.cancel(broadcast, **acting)
    told = {one.name: one for one in Message.objects.all()}
    assert set(told) == {"Sample Envoy", "Sample Attache"}
    assert word(told["Sample Envoy"]).subject == "بسیں پہلے"
    english = word(told["Sample Attache"])
    assert (english.subject, bool(english.unsubscribe_url)) == ("Buses leave later", True)
    assert told["Sample Attache"].facts["edition"]["contact_email"] == edition.contact_email
    Broadcast.objects.update(status="scheduled")  # as if its step had been lost, and not its messages
    assert broadcasts.leave_due(now=later) == 1
    assert Message.objects.count() == 2
    assert broadcasts.settle(now=later) == 0
    Message.objects.update(status="sent")
    assert broadcasts.settle(now=later) == 1
    broadcast.refresh_from_db()
    assert (broadcast.status, broadcast.people) == ("sent", 2)


def test_cancelled_and_archived_leave_never_and_bad_words_are_refused(written, edition, embassy, organiser):
    kept, dropped = ready(written(), organiser), ready(written(), organiser)
    broadcasts.cancel(dropped, by=organiser, now=NOW)
    editions.archive(edition, by=organiser, now=NOW)
    assert broadcasts.leave_due(now=NOW) == 0
    assert not Message.objects.exists()
    with pytest.raises(DomainError):
        broadcasts.hold(kept, by=organiser, now=NOW)
    for words, field in (
        ({}, "subject_en"),
        ({"en": {"subject": "a", "text": " "}}, "text_en"),
        (ENGLISH | {"ur": {"subject": "", "text": "ب"}}, "subject_ur"),
        ({"en": {"subject": "a\nBcc: b@c.example", "text": "b"}}, "subject_en"),
    ):
        with pytest.raises(InvalidInput) as refusal:
            broadcasts.checked(words)
        assert refusal.value.field == field


def test_what_somebody_types_is_words_and_nothing_else():
    hostile = (
        "<script>alert(1)</script> <b onclick=x>\n{{ edition }}\n\n[a<i>](https://x.example/?a=1&b=2) [b](javascript:x)"
    )
    assert markup.to_html(hostile) == (
        '<p dir="auto">&lt;script&gt;alert(1)&lt;/script&gt; &lt;b onclick=x&gt;<br>{{ edition }}</p>'
        '<p dir="auto"><a href="https://x.example/?a=1&amp;b=2" rel="noopener">a&lt;i&gt;</a> [b](javascript:x)</p>'
    )
    assert markup.to_text("[a](mailto:a@b.example)\r\n\r\n\r\nc") == "a (a@b.example)\n\nc"


def test_number_of_statements_does_not_depend_on_how_many_are_told(edition, organiser, written):
    company = delegation(edition, "Sample Company", DelegationKind.COMPANY, person("Sample Delegate 0"))

    def left(expected):
        broadcast = ready(written(reader="delegates", words=ENGLISH), organiser)
        with CaptureQueriesContext(connection) as asked:
            seen = preview.of(broadcast, seen_by=organiser)
            assert broadcasts.leave_due(now=NOW) == 1
        assert Message.objects.count() == seen.count == seen.channels["email"] == expected
        return len(asked)

    one = left(1)
    more = Person.objects.bulk_create(
        Person(name=f"Sample Delegate {n}", email=f"delegate.{n}@majlis.example") for n in range(1, 2000)
    )
    Delegate.objects.bulk_create(
        Delegate(edition=edition, delegation=company, person=one, status="approved") for one in more[:2]
    )
    assert left(3) == one
    Delegate.objects.bulk_create(
        Delegate(edition=edition, delegation=company, person=one, status="approved") for one in more[2:]
    )
    assert left(2000) == one


def test_who_wants_no_announcements_is_neither_counted_nor_told(edition, embassy, organiser, written, envoy):
    Wish.objects.create(email=envoy.email, channel="email", topic="news", is_wanted=False, changed_at=NOW)
    broadcast = ready(written(reader="delegates"), organiser)
    found = preview.of(broadcast, seen_by=organiser)
    assert (found.count, found.languages, found.channels) == (2, {"en": 1, "ur": 1}, {"email": 1})
    broadcasts.leave_due(now=NOW)
    assert [one.name for one in Message.objects.all()] == ["Sample Attache"]
    Wish.objects.create(user=organiser, channel="email", topic="news", is_wanted=False, changed_at=NOW)
    with pytest.raises(DomainError, match="announcements"):
        broadcasts.send_test(written(), by=organiser, now=NOW)


def test_only_organisers_see_and_send_broadcasts(written, edition, client):
    broadcast = written()
    for role in Role:
        user = User.objects.create_user(f"sample.{role}@majlis.example")
        TeamMember.objects.create(edition=edition, user=user, role=role)
        is_theirs = role == Role.ORGANISER
        assert access.allows(user, "send_broadcasts", edition) == is_theirs
        assert access.allows(user, "view_broadcast", broadcast) == is_theirs
        assert Broadcast.objects.visible_to(user).exists() == is_theirs
        if role != Role.GATE:
            client.force_login(user)
            assert client.get(LIST).status_code == (200 if is_theirs else 403)


def test_organiser_goes_from_words_to_what_became_of_them(
    client, edition, embassy, organiser, django_assert_num_queries
):
    client.force_login(organiser)
    form = {"edition": edition.pk, "reader": "delegates", "subject_en": "Buses", "text_en": "<b>At</b> 8:15"}
    assert "Write the text" in client.post(f"{LIST}add/", form | {"text_en": ""}).text
    assert client.post(f"{LIST}add/", form | {"kinds": ["state"]}).status_code == 302
    broadcast = Broadcast.objects.get()

    def button(name):
        return reverse(f"admin:scheduling_broadcast_{name}", args=[broadcast.pk])

    assert (broadcast.kinds, broadcast.written_by) == (["state"], organiser)
    urdu = client.get(f"{LIST}{broadcast.pk}/change/", headers={"Accept-Language": "ur"}).text
    assert "عنوان (انگریزی)" in urdu
    page = client.get(f"{LIST}{broadcast.pk}/change/").text
    assert "2 people as things stand. English: 2. E-mail: 2." in page
    assert "Sample Envoy" in page
    assert "&lt;b&gt;At&lt;/b&gt; 8:15" in page
    refused = client.post(button("schedule"), {"at": ""})
    assert "Send a test to yourself first" in refused.text
    assert client.post(button("try_out")).status_code == 302
    assert "Asia/Karachi" in client.get(button("schedule")).text
    assert client.post(button("schedule"), {"at": ""}).status_code == 302
    Broadcast.objects.update(leaves_at=NOW)
    broadcasts.leave_due(now=NOW)
    Message.objects.filter(name="Sample Envoy").update(status="failed")
    page = client.get(f"{LIST}{broadcast.pk}/change/").text
    assert "It left for 2 people." in page
    assert "status__exact=failed" in page
    assert "Save" not in page.partition("<main")[2]
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for _n in range(2):
        broadcasts.write(edition, words=ENGLISH, by=organiser, now=NOW)
    with django_assert_num_queries(len(one)):
        client.get(LIST)
