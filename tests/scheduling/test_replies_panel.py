"""Answers in the panel and on the pages: what the desk reads and settles, what the sides and focal points see."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from core.fields import new_public_id
from notifications.models import Message, MessageStatus
from scheduling.models import Attendee, Reply, SetAsideReply
from tests.scheduling.meeting_samples import NOW

LIST = "/admin/scheduling/setasidereply/"


@pytest.fixture
def put_aside(placed):
    def put(count=1):
        return SetAsideReply.objects.bulk_create(
            SetAsideReply(
                meeting=placed,
                sender=f"sample{number}@majlis.example",
                subject=f"Re: Sample {number}",
                why="Its sender did not prove to be the one who was invited.",
                words="<b>PARTSTAT=DECLINED</b>",
                received_at=NOW,
            )
            for number in range(count)
        )

    return put


@pytest.fixture
def as_desk(client, desk):
    client.force_login(desk)
    return client


def test_desk_reads_what_was_set_aside_as_plain_words_and_settles_it(as_desk, desk, put_aside):
    (kept,) = put_aside()
    assert "Re: Sample 0" in as_desk.get(LIST).content.decode()
    page = as_desk.get(f"{LIST}{kept.pk}/change/").content.decode()
    assert "did not prove" in page
    assert "<b>PARTSTAT" not in page
    settle = reverse("admin:scheduling_setasidereply_settle", args=[kept.pk])
    assert as_desk.post(settle).status_code == 302
    kept.refresh_from_db()
    assert (kept.settled_by, kept.settled_at is None) == (desk, False)
    assert "settled already" in as_desk.post(settle).content.decode()


def test_list_asks_as_many_questions_for_three_as_for_one(as_desk, put_aside, django_assert_max_num_queries):
    put_aside()
    as_desk.get(LIST)
    with django_assert_max_num_queries(30) as one:
        as_desk.get(LIST)
    put_aside(2)
    with django_assert_max_num_queries(len(one.captured_queries)):
        as_desk.get(LIST)


def test_others_have_no_such_list(client, put_aside, guest_focal, stranger):
    (kept,) = put_aside()
    for user in (guest_focal, stranger):
        client.force_login(user)
        assert client.get(LIST).status_code in (302, 403)
        client.post(reverse("admin:scheduling_setasidereply_settle", args=[kept.pk]))
    kept.refresh_from_db()
    assert kept.settled_at is None


def test_answer_stands_beside_the_person_for_the_sides_and_the_desk(client, placed, envoy, guest_focal, desk):
    for path, user in [
        (f"/pmif25/meetings/{placed.public_id}/", guest_focal),
        (f"/admin/scheduling/meeting/{placed.pk}/change/", desk),
    ]:
        client.force_login(user)
        Attendee.objects.update(reply=Reply.NEEDS_ACTION)
        assert "does not come" not in client.get(path).content.decode().lower()
        Attendee.objects.filter(person=envoy).update(reply=Reply.DECLINED)
        assert "does not come" in client.get(path).content.decode().lower()


def test_bounced_address_is_shown_to_the_focal_point_until_a_mail_arrives(client, placed, embassy, envoy, guest_focal):
    delegate = embassy.delegates.get(person=envoy)
    path = f"/pmif25/delegates/{delegate.public_id}/"
    client.force_login(guest_focal)
    assert "comes back" not in client.get(path).content.decode()
    first = Message.objects.get(email=envoy.email)
    words = "550 5.1.1 nobody <of that name>"
    Message.objects.filter(pk=first.pk).update(
        status=MessageStatus.SENT, sent_at=NOW, bounced_at=now(), bounce_words=words
    )
    page = client.get(path).content.decode()
    assert "Mail to this address comes back" in page
    assert "550 5.1.1 nobody &lt;of that name&gt;" in page
    first.pk, first.public_id, first.kind, first.bounced_at = None, new_public_id(), "meeting_moved", None
    first.status, first.sent_at = MessageStatus.SENT, now()
    first.save()
    assert "comes back" not in client.get(path).content.decode()
