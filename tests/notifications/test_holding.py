"""Holding the outbox of an edition, or one kind in it; writing above what waits; dropping it."""

import datetime as dt

import pytest

from core.errors import DomainError, InvalidInput
from core.models import StatusChange
from notifications import gathering, leases, waiting
from notifications.actions import holding
from notifications.models import Hold, Message, MessageStatus
from notifications.rendering import word

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2025, 4, 7, 8, tzinfo=dt.UTC)
LATER = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def three(tell):
    tell(3)
    return Message.objects.all()


def leaving():
    with_lease = leases.claim(100, now=LATER)
    leases.give_back(with_lease)
    return len(with_lease)


@pytest.mark.parametrize("kind", ["", "delivery_test"])
def test_nothing_that_is_held_leaves_until_it_is_released(three, organiser, kind):
    holding.hold("pmif25", kind=kind, reason="Sample reason", by=organiser, now=NOW)
    holding.hold("pmif25", kind=kind, by=organiser, now=NOW)
    assert leaving() == 0
    held = Hold.objects.get()
    assert (held.reason, held.held_by, held.held_at) == ("Sample reason", organiser, NOW)

    holding.release("pmif25", kind=kind, by=organiser, now=LATER)
    assert leaving() == 3
    with pytest.raises(DomainError, match="released it"):
        holding.release("pmif25", kind=kind, by=organiser, now=LATER)


def test_hold_of_another_kind_or_edition_holds_nothing_here(three, organiser):
    holding.hold("pmif25", kind="meeting_moved", by=organiser, now=NOW)
    holding.hold("pmif26", by=organiser, now=NOW)
    assert leaving() == 3


def test_what_waits_to_be_gathered_is_held_too(three, organiser):
    three.update(bundle="meetings")
    holding.hold("pmif25", by=organiser, now=NOW)
    assert gathering.gather(now=LATER) == 0
    holding.release("pmif25", by=organiser, now=NOW)
    assert gathering.gather(now=LATER) == 3


def test_words_above_stand_at_the_head_of_the_mail_as_they_are(three):
    assert holding.write_above("pmif25", kind="delivery_test", words="Gate 3 <b>only</b>\nplease") == 3
    words = word(three.first())
    assert words.text.index("Gate 3 <b>only</b>\nplease") < words.text.index("--")
    assert "Gate 3 &lt;b&gt;only&lt;/b&gt;<br>please" in words.html
    assert holding.write_above("pmif25", kind="delivery_test", words="") == 3
    assert "Gate 3" not in word(three.first()).text
    with pytest.raises(DomainError, match="At most 2000"):
        holding.write_above("pmif25", kind="delivery_test", words="x" * 2001)


def test_dropping_what_waits_is_for_good_and_written_down(three, organiser):
    Message.objects.filter(pk=three.first().pk).update(status=MessageStatus.SENT)
    with pytest.raises(InvalidInput):
        holding.cancel("pmif25", kind="delivery_test", reason=" ", by=organiser, now=NOW)
    assert holding.cancel("pmif25", kind="delivery_test", reason="Sample reason", by=organiser, now=NOW) == 2
    assert sorted(three.values_list("status", flat=True)) == ["cancelled", "cancelled", "sent"]
    assert {(row.actor, row.reason) for row in StatusChange.objects.all()} == {(organiser, "Sample reason")}


def test_what_waits_is_counted_by_kind_and_by_people(three, organiser, django_assert_num_queries):
    three.filter(email="delegate1@majlis.example").update(kind="meeting_moved", email="delegate2@majlis.example")
    holding.hold("pmif25", kind="broadcast", by=organiser, now=NOW)
    with django_assert_num_queries(3):
        found = waiting.of("pmif25")
    assert (found.messages, found.people, found.hold) == (3, 2, None)
    assert sorted((one.kind, one.messages, one.people, one.hold is None) for one in found.kinds) == [
        ("broadcast", 0, 0, False),
        ("delivery_test", 2, 2, True),
        ("meeting_moved", 1, 1, True),
    ]


def test_page_shows_holds_writes_and_drops(three, organiser, client):
    client.force_login(organiser)
    page = f"/admin/forum/edition/{organiser.team_roles.get().edition_id}/outbox/"
    shown = client.get(page).text
    assert "3 messages wait" in shown
    assert "They go to 3 people." in shown

    client.post(page, {"do": "hold", "words": "Sample reason"})
    assert "Everything is held back" in client.get(page).text
    assert {one.label: one.count for one in client.get("/admin/").context["desks"][0]["waiting"]} == {
        "Messages held back": 3
    }
    assert client.get("/admin/notifications/message/?held=yes").context["cl"].result_count == 3
    client.post(page, {"do": "release"})
    client.post(page, {"do": "write", "kind": "delivery_test", "words": "Gate 3"})
    assert "Gate 3" in client.get(page).text
    refused = client.post(page, {"do": "cancel", "kind": "delivery_test", "words": ""}, follow=True).text
    assert "Say why" in refused
    client.post(page, {"do": "cancel", "kind": "delivery_test", "words": "Sample reason"})
    assert "Nothing waits" in client.get(page).text
    assert "Look again" in client.post(page, {"do": "burn"}, follow=True).text
