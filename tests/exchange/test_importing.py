"""An import brings the programme in line with the file: all of it or nothing, twice the same as once."""

import datetime as dt

import pytest

from core.errors import DomainError
from core.models import StatusChange
from forum import ledger
from forum.actions import imports, sessions
from forum.exchange.schedule import BadFile
from forum.models import (
    Appearance,
    AppearanceRole,
    Booking,
    BookingPurpose,
    Edition,
    Person,
    Room,
    Session,
    SessionStatus,
    Track,
    Venue,
)
from tests.exchange.documents import NOW, event, read

A, B = (1, "Sample Speaker 1"), (2, "Sample Speaker 2")


def take_in(edition, *events):
    return imports.take_in(edition, read(*events), by=None, now=NOW)


def counts(outcome):
    return outcome.created, outcome.updated, outcome.unchanged


def test_import_schedules_sessions_with_room_people_and_bookings(edition):
    outcome = take_in(edition, event("1", people=[A, B], track="Copper"))
    session = Session.objects.get()
    assert counts(outcome) == (1, 0, 0)
    assert (session.status, session.room.name, session.track.name) == (SessionStatus.SCHEDULED, "Hall A", "Copper")
    assert session.starts_at == dt.datetime(2025, 4, 8, 5, tzinfo=dt.UTC)
    assert session.booking.room == session.room
    assert [part.booking.person.name for part in session.appearances.all()] == ["Sample Speaker 1", "Sample Speaker 2"]
    assert list(StatusChange.objects.of(session).values_list("before", "after")) == [("draft", "scheduled")]


def test_import_of_the_same_file_changes_nothing(edition):
    events = [event("1", people=[A]), event("2", people=[A], room="Hall B"), event("3", start="12:00", people=[B])]
    take_in(edition, *events)
    before = [list(model.objects.order_by("pk").values()) for model in (Session, Appearance, Booking, Person, Room)]
    outcome = take_in(edition, *events)
    assert counts(outcome) == (0, 0, 3)
    assert not outcome.changed_anything
    assert before == [
        list(model.objects.order_by("pk").values()) for model in (Session, Appearance, Booking, Person, Room)
    ]


def test_import_again_updates_what_the_file_changed(edition):
    take_in(edition, event("1", people=[A, B]), event("2", start="12:00"))
    session = Session.objects.get(external_id="1")
    session.appearances.filter(person__name="Sample Speaker 1").update(role=AppearanceRole.CHAIR)
    outcome = take_in(edition, event("1", start="15:00", people=[A], title="New title"), event("2", start="12:00"))
    session.refresh_from_db()
    assert counts(outcome) == (0, 1, 1)
    assert (session.title, session.version, session.starts_at.hour) == ("New title", 2, 10)
    assert [(part.person.name, part.role) for part in session.appearances.all()] == [("Sample Speaker 1", "chair")]
    active = Booking.objects.filter(is_active=True)
    assert {booking.span.lower.hour for booking in active.exclude(session__external_id="2")} == {10}
    assert active.count() == 3


def test_import_lets_two_sessions_change_places(edition):
    take_in(edition, event("1", people=[A]), event("2", start="12:00", people=[A]))
    outcome = take_in(edition, event("1", start="12:00", people=[A]), event("2", people=[A]))
    assert counts(outcome) == (0, 2, 0)
    assert outcome.conflicts == []


def test_later_item_of_a_conflict_becomes_a_draft_and_every_conflict_is_listed(edition):
    outcome = take_in(
        edition,
        event("1", people=[A]),
        event("2", start="10:30", room="Hall A", people=[B]),
        event("3", start="10:30", room="Hall B", people=[A]),
        event("4", start="11:00", room="Hall A", people=[A, B]),
    )
    drafts = Session.objects.filter(status=SessionStatus.DRAFT)
    assert {draft.external_id: (draft.starts_at, draft.room, draft.booking) for draft in drafts} == {
        "2": (None, None, None),
        "3": (None, None, None),
    }
    assert [str(one) for one in outcome.conflicts] == [
        "line 7: “Sample session 2”: Hall A is taken then by “Sample session 1”.",
        "line 8: “Sample session 3”: Sample Speaker 1 is taken then by “Sample session 1”.",
    ]
    assert Session.objects.get(external_id="3").appearances.count() == 1


def test_import_of_a_file_with_conflicts_twice_changes_nothing(edition):
    events = [event("1", people=[A]), event("2", start="10:30", room="Hall B", people=[A])]
    take_in(edition, *events)
    outcome = take_in(edition, *events)
    assert (counts(outcome), len(outcome.conflicts)) == ((0, 0, 2), 1)


def test_conflict_that_the_file_resolves_is_scheduled(edition):
    take_in(edition, event("1", people=[A]), event("2", start="10:30", room="Hall B", people=[A]))
    outcome = take_in(edition, event("1", people=[A]), event("2", start="11:00", room="Hall B", people=[A]))
    assert (counts(outcome), outcome.conflicts) == ((0, 1, 1), [])
    assert Session.objects.filter(status=SessionStatus.SCHEDULED).count() == 2


def test_what_the_ledger_holds_already_is_in_the_way(edition):
    venue = Venue.objects.create(edition=edition, name="Sample centre", is_main=True)
    hall = Room.objects.create(venue=venue, name="Hall A", turnaround_minutes=30)
    start = dt.datetime(2025, 4, 8, 6, 15, tzinfo=dt.UTC)
    ledger.claim(edition, BookingPurpose.MEETING, [ledger.Claim(hall, start, start + dt.timedelta(hours=1))])
    outcome = take_in(edition, event("1"))
    assert [(one.name, one.held.title) for one in outcome.conflicts] == [("Hall A", "meeting")]


def test_person_recurs_across_events_and_imports(edition):
    take_in(edition, event("1", people=[A]), event("2", start="12:00", people=[A]))
    other = Edition.objects.create(
        slug="next", name="Next", short_name="Next", starts_on=dt.date(2025, 4, 8), ends_on=dt.date(2025, 4, 9)
    )
    take_in(other, event("9", start="16:00", people=[A]))
    assert Person.objects.get().sessions.count() == 3


def test_event_after_midnight_of_the_last_day_is_inside(edition):
    outcome = take_in(edition, event("1", date="2025-04-10T00:30:00+05:00", start="00:30"))
    assert outcome.created == 1


def test_events_outside_the_edition_are_all_told_and_nothing_is_written(edition):
    with pytest.raises(BadFile) as refusal:
        take_in(
            edition,
            event("1"),
            event("2", date="2025-04-07T10:00:00+05:00"),
            event("3", date="2025-04-12T10:00:00+05:00"),
        )
    assert [one.where for one in refusal.value.problems] == ["line 7", "line 8"]
    assert [model.objects.count() for model in (Session, Track, Room, Person)] == [0, 0, 0, 0]


def test_archived_edition_is_refused(edition):
    edition.is_archived = True
    edition.save()
    with pytest.raises(DomainError) as refusal:
        take_in(edition, event("1"))
    assert refusal.value.code == "archived"


def test_cancelled_session_stays_cancelled_and_is_listed(edition):
    take_in(edition, event("1", people=[A]))
    session = Session.objects.get()
    sessions.cancel(session, by=None, now=NOW)
    outcome = take_in(edition, event("1", start="15:00", title="Other", people=[A]))
    session.refresh_from_db()
    assert (session.status, session.title, session.starts_at.hour) == (SessionStatus.CANCELLED, "Other", 5)
    assert outcome.kept == ["Other (cancelled)"]


def test_sessions_that_the_file_no_longer_names_stay_and_are_listed(edition):
    take_in(edition, event("1"), event("2", start="12:00"))
    outcome = take_in(edition, event("1"))
    assert (outcome.missing, Session.objects.count()) == (["Sample session 2"], 2)


def test_booking_made_meanwhile_is_a_refusal_and_nothing_is_written(edition, monkeypatch):
    """The race itself: the import has looked at the ledger, then somebody is faster."""
    venue = Venue.objects.create(edition=edition, name="Sample centre", is_main=True)
    hall = Room.objects.create(venue=venue, name="Hall A")
    looked = imports.settle

    def slow(*args):
        start = dt.datetime(2025, 4, 8, 5, tzinfo=dt.UTC)
        ledger.claim(edition, BookingPurpose.MEETING, [ledger.Claim(hall, start, start + dt.timedelta(hours=1))])
        return looked(*args)

    monkeypatch.setattr(imports, "settle", slow)
    with pytest.raises(DomainError) as refusal:
        take_in(edition, event("1"))
    assert refusal.value.code == "programme-changed"
    assert not Session.objects.exists()
