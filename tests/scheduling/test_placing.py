"""Time and place: claimed whole, refused with every cause and the nearest ways out."""

import pytest

from core.errors import DomainError, IllegalTransition, InvalidInput, Taken
from forum import ledger
from forum.models import Booking, Room
from notifications.models import Message
from scheduling.actions import answers, placing
from scheduling.models import MeetingStatus
from scheduling.slots import Slot
from tests.scheduling.meeting_samples import NOW, at, host_of


@pytest.fixture
def other_room(room):
    return Room.objects.create(venue=room.venue, name="Committee Room 2", capacity=6)


@pytest.fixture
def second(asked, accepted, desk):
    """Another accepted meeting of the same people."""
    meeting = asked(subject="Sample rail and port")
    answers.accept(host_of(meeting), by=desk, now=NOW)
    meeting.refresh_from_db()
    return meeting


def active():
    rows = Booking.objects.filter(is_active=True).order_by("pk")
    return [(str(row.resource), row.span.lower, row.span.upper) for row in rows]


def test_place_claims_the_room_and_everybody(placed, room, minister, envoy, attache):
    assert (placed.status, placed.version, placed.room) == (MeetingStatus.SCHEDULED, 1, room)
    assert active() == [(str(one), at(6), at(6, 30)) for one in (room, envoy, attache, minister)]
    assert all(attendee.booking.is_active for attendee in placed.attendees.all())


def test_place_refused_names_every_cause_and_the_ways_out(placed, second, room, other_room, desk):
    with pytest.raises(Taken) as refusal:
        placing.place(second, Slot(at(6, 15), at(6, 45), room), by=desk, now=NOW)
    facts = refusal.value.facts
    assert [cause["resource"] for cause in facts["causes"]] == [
        "Committee Room 1",
        "Sample Envoy",
        "Sample Attache",
        "H.E. Sample Minister",
    ]
    assert {cause["next_free_at"] for cause in facts["causes"]} == {at(6, 30).isoformat()}
    assert "All are free together at 8 Apr 2025, 11:30 (PKT)." in str(refusal.value)
    assert [one["starts_at"] for one in facts["alternatives"]["times"]] == [
        f"2025-04-08T{clock}+05:00" for clock in ("10:30:00", "11:30:00", "11:45:00", "12:00:00")
    ]
    assert facts["alternatives"]["rooms"] == []
    second.refresh_from_db()
    assert (second.status, second.version) == (MeetingStatus.ACCEPTED, 0)
    assert not Message.objects.filter(about=f"meeting:{second.public_id}", kind="meeting_confirmed").exists()


def test_place_in_a_taken_room_offers_rooms_at_that_time(accepted, room, other_room, edition, desk):
    Room.objects.create(venue=room.venue, name="Booth", capacity=2)
    ledger.claim(edition, "block", [ledger.Claim(room, at(6), at(7))])
    with pytest.raises(Taken) as refusal:
        placing.place(accepted, Slot(at(6), at(6, 30), room), by=desk, now=NOW)
    assert [one["room_name"] for one in refusal.value.facts["alternatives"]["rooms"]] == ["Committee Room 2"]


def test_place_minds_the_turnaround(accepted, room, edition, desk):
    room.turnaround_minutes = 20
    room.save()
    ledger.claim(edition, "block", [ledger.Claim(room, at(6, 40), at(7))])
    with pytest.raises(Taken):
        placing.place(accepted, Slot(at(6), at(6, 30), room), by=desk, now=NOW)


@pytest.mark.parametrize(
    ("field", "starts_at", "ends_at"),
    [
        ("starts_at", at(6, day=1), at(7, day=1)),
        ("starts_at", at(6).replace(tzinfo=None), at(7)),
        ("ends_at", at(7), at(6)),
        ("ends_at", at(18, day=9), at(20, day=9)),
    ],
)
def test_place_at_an_impossible_time_is_refused(accepted, room, desk, field, starts_at, ends_at):
    with pytest.raises(InvalidInput) as refusal:
        placing.place(accepted, Slot(starts_at, ends_at, room), by=desk, now=NOW)
    assert refusal.value.field == field
    assert active() == []


def test_place_in_a_room_too_small_is_refused(accepted, room, desk):
    small = Room.objects.create(venue=room.venue, name="Booth", capacity=2)
    with pytest.raises(InvalidInput) as refusal:
        placing.place(accepted, Slot(at(6), at(7), small), by=desk, now=NOW)
    assert str(refusal.value) == "Booth seats 2, and 3 are needed."


def test_place_without_room_or_place_is_refused(accepted, desk):
    with pytest.raises(InvalidInput) as refusal:
        placing.place(accepted, Slot(at(6), at(7)), by=desk, now=NOW)
    assert refusal.value.field == "room"


def test_place_outside_the_venues_claims_the_people_only(accepted, desk):
    placing.place(accepted, Slot(at(6, day=4), at(7, day=4), place="Sample Ministry"), by=desk, now=NOW)
    assert len(active()) == 3
    assert accepted.place == "Sample Ministry"


def test_place_with_an_empty_side_is_refused(accepted, room, desk, minister):
    accepted.attendees.filter(person=minister).delete()
    with pytest.raises(DomainError) as refusal:
        placing.place(accepted, Slot(at(6), at(7), room), by=desk, now=NOW)
    assert (refusal.value.code, refusal.value.facts) == ("nobody-named", {"parties": ["Sample Ministry"]})


def test_place_of_a_meeting_not_accepted_is_refused(requested, room, desk):
    with pytest.raises(IllegalTransition):
        placing.place(requested, Slot(at(6), at(7), room), by=desk, now=NOW)
    assert active() == []


def test_place_in_an_archived_edition_is_refused(accepted, room, desk, edition):
    type(edition).objects.update(is_archived=True)
    with pytest.raises(DomainError) as refusal:
        placing.place(accepted, Slot(at(6), at(7), room), by=desk, now=NOW)
    assert refusal.value.code == "archived"


def test_move_keeps_the_status_and_raises_the_version(placed, other_room, desk):
    placing.move(placed, Slot(at(8), at(8, 30), other_room), by=desk, now=NOW)
    placed.refresh_from_db()
    assert (placed.status, placed.version, placed.starts_at, placed.room) == ("scheduled", 2, at(8), other_room)
    assert {span[1:] for span in active()} == {(at(8), at(8, 30))}
    assert len(active()) == 4


def test_move_onto_its_own_time_in_part_is_possible(placed, room, desk):
    placing.move(placed, Slot(at(6, 15), at(6, 45), room), by=desk, now=NOW)
    assert placed.starts_at == at(6, 15)


def test_move_nowhere_is_refused(placed, room, desk):
    with pytest.raises(DomainError) as refusal:
        placing.move(placed, Slot(at(6), at(6, 30), room), by=desk, now=NOW)
    assert refusal.value.code == "nothing-changed"


def test_move_refused_changes_nothing(placed, room, edition, desk, minister):
    ledger.claim(edition, "block", [ledger.Claim(minister, at(8), at(9))])
    with pytest.raises(Taken) as refusal:
        placing.move(placed, Slot(at(8), at(8, 30), room), by=desk, now=NOW)
    assert refusal.value.facts["alternatives"]["times"]
    placed.refresh_from_db()
    assert (placed.starts_at, placed.version) == (at(6), 1)
    assert not Message.objects.filter(kind="meeting_moved").exists()


def test_move_of_what_has_no_time_is_refused(accepted, room, desk):
    with pytest.raises(DomainError) as refusal:
        placing.move(accepted, Slot(at(6), at(7), room), by=desk, now=NOW)
    assert refusal.value.code == "not-placed"


def test_move_between_a_room_and_a_place_outside(placed, room, desk):
    placing.move(placed, Slot(at(8), at(8, 30), place="Sample Ministry"), by=desk, now=NOW)
    assert (placed.room, placed.booking, len(active())) == (None, None, 3)
    placing.move(placed, Slot(at(8), at(8, 30), room), by=desk, now=NOW)
    assert (placed.room, len(active())) == (room, 4)


def test_swap_lets_two_meetings_of_the_same_people_change_places(placed, second, room, other_room, desk):
    placing.place(second, Slot(at(8), at(8, 30), other_room), by=desk, now=NOW)
    placing.swap(placed, second, by=desk, now=NOW)
    assert (placed.starts_at, placed.room, second.starts_at, second.room) == (at(8), other_room, at(6), room)
    assert (placed.version, second.version) == (2, 2)


def test_rearrange_that_clashes_changes_nothing_and_names_the_causes(placed, second, room, other_room, desk):
    placing.place(second, Slot(at(8), at(8, 30), other_room), by=desk, now=NOW)
    before = active()
    with pytest.raises(Taken) as refusal:
        placing.rearrange(
            [(placed, Slot(at(9), at(9, 30), room)), (second, Slot(at(9, 15), at(9, 45), other_room))], by=desk, now=NOW
        )
    assert {cause["resource"] for cause in refusal.value.facts["causes"]} == {
        "Sample Envoy",
        "Sample Attache",
        "H.E. Sample Minister",
    }
    assert active() == before


def test_rearrange_takes_the_same_number_of_queries_for_any_number(
    placed, second, room, other_room, desk, django_assert_max_num_queries, django_assert_num_queries
):
    with django_assert_max_num_queries(40) as one:
        placing.rearrange([(placed, Slot(at(10), at(10, 30), room))], by=desk, now=NOW)
    placing.place(second, Slot(at(8), at(8, 30), other_room), by=desk, now=NOW)
    both = [(placed, Slot(at(8), at(8, 30), other_room)), (second, Slot(at(10), at(10, 30), room))]
    with django_assert_max_num_queries(len(one.captured_queries) + 2):
        placing.rearrange(both, by=desk, now=NOW)


def test_unplace_gives_the_time_back_and_cancels_the_invitation(placed, desk):
    placing.unplace(placed, by=desk, now=NOW, reason="No interpreter")
    placed.refresh_from_db()
    assert (placed.status, placed.starts_at, placed.room, placed.version) == ("accepted", None, None, 2)
    assert active() == []
    mails = Message.objects.filter(kind="meeting_cancelled")
    assert mails.count() == 3
    assert mails[0].facts["starts_at"] == at(6).isoformat()


def test_unplace_of_a_meeting_without_time_is_refused(accepted, desk):
    with pytest.raises(DomainError):
        placing.unplace(accepted, by=desk, now=NOW)


def test_place_again_after_unplacing_invites_again(placed, room, desk):
    placing.unplace(placed, by=desk, now=NOW)
    placing.place(placed, Slot(at(7), at(7, 30), room), by=desk, now=NOW)
    assert placed.version == 3
    assert Message.objects.filter(kind="meeting_confirmed").count() == 6
