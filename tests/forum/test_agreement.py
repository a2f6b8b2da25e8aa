"""Sessions and the ledger, changed by hand in the database: what contradicts itself is refused at the commit."""

import pytest
from django.db import IntegrityError, connection, transaction

from forum.actions import sessions
from forum.models import Booking, Session


def commit(*statements):
    """Run statements by hand in one transaction, and judge it as its commit would."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        connection.check_constraints()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE forum_session SET status = 'cancelled'",
        "UPDATE forum_session SET status = 'draft'",
        "UPDATE forum_session SET starts_at = NULL, ends_at = NULL",
        "UPDATE forum_session SET ends_at = ends_at + '1 hour'",
        "UPDATE forum_session SET room_id = NULL",
        "UPDATE forum_session SET booking_id = NULL",
        "UPDATE forum_appearance SET booking_id = NULL",
        "UPDATE forum_booking SET is_active = false WHERE room_id IS NOT NULL",
        "UPDATE forum_booking SET is_active = false WHERE person_id IS NOT NULL",
        "UPDATE forum_booking SET span = tstzrange(lower(span), upper(span) - interval '1 minute')",
    ],
)
def test_scheduled_session_keeps_its_time_its_room_and_its_people(scheduled, statement):
    with pytest.raises(IntegrityError, match="contradict"):
        commit(statement)
    scheduled.refresh_from_db()
    assert (scheduled.status, Booking.objects.filter(is_active=True).count()) == ("scheduled", 2)


@pytest.mark.parametrize("status", ["scheduled", "live"])
def test_draft_is_not_scheduled_without_a_day(panel, status):
    with pytest.raises(IntegrityError, match="contradict"):
        commit(f"UPDATE forum_session SET status = '{status}'")
    commit(f"UPDATE forum_session SET status = '{status}', reported_on = '2025-04-08'")  # announced: nobody is claimed


def test_session_is_not_placed_in_a_room_that_it_has_not_claimed(panel, room):
    with pytest.raises(IntegrityError, match="contradict"):
        commit(
            f"UPDATE forum_session SET status = 'scheduled', room_id = {room.pk},"
            " starts_at = '2025-04-08 10:00+05', ends_at = '2025-04-08 11:00+05'"
        )
    panel.refresh_from_db()
    assert (panel.status, panel.room) == ("draft", None)


def test_whole_change_by_hand_is_taken_in_any_order(scheduled):
    commit(
        "UPDATE forum_session SET status = 'cancelled'",
        "UPDATE forum_booking SET is_active = false",
    )
    assert Session.objects.get().status == "cancelled"


def test_bookings_of_what_is_over_may_be_cleared_away(scheduled, acting):
    sessions.start(scheduled, **acting)
    sessions.finish(scheduled, **acting)
    commit("UPDATE forum_booking SET is_active = false")
    assert not Booking.objects.filter(is_active=True).exists()


@pytest.mark.django_db(transaction=True)
def test_contradiction_is_refused_by_the_commit_itself(scheduled):
    with pytest.raises(IntegrityError, match="contradict"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE forum_session SET status = 'draft'")  # taken: the change may not be whole yet
    assert Session.objects.get().status == "scheduled"
