"""Meetings and the own diary through the API."""

import pytest
import time_machine
from rest_framework.test import APIClient

from forum import ledger
from forum.models import Room
from scheduling.models import Meeting, MeetingStatus
from tests.scheduling.meeting_samples import at, host_of

BASE = "/api/v1/pmif25/meetings/"


@pytest.fixture
def api():
    return APIClient()


@pytest.fixture
def as_desk(api, desk):
    api.force_authenticate(desk)
    return api


def post(api, meeting, verb, **words):
    return api.post(f"{BASE}{meeting.public_id}/{verb}/", words)


def problem(answer):
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["type"].rpartition(":")[2]


def words_of(embassy, ministry, envoy, minister, **more):
    return {
        "guest": {"delegation": embassy.public_id, "people": [envoy.public_id]},
        "hosts": [{"delegation": ministry.public_id, "people": [minister.public_id]}],
        "subject": "Sample rail",
        "wished_from": "2025-04-08T10:00:00+05:00",
        "wished_until": "2025-04-08T12:00:00+05:00",
        **more,
    }


def test_nobody_reads_meetings_without_signing_in(api, requested):
    assert api.get(BASE).status_code in (401, 403)
    assert api.get("/api/v1/pmif25/diary/").status_code in (401, 403)


def test_list_holds_what_the_reader_may_see(api, requested, guest_focal, stranger):
    api.force_authenticate(guest_focal)
    rows = api.get(BASE).json()["results"]
    assert [(row["id"], row["status"]) for row in rows] == [(requested.public_id, "requested")]
    assert [party["name"] for party in rows[0]["parties"]] == ["Sample Ministry", "Embassy of Sampleland"]
    api.force_authenticate(stranger)
    assert api.get(BASE).json()["results"] == []
    assert api.get(f"{BASE}{requested.public_id}/").status_code == 404


def test_list_asks_as_many_questions_for_three_as_for_one(as_desk, asked, django_assert_num_queries):
    asked()
    with django_assert_num_queries(5):
        as_desk.get(BASE)
    asked(subject="Sample 2")
    asked(subject="Sample 3")
    with django_assert_num_queries(5):
        assert as_desk.get(BASE).json()["count"] == 3


def test_list_can_be_narrowed_to_ones_own(as_desk, requested):
    assert as_desk.get(BASE, {"mine": 1}).json()["count"] == 0
    assert as_desk.get(BASE, {"status": "requested"}).json()["count"] == 1
    assert as_desk.get(BASE, {"status": "held"}).json()["count"] == 0


def test_detail_says_what_the_reader_may_do_now(api, requested, guest_focal, host_focal, desk):
    found = {}
    for name, user in (("guest", guest_focal), ("host", host_focal), ("desk", desk)):
        api.force_authenticate(user)
        found[name] = api.get(f"{BASE}{requested.public_id}/").json()["actions"]
    assert found == {
        "guest": ["counter", "withdraw"],
        "host": ["accept", "decline", "counter"],
        "desk": ["accept", "decline", "counter", "withdraw"],
    }


def test_request_arrives(api, embassy, ministry, envoy, minister, guest_focal, host_focal):
    api.force_authenticate(guest_focal)
    answer = api.post(BASE, words_of(embassy, ministry, envoy, minister))
    assert answer.status_code == 201
    meeting = Meeting.objects.get()
    assert (answer.json()["id"], meeting.wished_from, meeting.status) == (meeting.public_id, at(5), "requested")


@pytest.mark.parametrize(
    ("pointer", "wrong"),
    [
        ("/subject", {"subject": ""}),
        ("/wished_until", {"wished_until": "2025-04-08T09:00:00+05:00"}),
        ("/wished_from", {"wished_from": "not a time"}),
        ("/hosts/0/delegation", {"hosts": [{"delegation": "unknown"}]}),
        ("/level", {"level": "state"}),
        ("/length_minutes", {"length_minutes": 5}),
    ],
)
def test_request_with_a_wrong_field_points_at_it(
    api, embassy, ministry, envoy, minister, guest_focal, host_focal, pointer, wrong
):
    api.force_authenticate(guest_focal)
    answer = api.post(BASE, words_of(embassy, ministry, envoy, minister, **wrong))
    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert not Meeting.objects.exists()


def test_request_for_a_delegation_of_others_finds_none(api, embassy, ministry, envoy, minister, host_focal):
    api.force_authenticate(host_focal)
    answer = api.post(BASE, words_of(embassy, ministry, envoy, minister))
    pointers = [error["pointer"] for error in answer.json()["errors"]]
    assert (answer.status_code, pointers) == (400, ["/guest/delegation", "/hosts/0/delegation"])


def test_request_by_a_delegate_for_the_own_delegation_is_forbidden(api, embassy, ministry, envoy, stranger):
    envoy.user = stranger
    envoy.save()
    words = {"guest": {"delegation": embassy.public_id}, "hosts": [], "subject": "Sample rail"}
    api.force_authenticate(stranger)
    assert api.post(BASE, words).status_code == 403


def test_accept_by_the_host_and_not_by_the_asker(api, requested, host_focal, guest_focal):
    api.force_authenticate(guest_focal)
    assert post(api, requested, "accept").status_code == 403
    api.force_authenticate(host_focal)
    answer = post(api, requested, "accept")
    assert (answer.status_code, answer.json()["status"]) == (200, "accepted")
    assert problem(post(api, requested, "accept")) == (403, "permission-denied")


def test_desk_accepts_for_the_host_once(as_desk, requested):
    assert post(as_desk, requested, "accept").json()["status"] == "accepted"
    assert host_of(requested).answer == "accepted"
    assert problem(post(as_desk, requested, "accept")) == (409, "already-answered")


def test_decline_needs_a_reason(api, requested, host_focal):
    api.force_authenticate(host_focal)
    assert post(api, requested, "decline").json()["errors"][0]["pointer"] == "/reason"
    assert post(api, requested, "decline", reason="The day is full").json()["status"] == "declined"


def test_counter_and_withdraw(api, requested, guest_focal):
    api.force_authenticate(guest_focal)
    answer = post(api, requested, "counter", starts_at=at(9).isoformat(), ends_at=at(10).isoformat())
    assert answer.json()["proposals"][0]["starts_at"] == "2025-04-08T14:00:00+05:00"
    assert post(api, requested, "withdraw", reason="Plans changed").json()["status"] == "withdrawn"


def test_place_and_the_whole_course(as_desk, accepted, room):
    placed = post(as_desk, accepted, "place", starts_at=at(6).isoformat(), room=room.public_id)
    assert (placed.status_code, placed.json()["room"]["name"], placed.json()["version"]) == (200, "Committee Room 1", 1)
    assert placed.json()["ends_at"] == "2025-04-08T11:30:00+05:00"
    moved = post(as_desk, accepted, "move", starts_at=at(8).isoformat(), room=room.public_id)
    assert (moved.json()["status"], moved.json()["version"]) == ("scheduled", 2)
    assert post(as_desk, accepted, "confirm").json()["status"] == "confirmed"
    assert post(as_desk, accepted, "start").json()["status"] == "in_progress"
    held = post(as_desk, accepted, "hold", outcome="Sample outcome").json()
    assert (held["status"], held["outcome"], held["actions"]) == ("held", "Sample outcome", [])


def test_course_before_its_time_is_a_problem_and_not_offered(as_desk, placed):
    with time_machine.travel(at(5, 30), tick=False):
        answer = post(as_desk, placed, "hold", outcome="Sample")
        offered = as_desk.get(f"{BASE}{placed.public_id}/").json()["actions"]
    assert problem(answer) == (409, "too-early")
    assert answer.json()["facts"] == {"possible_from": at(6).isoformat()}
    assert set(offered) == {"move", "unplace", "confirm", "cancel"}


def test_place_taken_is_a_problem_with_causes_and_ways_out(as_desk, accepted, room, edition, minister):
    ledger.claim(edition, "block", [ledger.Claim(one, at(6), at(7)) for one in (room, minister)])
    answer = post(as_desk, accepted, "place", starts_at=at(6).isoformat(), room=room.public_id)
    assert problem(answer) == (409, "taken")
    facts = answer.json()["facts"]
    assert [(cause["kind"], cause["resource"]) for cause in facts["causes"]] == [
        ("room", "Committee Room 1"),
        ("person", "H.E. Sample Minister"),
    ]
    assert facts["all_free_at"] == at(7).isoformat()
    assert facts["alternatives"]["times"][0]["room_name"] == "Committee Room 1"
    accepted.refresh_from_db()
    assert accepted.status == MeetingStatus.ACCEPTED


@pytest.mark.parametrize(
    ("words", "pointer"),
    [
        ({"starts_at": "2024-04-08T11:00:00+05:00"}, "/starts_at"),
        ({"starts_at": "2025-04-08T11:00:00+05:00", "ends_at": "2025-04-08T10:00:00+05:00"}, "/ends_at"),
        ({"starts_at": "noon"}, "/starts_at"),
        ({}, "/starts_at"),
    ],
)
def test_place_with_a_wrong_time_points_at_it(as_desk, accepted, room, words, pointer):
    answer = post(as_desk, accepted, "place", room=room.public_id, **words)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, pointer)


def test_place_in_a_room_too_small_or_unknown_points_at_it(as_desk, accepted, room):
    small = Room.objects.create(venue=room.venue, name="Booth", capacity=2)
    for name in (small.public_id, "unknown"):
        answer = post(as_desk, accepted, "place", starts_at=at(6).isoformat(), room=name)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/room")


def test_place_by_a_focal_point_is_forbidden(api, accepted, room, guest_focal):
    api.force_authenticate(guest_focal)
    answer = post(api, accepted, "place", starts_at=at(6).isoformat(), room=room.public_id)
    assert answer.status_code == 403


def test_place_what_is_not_accepted_is_a_problem(as_desk, requested, room):
    answer = post(as_desk, requested, "place", starts_at=at(6).isoformat(), room=room.public_id)
    assert problem(answer) == (409, "illegal-transition")


@pytest.mark.parametrize(("verb", "status"), [("cancel", "cancelled"), ("no-show", "no_show"), ("unplace", "accepted")])
def test_placed_meeting_ends_or_goes_back(as_desk, placed, verb, status):
    assert post(as_desk, placed, verb, reason="Sample reason").json()["status"] == status


def test_cancel_of_a_held_meeting_is_a_problem(as_desk, placed):
    post(as_desk, placed, "hold", outcome="Sample")
    assert problem(post(as_desk, placed, "cancel", reason="Sample")) == (409, "illegal-transition")


def test_status_cannot_be_written(as_desk, requested):
    assert as_desk.patch(f"{BASE}{requested.public_id}/", {"status": "held"}).status_code == 405
    requested.refresh_from_db()
    assert requested.status == MeetingStatus.REQUESTED


def test_diary_is_the_readers_own(api, placed, envoy, stranger, desk):
    envoy.user = stranger
    envoy.save()
    api.force_authenticate(stranger)
    rows = api.get("/api/v1/pmif25/diary/").json()
    assert [(row["kind"], row["id"], row["starts_at"]) for row in rows] == [
        ("meeting", placed.public_id, "2025-04-08T11:00:00+05:00")
    ]
    api.force_authenticate(desk)
    assert api.get("/api/v1/pmif25/diary/").json() == []
