"""The verbs of a session: what each changes, and what it refuses."""

import datetime as dt

import pytest

from core.errors import DomainError, IllegalTransition, InvalidInput, Stale, Taken
from core.models import StatusChange
from forum.actions import sessions, speakers
from forum.models import Booking, Edition, Room, Session, SessionKind, Track, Venue
from forum.slots import Slot
from notifications.models import Message

pytestmark = pytest.mark.django_db


def refusal(error, call, /, *args, **kwargs):
    with pytest.raises(error) as refused:
        call(*args, **kwargs)
    return refused.value


def busy_until(resource):
    bookings = Booking.objects.filter(is_active=True)
    return [booking.span.upper for booking in bookings.order_by("span") if booking.resource == resource]


def steps(thing):
    return [(one.before, one.after, one.actor, one.reason) for one in StatusChange.objects.of(thing)]


# draft


def test_draft_claims_no_time(panel):
    assert (panel.status, panel.starts_at, panel.version) == ("draft", None, 1)
    assert not Booking.objects.exists()


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"title": ""}, "title"), ({"title": "A", "kind": "party"}, "kind"), ({"title": "x" * 301}, "title")],
)
def test_draft_refuses_wrong_facts_by_field(edition, acting, facts, field):
    assert refusal(InvalidInput, sessions.draft, edition, **acting, **facts).field == field
    assert not Session.objects.exists()


def test_draft_refuses_the_track_of_another_edition(edition, acting):
    other = Edition.objects.create(
        slug="other", name="Other", short_name="Other", starts_on=edition.starts_on, ends_on=edition.ends_on
    )
    track = Track.objects.create(edition=other, name="Copper", slug="copper")
    error = refusal(InvalidInput, sessions.draft, edition, title="A", track=track, **acting)
    assert (error.field, str(error)) == ("track", "Copper is no track of this edition.")


# schedule


def test_schedule_claims_the_room_and_everybody(scheduled, room, speaker, organiser, at):
    fresh = Session.objects.get()
    assert (fresh.status, fresh.starts_at, fresh.ends_at, fresh.room) == ("scheduled", at(10), at(11), room)
    assert busy_until(room) == busy_until(speaker) == [at(11)]
    assert (fresh.booking.resource, fresh.appearances.get().booking.resource) == (room, speaker)
    assert steps(fresh) == [("draft", "scheduled", organiser, "")]
    assert scheduled.status == "scheduled"


def test_schedule_refuses_a_busy_speaker_and_claims_nothing(edition, scheduled, speaker, hall, at, acting):
    second = sessions.draft(edition, title="Second", **acting)
    speakers.add(second, speaker, **acting)
    error = refusal(Taken, sessions.schedule, second, Slot(at(10, 30), at(11, 30), hall), **acting)
    assert "Sample Speaker" in str(error)
    assert "11:00 (PKT)" in str(error)
    assert busy_until(hall) == []
    assert (second.status, second.starts_at) == ("draft", None)
    assert Session.objects.get(pk=second.pk).status == "draft"


def test_schedule_refuses_a_busy_room_and_says_when_it_is_free(edition, scheduled, room, at, acting):
    second = sessions.draft(edition, title="Second", **acting)
    error = refusal(Taken, sessions.schedule, second, Slot(at(10, 30), at(11, 30), room), **acting)
    assert "Committee Room 1" in str(error)
    assert "11:00 (PKT)" in str(error)


def test_schedule_of_what_is_scheduled_is_refused(scheduled, hall, at, acting):
    refusal(IllegalTransition, sessions.schedule, scheduled, Slot(at(14), at(15), hall), **acting)


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [((10, 0, 7), (11, 0, 7), "starts_at"), ((11,), (10,), "ends_at"), ((10,), (1, 0, 10), "ends_at")],
)
def test_schedule_refuses_times_that_cannot_be(panel, at, acting, start, end, field):
    error = refusal(InvalidInput, sessions.schedule, panel, Slot(at(*start), at(*end)), **acting)
    assert error.field == field
    assert panel.status == "draft"


def test_schedule_refuses_times_without_a_zone(panel, acting):
    slot = Slot(dt.datetime(2025, 4, 8, 10), dt.datetime(2025, 4, 8, 11))  # noqa: DTZ001 - naive is the point
    assert refusal(InvalidInput, sessions.schedule, panel, slot, **acting).field == "starts_at"


def test_schedule_lets_a_briefing_come_before_the_forum_and_nothing_else(edition, at, acting):
    slot = Slot(at(10, day=1), at(11, day=1), place="Sample headquarters")
    briefing = sessions.draft(edition, title="Briefing", kind=SessionKind.BRIEFING, **acting)
    sessions.schedule(briefing, slot, **acting)
    panel = sessions.draft(edition, title="Panel", **acting)
    assert refusal(InvalidInput, sessions.schedule, panel, slot, **acting).field == "starts_at"


def test_schedule_refuses_a_room_too_small(edition, room, at, acting):
    crowd = sessions.draft(edition, title="Crowd", capacity_needed=21, **acting)
    error = refusal(InvalidInput, sessions.schedule, crowd, Slot(at(10), at(11), room), **acting)
    assert (error.field, str(error)) == ("room", "Committee Room 1 seats 20, and 21 are needed.")


def test_schedule_refuses_a_closed_room(panel, room, at, acting):
    room.opens_at, room.closes_at = dt.time(9), dt.time(17)
    error = refusal(InvalidInput, sessions.schedule, panel, Slot(at(8), at(9, 30), room), **acting)
    assert (error.field, error.code) == ("room", "room-closed")


def test_schedule_refuses_a_room_of_another_edition(edition, panel, at, acting):
    other = Edition.objects.create(
        slug="other", name="Other", short_name="Other", starts_on=edition.starts_on, ends_on=edition.ends_on
    )
    far = Room.objects.create(venue=Venue.objects.create(edition=other, name="Elsewhere"), name="Far hall")
    assert refusal(InvalidInput, sessions.schedule, panel, Slot(at(10), at(11), far), **acting).field == "room"


def test_schedule_refuses_a_room_and_a_place_together(panel, room, at, acting):
    slot = Slot(at(10), at(11), room, place="Elsewhere")
    assert refusal(InvalidInput, sessions.schedule, panel, slot, **acting).field == "place"


# announce


def test_announce_gives_a_day_and_claims_nothing(edition, panel, speaker, acting):
    speakers.add(panel, speaker, **acting)
    sessions.announce(panel, on=edition.starts_on, **acting)
    fresh = Session.objects.get()
    assert (fresh.status, fresh.starts_at, fresh.reported_on) == ("scheduled", None, edition.starts_on)
    assert not Booking.objects.exists()


def test_announce_refuses_a_day_outside_the_edition(panel, acting):
    assert refusal(InvalidInput, sessions.announce, panel, on=dt.date(2025, 4, 10), **acting).field == "reported_on"


def test_announced_session_claims_room_and_people_once_it_gets_a_time(edition, panel, speaker, room, at, acting):
    speakers.add(panel, speaker, **acting)
    sessions.announce(panel, on=edition.starts_on, **acting)
    sessions.move(panel, Slot(at(10), at(11), room), **acting)
    assert busy_until(room) == busy_until(speaker) == [at(11)]


# move


def test_move_raises_the_version_moves_every_claim_and_tells_the_speaker(scheduled, speaker, room, hall, at, acting):
    sessions.move(scheduled, Slot(at(14), at(15), hall), **acting)
    assert (scheduled.version, scheduled.status, scheduled.starts_at) == (2, "scheduled", at(14))
    assert busy_until(room) == []
    assert busy_until(hall) == busy_until(speaker) == [at(15)]
    message = Message.objects.get()
    assert (message.kind, message.email, message.version) == ("session_moved", "speaker@majlis.example", 2)
    assert message.facts["old_starts_at"] == at(10).astimezone(dt.UTC).isoformat()
    assert message.facts["where"] == "Main hall, Jinnah Convention Centre"


def test_move_within_its_own_time_is_no_clash_with_itself(scheduled, room, at, acting):
    sessions.move(scheduled, Slot(at(10, 30), at(11, 30), room), **acting)
    assert busy_until(room) == [at(11, 30)]


def test_move_to_a_place_elsewhere_frees_the_room(scheduled, room, speaker, at, acting):
    sessions.move(scheduled, Slot(at(10), at(11), place="Sample headquarters"), **acting)
    assert (busy_until(room), busy_until(speaker)) == ([], [at(11)])
    assert Session.objects.get().booking is None


def test_move_tells_nobody_without_an_address(scheduled, speaker, hall, at, acting):
    speaker.email = ""
    speaker.save()
    sessions.move(scheduled, Slot(at(14), at(15), hall), **acting)
    assert not Message.objects.exists()


def test_move_refuses_a_busy_room_and_leaves_all_as_it_was(edition, scheduled, hall, room, at, acting):
    other = sessions.draft(edition, title="Other", **acting)
    sessions.schedule(other, Slot(at(10), at(11), hall), **acting)
    refusal(Taken, sessions.move, scheduled, Slot(at(10), at(11), hall), **acting)
    fresh = Session.objects.get(pk=scheduled.pk)
    assert (fresh.version, fresh.room, busy_until(room)) == (1, room, [at(11)])
    assert not Message.objects.exists()


def test_move_of_a_draft_is_refused(panel, room, at, acting):
    error = refusal(DomainError, sessions.move, panel, Slot(at(10), at(11), room), **acting)
    assert str(error) == "Sample panel on copper is draft; only what is scheduled can be moved."


def test_move_from_an_old_reading_is_stale(scheduled, hall, at, acting):
    old = Session.objects.get(pk=scheduled.pk)
    sessions.move(scheduled, Slot(at(14), at(15), hall), **acting)
    refusal(Stale, sessions.move, old, Slot(at(16), at(17), hall), **acting)


def test_rearrange_lets_two_sessions_change_rooms_and_people(edition, scheduled, room, hall, at, acting):
    other = sessions.draft(edition, title="Other", **acting)
    sessions.schedule(other, Slot(at(10), at(11), hall), **acting)
    sessions.rearrange([(scheduled, Slot(at(10), at(11), hall)), (other, Slot(at(10), at(11), room))], **acting)
    rooms = dict(Session.objects.values_list("title", "booking__room__name"))
    assert rooms == {"Sample panel on copper": "Main hall", "Other": "Committee Room 1"}


def test_rearrange_refuses_all_when_one_clashes(edition, scheduled, room, hall, at, acting):
    other = sessions.draft(edition, title="Other", **acting)
    sessions.schedule(other, Slot(at(12), at(13), hall), **acting)
    plan = [(scheduled, Slot(at(14), at(15), hall)), (other, Slot(at(14, 30), at(15, 30), hall))]
    refusal(Taken, sessions.rearrange, plan, **acting)
    assert busy_until(room) == [at(11)]
    assert set(Session.objects.values_list("version", flat=True)) == {1}


# edit


def test_edit_changes_what_it_is(scheduled, acting):
    sessions.edit(scheduled, title="Another title", **acting)
    assert Session.objects.get().title == "Another title"


def test_edit_refuses_more_seats_than_the_room_has(scheduled, acting):
    error = refusal(InvalidInput, sessions.edit, scheduled, capacity_needed=21, **acting)
    assert error.field == "room"
    assert scheduled.capacity_needed is None
