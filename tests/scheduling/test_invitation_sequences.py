"""Whatever happens to a meeting, and in whatever order its mails arrive: every calendar ends with the right entries."""

import random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import DomainError
from delegations.models import Delegate, DelegateStatus
from forum.models import Person, Room
from notifications.models import Message
from scheduling import ics
from scheduling.actions import answers, attendees, course, placing
from scheduling.models import Attendee, MeetingStatus
from scheduling.models.meeting import PLACED
from scheduling.slots import Slot
from tests.scheduling.calendar_client import CalendarClient
from tests.scheduling.meeting_samples import NOW, at, host_of

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("place"), st.integers(0, 5), st.integers(0, 1)),
        st.tuples(st.just("move"), st.integers(0, 5), st.integers(0, 1)),
        st.tuples(st.sampled_from(["add", "drop"]), st.integers(0, 6), st.just(0)),
        st.tuples(st.just("swap"), st.integers(0, 6), st.integers(0, 6)),
        st.tuples(st.sampled_from(["unplace", "confirm", "cancel"]), st.just(0), st.just(0)),
    ),
    min_size=1,
    max_size=12,
)


@pytest.fixture
def people(embassy, envoy, attache, minister, ministry, secretary):
    """Both delegations': some with an address, some told through their focal point, two with one address in common."""
    found = [envoy, attache, minister, secretary]
    for number, email in enumerate(["", "", "sample.envoy@majlis.example"], start=1):
        one = Person.objects.create(name=f"Sample Companion {number}", email=email)
        Delegate.objects.create(edition=embassy.edition, delegation=embassy, person=one, status=DelegateStatus.APPROVED)
        found.append(one)
    return found


@pytest.fixture
def rooms(room):
    return [room, Room.objects.create(venue=room.venue, name="Committee Room 2", capacity=20)]


def do(step, meeting, people, rooms, desk):
    """One change of the meeting; a refusal is an answer too, and changes nothing."""
    verb, first, second = step
    said = {"by": desk, "now": NOW}
    try:
        with transaction.atomic():
            match verb:
                case "place" | "move":
                    getattr(placing, verb)(meeting, Slot(at(5 + first), at(5 + first, 30), rooms[second]), **said)
                case "add":
                    party = meeting.parties.get(delegation__delegates__person=people[first])
                    attendees.add(party, people[first], **said)
                case "drop" | "swap":
                    seat = meeting.attendees.select_related("party__delegation", "booking").get(person=people[first])
                    others = [people[second]] if verb == "swap" else []
                    getattr(attendees, verb)(seat, *others, **said)
                case "unplace":
                    placing.unplace(meeting, **said)
                case "confirm":
                    course.confirm(meeting, **said)
                case "cancel":
                    course.cancel(meeting, reason="Sample", **said)
    except (DomainError, Attendee.DoesNotExist):
        meeting.refresh_from_db()


def calendars(order):
    """Every reader's calendar after the mails of the outbox have arrived, in the order that ``order`` makes of them."""
    rows = list(Message.objects.exclude(calendar="").order_by("pk"))
    order(rows)
    found: dict = {}
    for row in rows:
        found.setdefault(row.email, CalendarClient()).receive(row.calendar)
    return {email: client.shown() for email, client in found.items() if client.entries}


def expected(meeting, focal):
    """Who should have what: each attendee of a placed meeting at the own address, or at the focal point's."""
    if meeting.status not in PLACED:
        return {}
    entry = {ics.uid(meeting): (meeting.starts_at, meeting.ends_at, ", ".join(ics.place(meeting)))}
    people = [seat.person for seat in meeting.attendees.select_related("person")]
    return {person.email or focal.email: entry for person in people}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, seed=st.integers(0, 1000))
def test_every_calendar_is_right_after_any_changes_in_any_order_of_arrival(
    accepted, people, rooms, desk, guest_focal, steps, seed
):
    with transaction.atomic():
        meeting = type(accepted).objects.get(pk=accepted.pk)
        for step in [("place", 0, 0), *steps]:
            do(step, meeting, people, rooms, desk)
            should = expected(meeting, guest_focal)
            assert calendars(lambda rows: None) == should, step
        assert calendars(random.Random(seed).shuffle) == should
        assert calendars(lambda rows: rows.extend(rows[::-1])) == should
        transaction.set_rollback(True)


def test_create_move_drop_cancel_leaves_exactly_the_right_entries(placed, people, rooms, desk, guest_focal, attache):
    def everywhere():
        return calendars(lambda rows: None)

    envoy, minister = "sample.envoy@majlis.example", "sample.minister@majlis.example"
    first = everywhere()
    assert set(first) == {envoy, attache.email, minister}

    placing.move(placed, Slot(at(8), at(8, 30), rooms[1]), by=desk, now=NOW)
    moved = everywhere()
    assert {times[:2] for entries in moved.values() for times in entries.values()} == {(at(8), at(8, 30))}
    assert [set(entries) for entries in moved.values()] == [set(entries) for entries in first.values()]

    attendees.drop(placed.attendees.get(person=attache), by=desk, now=NOW)
    assert everywhere() == {envoy: moved[envoy], minister: moved[minister]}

    placed.refresh_from_db()
    course.cancel(placed, reason="Sample", by=desk, now=NOW)
    assert everywhere() == {}


def test_focal_point_keeps_the_entry_while_it_still_stands_for_somebody(accepted, people, rooms, desk, guest_focal):
    party = accepted.parties.get(side="guest")
    one, other = people[4], people[5]
    for person in (one, other):
        attendees.add(party, person, by=desk, now=NOW)
    placing.place(accepted, Slot(at(6), at(6, 30), rooms[0]), by=desk, now=NOW)

    attendees.drop(accepted.attendees.get(person=one), by=desk, now=NOW)
    assert guest_focal.email in calendars(lambda rows: None)
    newest = Message.objects.filter(email=guest_focal.email, kind="meeting_confirmed").latest("version")
    assert newest.facts["for_people"] == [str(other)]

    accepted.refresh_from_db()
    attendees.drop(accepted.attendees.get(person=other), by=desk, now=NOW)
    assert guest_focal.email not in calendars(lambda rows: None)


def test_taken_off_the_plan_and_placed_again_is_the_same_entry(placed, rooms, desk):
    placing.unplace(placed, by=desk, now=NOW)
    assert calendars(lambda rows: None) == {}
    assert placed.status == MeetingStatus.ACCEPTED
    placing.place(placed, Slot(at(9), at(9, 30), rooms[1]), by=desk, now=NOW)
    assert {uid for entries in calendars(lambda rows: None).values() for uid in entries} == {ics.uid(placed)}


def test_who_answers_late_changes_nobodys_calendar(requested, host_focal):
    answers.accept(host_of(requested), by=host_focal, now=NOW)
    assert calendars(lambda rows: None) == {}
