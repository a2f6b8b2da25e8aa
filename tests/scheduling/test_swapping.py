"""Two meetings change places in the panel: looked at first, then done, or refused with a sentence."""

import pytest

from accounts.models import User
from forum.models import Role, Room, TeamMember
from scheduling.actions import answers, placing
from scheduling.actions.requests import Side
from scheduling.models import Confidentiality, Meeting
from scheduling.slots import Slot
from tests.scheduling.meeting_samples import NOW, at, host_of

LIST = "/admin/scheduling/meeting/"


@pytest.fixture
def panel(client, desk):
    client.force_login(desk)
    return client


@pytest.fixture
def other(asked, embassy, ministry, attache, secretary, room, desk, host_focal, placed):
    meeting = asked(
        subject="Sample rail",
        guest=Side(embassy, [attache]),
        hosts=[Side(ministry, [secretary])],
        length_minutes=60,
    )
    answers.accept(host_of(meeting), by=host_focal, now=NOW)
    meeting.refresh_from_db()
    second = Room.objects.create(venue=room.venue, name="Committee Room 2", capacity=8)
    placing.place(meeting, Slot(at(9), at(10), second), by=desk, now=NOW)
    return meeting


def choose(client, *meetings, **words):
    chosen = {"action": "swap_chosen", "_selected_action": [one.pk for one in meetings]}
    return client.post(LIST, chosen | words, follow=bool(words) or len(meetings) != 2)


def seen(*meetings):
    return {f"seen-{one.pk}": one.version for one in meetings} | {"apply": "yes"}


def slot_of(meeting):
    kept = Meeting.objects.get(pk=meeting.pk)
    return kept.starts_at, kept.ends_at, kept.room.name, kept.version


def test_preview_says_where_each_goes_and_changes_nothing(panel, placed, other):
    body = choose(panel, placed, other).text

    assert "Tuesday 8 April, 14:00–14:30 (Asia/Karachi) · Committee Room 2" in body
    assert "Tuesday 8 April, 11:00–12:00 (Asia/Karachi) · Committee Room 1" in body
    assert "4 mails leave" in body
    assert slot_of(placed) == (at(6), at(6, 30), "Committee Room 1", 1)


def test_second_press_swaps(panel, placed, other):
    body = choose(panel, placed, other, **seen(placed, other)).text

    assert "They have changed places." in body
    assert slot_of(placed) == (at(9), at(9, 30), "Committee Room 2", 2)
    assert slot_of(other) == (at(6), at(7), "Committee Room 1", 2)


def test_what_somebody_else_changed_meanwhile_is_not_swapped(panel, placed, other, desk):
    read = seen(placed, other)
    placing.move(placed, Slot(at(7), at(7, 30), placed.room), by=desk, now=NOW)

    body = choose(panel, placed, other, **read).text

    assert "Somebody else has just changed this." in body
    assert slot_of(other) == (at(9), at(10), "Committee Room 2", 1)


def test_press_without_the_preview_swaps_nothing(panel, placed, other):
    assert "Somebody else has just changed this." in choose(panel, placed, other, apply="yes").text
    assert slot_of(placed)[3] == 1


def test_meeting_without_a_time_is_refused_with_a_sentence(panel, placed, asked):
    waiting = asked(subject="Sample that waits")

    body = choose(panel, placed, waiting).text

    assert "They cannot change places" in body
    assert "this cannot be done any more, or not yet" in body
    assert 'name="apply"' not in body


def test_room_that_is_too_small_is_refused_with_a_sentence(panel, placed, other):
    Room.objects.filter(name="Committee Room 2").update(capacity=2)
    assert "They cannot change places" in choose(panel, placed, other).text


@pytest.mark.parametrize("number", [1, 3])
def test_other_numbers_than_two_are_refused(panel, placed, other, asked, number):
    chosen = [placed, other, asked(subject="Sample third")][:number]
    assert "Choose exactly two meetings" in choose(panel, *chosen).text


def test_hidden_meetings_cannot_be_chosen_by_the_desk(panel, placed, other):
    Meeting.objects.filter(pk=other.pk).update(confidentiality=Confidentiality.HIDDEN)
    answer = panel.post(LIST, {"action": "swap_chosen", "_selected_action": [placed.pk, other.pk]}, follow=True)
    assert "Choose exactly two meetings" in answer.text


def test_who_only_looks_is_not_offered_it(client, placed, other, edition):
    viewer = User.objects.create_user("viewer@majlis.example")
    TeamMember.objects.create(edition=edition, user=viewer, role=Role.VIEWER)
    Meeting.objects.update(confidentiality=Confidentiality.OPEN)
    client.force_login(viewer)

    choose(client, placed, other, **seen(placed, other))

    assert slot_of(placed)[3] == 1
