"""A double booking cannot exist."""

import datetime as dt

import pytest

from core.errors import InvalidInput, Taken
from forum import ledger
from forum.models import Booking, BookingPurpose, Person


def at(hour, minute=0):
    return dt.datetime(2025, 4, 8, hour, minute, tzinfo=dt.UTC)


@pytest.fixture
def minister(db):
    return Person.objects.create(name="Sample Minister")


def claim(edition, resource, start, end):
    return ledger.claim(edition, BookingPurpose.MEETING, [ledger.Claim(resource, start, end)])[resource]


def test_claim_of_a_busy_person_names_who_and_when_next_free(edition, minister):
    claim(edition, minister, at(5), at(6))
    with pytest.raises(Taken) as refusal:
        claim(edition, minister, at(5, 30), at(6, 30))
    assert str(refusal.value) == "Sample Minister is taken at that time and next free at 8 Apr 2025, 11:00 (PKT)."
    assert refusal.value.facts["next_free_at"] == at(6).isoformat()


def test_claim_of_several_takes_all_or_nothing(edition, minister, room):
    claim(edition, minister, at(5), at(6))
    wanted = [ledger.Claim(room, at(5), at(6)), ledger.Claim(minister, at(5), at(6))]
    with pytest.raises(Taken):
        ledger.claim(edition, BookingPurpose.MEETING, wanted)
    assert Booking.objects.count() == 1


def test_claim_ends_where_the_next_begins(edition, minister):
    claim(edition, minister, at(5), at(6))
    claim(edition, minister, at(6), at(7))
    assert Booking.objects.count() == 2


def test_claim_of_a_room_keeps_its_turnaround_free(edition, room):
    room.turnaround_minutes = 15
    room.save()
    claim(edition, room, at(5), at(6))
    with pytest.raises(Taken):
        claim(edition, room, at(6, 10), at(7))
    claim(edition, room, at(6, 15), at(7))


def test_claim_backwards_is_refused_by_field(edition, minister):
    with pytest.raises(InvalidInput) as refusal:
        claim(edition, minister, at(6), at(5))
    assert refusal.value.field == "ends_at"


def test_release_gives_the_time_back_and_keeps_the_row(edition, minister):
    ledger.release([claim(edition, minister, at(5), at(6))])
    claim(edition, minister, at(5), at(6))
    assert Booking.objects.filter(person=minister).count() == 2


def test_deferred_lets_two_bookings_change_places(edition, minister):
    early, late = claim(edition, minister, at(5), at(6)), claim(edition, minister, at(6), at(7))
    swap = [(early, ledger.Claim(minister, at(6), at(7))), (late, ledger.Claim(minister, at(5), at(6)))]
    with ledger.deferred():
        ledger.move(swap)
    early.refresh_from_db()
    assert early.span.lower == at(6)


def test_deferred_still_refuses_what_overlaps_at_the_end(edition, minister):
    claim(edition, minister, at(5), at(6))
    late = claim(edition, minister, at(6), at(7))
    with pytest.raises(Taken), ledger.deferred():
        ledger.move([(late, ledger.Claim(minister, at(5, 30), at(6, 30)))])
