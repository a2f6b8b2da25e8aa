"""The meetings desk in the admin panel."""

import pytest
import time_machine
from django.urls import reverse

from forum import ledger
from forum.actions import sessions
from forum.models import Room, Session
from forum.slots import Slot
from scheduling.actions import answers
from scheduling.models import Answer, Confidentiality, Meeting, MeetingStatus
from tests.scheduling.meeting_samples import at, guest_of

LIST = "/admin/scheduling/meeting/"


@pytest.fixture
def panel(client, desk):
    client.force_login(desk)
    return client


def press(client, meeting, name, **words):
    return client.post(reverse(f"admin:scheduling_meeting_{name}", args=[meeting.pk]), words)


def test_queue_shows_sides_and_status(panel, requested):
    body = panel.get(LIST).content.decode()
    assert "Sample Ministry · Embassy of Sampleland" in body


def test_queue_asks_as_many_questions_for_three_as_for_one(panel, asked, django_assert_max_num_queries):
    asked()
    panel.get(LIST)
    with django_assert_max_num_queries(40) as one:
        panel.get(LIST)
    asked(subject="Sample 2")
    asked(subject="Sample 3")
    with django_assert_max_num_queries(len(one.captured_queries)):
        assert "Sample 3" in panel.get(LIST).content.decode()


def test_queue_leaves_out_what_is_hidden_from_the_desk(panel, requested):
    Meeting.objects.update(confidentiality=Confidentiality.HIDDEN)
    assert requested.subject not in panel.get(LIST).content.decode()
    assert press(panel, requested, "accept").status_code == 404


def test_meeting_is_accepted_placed_moved_and_cancelled_by_buttons(panel, requested, room):
    assert panel.get(f"{LIST}{requested.pk}/change/").status_code == 200
    press(panel, requested, "accept")
    press(panel, requested, "place", day="2025-04-08", time="11:00", room=room.public_id)
    requested.refresh_from_db()
    assert (requested.status, requested.starts_at, requested.room) == (MeetingStatus.SCHEDULED, at(6), room)
    press(panel, requested, "move_it", day="2025-04-08", time="13:00", room=room.public_id)
    requested.refresh_from_db()
    assert (requested.starts_at, requested.version) == (at(8), 2)
    press(panel, requested, "cancel", reason="Sample reason")
    requested.refresh_from_db()
    assert requested.status == MeetingStatus.CANCELLED


def test_place_refused_offers_ways_out_and_takes_one(panel, accepted, room, edition):
    Room.objects.create(venue=room.venue, name="Committee Room 2", capacity=8)
    ledger.claim(edition, "block", [ledger.Claim(room, at(6), at(7))])
    words = {"day": "2025-04-08", "time": "11:00", "room": room.public_id}
    answer = press(panel, accepted, "place", **words)
    body = answer.content.decode()
    assert "Committee Room 1 is taken at that time and next free at 8 Apr 2025, 12:00 (PKT)." in body
    assert "Committee Room 2" in body
    choices = answer.context["form"].fields["way_out"].widget.choices
    chosen = next(value for value, _label in choices if value.startswith("2025-04-08T12:00"))
    assert press(panel, accepted, "place", **words, way_out=chosen).status_code == 302
    accepted.refresh_from_db()
    assert accepted.starts_at == at(7)


def test_place_without_a_room_points_at_it(panel, accepted):
    answer = press(panel, accepted, "place", day="2025-04-08", time="11:00")
    assert list(answer.context["form"].errors) == ["room"]


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("day", {"day": "2025-06-08"}, "this lies outside"),
        ("day", {"day": "someday"}, "Enter a valid date."),
        ("time", {"time": "noonish"}, "Enter a valid time."),
        ("room", {"room": "tiny"}, "Sample Booth"),
        ("room", {"room": "zzzzzzzzzzzzzzzz"}, "Select a valid choice."),
    ],
)
def test_place_says_beside_the_field_what_is_wrong(panel, accepted, room, field, wrong, said):
    tiny = Room.objects.create(venue=room.venue, name="Sample Booth", capacity=1)
    words = {"day": "2025-04-08", "time": "11:00", "room": room.public_id} | wrong
    words["room"] = words["room"].replace("tiny", tiny.public_id)
    answer = press(panel, accepted, "place", **words)
    told = answer.context["form"].errors
    assert list(told) == [field], told
    assert said in str(told[field])
    accepted.refresh_from_db()
    assert accepted.status == MeetingStatus.ACCEPTED


def test_course_of_a_meeting_is_not_offered_before_its_time(client, desk, placed):
    buttons = ("start", "hold", "no_show")
    addresses = {name: reverse(f"admin:scheduling_meeting_{name}", args=[placed.pk]) for name in buttons}
    with time_machine.travel(at(5, 30), tick=False):
        client.force_login(desk)
        page = client.get(f"{LIST}{placed.pk}/change/").text
        refused = press(client, placed, "hold", outcome="Sample")
    assert [name for name in buttons if addresses[name] in page] == []
    assert "from 8 April 2025, 11:00 (Asia/Karachi) on" in refused.text
    with time_machine.travel(at(6), tick=False):
        page = client.get(f"{LIST}{placed.pk}/change/").text
    assert [name for name in buttons if addresses[name] in page] == list(buttons)


def test_board_shows_the_day_and_keeps_what_is_hidden(panel, placed):
    address = reverse("admin:room_board", args=["pmif25", "2025-04-08"])
    body = panel.get(address).content.decode()
    assert placed.subject in body
    assert "Committee Room 1" in body
    Meeting.objects.update(confidentiality=Confidentiality.HIDDEN)
    body = panel.get(address).content.decode()
    assert placed.subject not in body
    assert "Taken" in body


def test_board_marks_what_is_only_assumed(panel, placed, room, edition):
    Room.objects.update(is_assumed=True)
    session = Session.objects.create(edition=edition, title="Sample panel")
    slot = Slot(at(10), at(11), room=room, is_time_placeholder=True)
    sessions.schedule(session, slot, by=None, now=at(0))
    body = panel.get(reverse("admin:room_board", args=["pmif25", "2025-04-08"])).content.decode()
    assert "assumption" in body
    assert " is-placeholder" in body


def test_board_of_no_day_does_not_exist(panel, placed):
    assert panel.get(reverse("admin:room_board", args=["pmif25", "someday"])).status_code == 404


def test_buttons_are_not_for_those_who_only_look(client, requested, edition, stranger):
    from forum.models import Role, TeamMember

    Meeting.objects.update(confidentiality=Confidentiality.OPEN)
    TeamMember.objects.create(edition=edition, user=stranger, role=Role.VIEWER)
    client.force_login(stranger)
    assert client.get(f"{LIST}{requested.pk}/change/").status_code == 200
    assert press(client, requested, "accept").status_code == 403


def test_offered_time_is_left_and_another_taken_by_buttons(panel, requested, guest_focal):
    def offer(hour):
        return answers.counter(guest_of(requested), starts_at=at(hour), ends_at=at(hour + 1), by=guest_focal, now=at(0))

    refused = press(panel, requested, "take_time", proposal="")
    assert "proposal" in refused.context["form"].errors
    first = offer(6)
    press(panel, requested, "leave_time", proposal=first.pk)
    first.refresh_from_db()
    assert first.answer == Answer.DECLINED
    gone = press(panel, requested, "take_time", proposal=first.pk)
    assert "proposal" in gone.context["form"].errors
    second = offer(9)
    page = panel.get(reverse("admin:scheduling_meeting_take_time", args=[requested.pk]))
    assert "Embassy of Sampleland: Tue 8 Apr, 14:00–15:00 (PKT)" in page.text
    press(panel, requested, "take_time", proposal=second.pk)
    requested.refresh_from_db()
    assert (requested.status, requested.wished_from) == (MeetingStatus.ACCEPTED, at(9))
