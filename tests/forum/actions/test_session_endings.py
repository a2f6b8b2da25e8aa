"""How a session ends, begins again, or cannot: cancelled, reopened, held, and all verbs of an archived edition."""

import pytest

from core.errors import DomainError, IllegalTransition
from core.models import StatusChange
from forum.actions import editions, sessions, speakers
from forum.models import Booking, Person, Session
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


def test_cancel_gives_the_time_back_keeps_it_on_record_and_tells_the_speaker(scheduled, speaker, room, at, acting):
    sessions.cancel(scheduled, reason="Fog.", **acting)
    fresh = Session.objects.get()
    assert (fresh.status, fresh.starts_at, fresh.booking) == ("cancelled", at(10), None)
    assert busy_until(room) == busy_until(speaker) == []
    message = Message.objects.get()
    assert (message.kind, message.facts["reason"]) == ("session_cancelled", "Fog.")


def test_cancel_of_a_draft_tells_nobody(panel, speaker, acting):
    speakers.add(panel, speaker, **acting)
    sessions.cancel(panel, **acting)
    assert not Message.objects.exists()


def test_cancel_twice_is_refused(scheduled, acting):
    sessions.cancel(scheduled, **acting)
    refusal(IllegalTransition, sessions.cancel, scheduled, **acting)


def test_reopen_makes_a_draft_without_time_and_a_second_cancelling_is_told_again(scheduled, room, at, acting):
    sessions.cancel(scheduled, **acting)
    sessions.reopen(scheduled, **acting)
    assert (scheduled.status, scheduled.starts_at, scheduled.room) == ("draft", None, None)
    sessions.schedule(scheduled, Slot(at(10), at(11), room), **acting)
    sessions.cancel(scheduled, **acting)
    assert Message.objects.filter(kind="session_cancelled").count() == 2


def test_reopen_of_a_draft_is_refused(panel, acting):
    refusal(IllegalTransition, sessions.reopen, panel, **acting)


def test_unschedule_gives_the_time_back(scheduled, room, speaker, acting):
    sessions.unschedule(scheduled, **acting)
    assert (scheduled.status, scheduled.starts_at) == ("draft", None)
    assert busy_until(room) == busy_until(speaker) == []


def test_unschedule_of_a_cancelled_session_is_refused(scheduled, acting):
    sessions.start(scheduled, **acting)
    refusal(IllegalTransition, sessions.unschedule, scheduled, **acting)


def test_start_and_finish_take_it_through_the_day(scheduled, organiser, acting):
    sessions.start(scheduled, **acting)
    sessions.finish(scheduled, **acting)
    assert [after for _before, after, _actor, _reason in steps(scheduled)] == ["scheduled", "live", "done"]


def test_start_of_a_draft_and_finish_of_a_scheduled_session_are_refused(panel, at, acting):
    refusal(IllegalTransition, sessions.start, panel, **acting)
    sessions.schedule(panel, Slot(at(10), at(11)), **acting)
    refusal(IllegalTransition, sessions.finish, panel, **acting)


@pytest.mark.parametrize(
    "call",
    [
        lambda session, slot, acting: sessions.draft(session.edition, title="New", **acting),
        lambda session, slot, acting: sessions.edit(session, title="New", **acting),
        lambda session, slot, acting: sessions.announce(session, on=slot.starts_at.date(), **acting),
        lambda session, slot, acting: sessions.schedule(session, slot, **acting),
        lambda session, slot, acting: sessions.move(session, slot, **acting),
        lambda session, slot, acting: sessions.unschedule(session, **acting),
        lambda session, slot, acting: sessions.cancel(session, **acting),
        lambda session, slot, acting: sessions.reopen(session, **acting),
        lambda session, slot, acting: sessions.start(session, **acting),
        lambda session, slot, acting: sessions.finish(session, **acting),
        lambda session, slot, acting: speakers.add(session, Person.objects.create(name="Late"), **acting),
        lambda session, slot, acting: speakers.remove(session.appearances.get(), **acting),
        lambda session, slot, acting: speakers.change_part(
            session.appearances.get(), role="chair", position=1, **acting
        ),
    ],
)
def test_archived_edition_refuses_every_verb(scheduled, edition, hall, at, acting, call):
    editions.archive(edition, **acting)
    error = refusal(DomainError, call, scheduled, Slot(at(14), at(15), hall), acting)
    assert (error.code, str(error)) == ("archived", "PMIF25 is archived: nothing in it can be changed any more.")
    assert (Session.objects.get().title, Session.objects.get().status) == ("Sample panel on copper", "scheduled")
