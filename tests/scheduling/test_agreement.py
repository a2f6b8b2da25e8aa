"""Meetings and the ledger, changed by hand in the database: what contradicts itself is refused at the commit."""

import pytest
from django.db import IntegrityError, connection, transaction

from forum.models import Booking
from scheduling.actions import course
from scheduling.models import Meeting, MeetingStatus
from scheduling.models.meeting import PLACED
from tests.forum.test_agreement import commit
from tests.scheduling.meeting_samples import at

ENDED = sorted(set(MeetingStatus.values) - {*PLACED, MeetingStatus.HELD})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE scheduling_meeting SET starts_at = NULL, ends_at = NULL",
        "UPDATE scheduling_meeting SET starts_at = starts_at - interval '1 minute'",
        "UPDATE scheduling_meeting SET room_id = NULL, place = 'Elsewhere'",
        "UPDATE scheduling_meeting SET booking_id = NULL",
        "UPDATE scheduling_attendee SET booking_id = NULL",
        (
            "UPDATE scheduling_attendee SET person_id = other.id FROM forum_person AS other, forum_person AS own"
            " WHERE other.name = 'Sample Secretary' AND own.id = person_id AND own.name = 'Sample Minister'"
        ),
        "UPDATE forum_booking SET is_active = false WHERE room_id IS NOT NULL",
        "UPDATE forum_booking SET is_active = false WHERE person_id IS NOT NULL",
        "UPDATE forum_booking SET span = tstzrange(lower(span) + interval '1 minute', upper(span))",
        *(f"UPDATE scheduling_meeting SET status = '{status}'" for status in ENDED),
    ],
)
def test_placed_meeting_keeps_its_time_its_room_and_its_people(placed, secretary, statement):
    with pytest.raises(IntegrityError, match="contradict"):
        commit(statement)
    placed.refresh_from_db()
    assert (placed.status, placed.starts_at, Booking.objects.filter(is_active=True).count()) == ("scheduled", at(6), 4)


@pytest.mark.parametrize("status", PLACED)
@pytest.mark.parametrize("facts", ["", ", starts_at = '2025-04-08 11:00+05', ends_at = '2025-04-08 11:30+05'"])
@pytest.mark.parametrize("place", ["", ", place = 'Sample Palace'"])
def test_meeting_is_not_placed_by_hand_without_claiming_its_people(accepted, status, facts, place):
    with pytest.raises(IntegrityError, match="contradict"):
        commit(f"UPDATE scheduling_meeting SET status = '{status}'{facts}{place}")
    assert Meeting.objects.get().status == MeetingStatus.ACCEPTED


def test_whole_change_by_hand_is_taken_in_any_order(placed):
    commit("UPDATE scheduling_meeting SET status = 'cancelled'", "UPDATE forum_booking SET is_active = false")
    assert Meeting.objects.get().status == MeetingStatus.CANCELLED


def test_bookings_of_a_meeting_that_was_held_may_be_cleared_away(placed, desk):
    course.hold(placed, outcome="Sample outcome", by=desk, now=at(7))
    commit("UPDATE forum_booking SET is_active = false")
    assert not Booking.objects.filter(is_active=True).exists()


@pytest.mark.django_db(transaction=True)
def test_contradiction_is_refused_by_the_commit_itself(placed):
    with pytest.raises(IntegrityError, match="contradict"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE scheduling_meeting SET status = 'declined'")
    assert Meeting.objects.get().status == MeetingStatus.SCHEDULED
