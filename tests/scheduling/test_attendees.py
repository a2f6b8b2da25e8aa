"""Who comes: named, dropped and exchanged, also late."""

import pytest

from core.errors import DomainError, InvalidInput, Taken
from delegations.models import Delegate
from forum import ledger
from forum.models import Booking
from notifications.models import Message
from scheduling.actions import attendees, course
from tests.scheduling.meeting_samples import NOW, at, guest_of, host_of, person


@pytest.fixture
def expert(edition, embassy):
    made = person("Sample Expert")
    Delegate.objects.create(edition=edition, delegation=embassy, person=made)
    return made


def names(meeting):
    return [str(attendee.person) for attendee in meeting.attendees.order_by("pk")]


def told(kind):
    return list(Message.objects.filter(kind=kind).order_by("pk").values_list("email", "version"))


def test_add_before_placing_claims_and_tells_nothing(requested, expert, guest_focal):
    before = Message.objects.count()
    attendees.add(guest_of(requested), expert, by=guest_focal, now=NOW)
    assert names(requested)[-1] == "Sample Expert"
    assert (Booking.objects.count(), Message.objects.count()) == (0, before)


def test_add_late_claims_the_time_and_invites_only_the_newcomer(placed, expert, guest_focal):
    attendee = attendees.add(guest_of(placed), expert, by=guest_focal, now=NOW)
    assert (attendee.booking.span.lower, attendee.booking.is_active) == (at(6), True)
    assert told("meeting_confirmed")[3:] == [(expert.email, 2)]


def test_add_of_a_busy_person_is_refused_whole(placed, expert, edition, guest_focal):
    ledger.claim(edition, "block", [ledger.Claim(expert, at(6), at(7))])
    with pytest.raises(Taken):
        attendees.add(guest_of(placed), expert, by=guest_focal, now=NOW)
    placed.refresh_from_db()
    assert (placed.version, len(names(placed))) == (1, 3)


def test_add_of_a_stranger_is_refused(requested, minister, guest_focal):
    with pytest.raises(InvalidInput) as refusal:
        attendees.add(guest_of(requested), minister, by=guest_focal, now=NOW)
    assert refusal.value.field == "person"


def test_add_twice_is_refused(requested, envoy, guest_focal):
    with pytest.raises(DomainError) as refusal:
        attendees.add(guest_of(requested), envoy, by=guest_focal, now=NOW)
    assert refusal.value.code == "already-attends"


def test_add_beyond_the_seats_is_refused(placed, expert, room, guest_focal):
    room.capacity = 3
    room.save()
    with pytest.raises(InvalidInput) as refusal:
        attendees.add(guest_of(placed), expert, by=guest_focal, now=NOW)
    assert refusal.value.code == "room-too-small"


def test_add_after_the_end_is_refused(placed, expert, desk, guest_focal):
    course.hold(placed, outcome="Sample", by=desk, now=at(7))
    with pytest.raises(DomainError) as refusal:
        attendees.add(guest_of(placed), expert, by=guest_focal, now=NOW)
    assert refusal.value.code == "attendees-closed"


def test_drop_late_gives_the_time_back_and_takes_the_entry_out(placed, attache, guest_focal):
    attendees.drop(placed.attendees.get(person=attache), by=guest_focal, now=NOW)
    assert names(placed) == ["Sample Envoy", "H.E. Sample Minister"]
    assert not Booking.objects.filter(person=attache, is_active=True).exists()
    assert told("meeting_dropped") == [(attache.email, 2)]
    assert "METHOD:CANCEL" in Message.objects.get(kind="meeting_dropped").calendar


def test_drop_of_the_last_of_a_side_is_refused(placed, minister, desk):
    with pytest.raises(DomainError) as refusal:
        attendees.drop(placed.attendees.get(person=minister), by=desk, now=NOW)
    assert refusal.value.code == "last-of-side"


def test_drop_before_placing_tells_nobody(requested, envoy, guest_focal):
    attendees.drop(requested.attendees.get(person=envoy), by=guest_focal, now=NOW)
    assert told("meeting_dropped") == []


def test_swap_keeps_the_part_and_tells_only_the_two(placed, envoy, expert, guest_focal):
    attendee = attendees.swap(placed.attendees.get(person=envoy), expert, by=guest_focal, now=NOW)
    assert attendee.is_lead
    assert names(placed) == ["Sample Attache", "H.E. Sample Minister", "Sample Expert"]
    assert [email for email, _version in told("meeting_dropped")] == [envoy.email]
    assert [email for email, _version in told("meeting_confirmed")[3:]] == [expert.email]
    assert Booking.objects.filter(is_active=True).count() == 4


def test_swap_refused_changes_nothing(placed, envoy, expert, edition, guest_focal):
    ledger.claim(edition, "block", [ledger.Claim(expert, at(6), at(7))])
    with pytest.raises(Taken):
        attendees.swap(placed.attendees.get(person=envoy), expert, by=guest_focal, now=NOW)
    assert "Sample Envoy" in names(placed)
    assert told("meeting_dropped") == []


def test_swap_back_and_forth_tells_each_time(placed, envoy, expert, guest_focal):
    comer = attendees.swap(placed.attendees.get(person=envoy), expert, by=guest_focal, now=NOW)
    attendees.swap(comer, envoy, by=guest_focal, now=NOW)
    assert [email for email, _version in told("meeting_confirmed")[3:]] == [expert.email, envoy.email]


def test_host_side_names_its_own_people(requested, secretary, host_focal):
    attendees.add(host_of(requested), secretary, by=host_focal, now=NOW, is_lead=True)
    leads = requested.attendees.filter(is_lead=True, party=host_of(requested)).values_list("person__name", flat=True)
    assert list(leads) == ["Sample Secretary"]
