"""Who subscribes to the programme and to the own diary has a session once: the same UID and SEQUENCE in both."""

import pytest
from icalendar import Calendar

from core.errors import InvalidInput
from forum.actions import sessions, speakers
from forum.exchange.collect import collect
from forum.exchange.write import write
from forum.models import Room, Session
from forum.slots import Slot
from scheduling import diary
from tests.scheduling.meeting_samples import NOW, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def acting(organiser):
    return {"by": organiser, "now": NOW}


@pytest.fixture
def session(edition, room, envoy, stranger, acting):
    envoy.user = stranger
    envoy.save()
    made = sessions.draft(edition, title="Sample panel", **acting)
    speakers.add(made, envoy, role="speaker", **acting)
    sessions.schedule(made, Slot(at(6), at(7), room), **acting)
    return made


def in_the_feed(edition):
    (event,) = Calendar.from_ical(write(collect(edition), "ics", now=NOW)).walk("VEVENT")
    return event


def in_the_diary(edition, user):
    body = diary.calendar(diary.entries_of(user, edition), name=edition.name, now=NOW)
    (event,) = Calendar.from_ical(body).walk("VEVENT")
    return event


def identity(event):
    return str(event["UID"]), event["SEQUENCE"]


def test_session_is_the_same_entry_in_the_feed_and_in_the_diary(edition, session, stranger):
    assert identity(in_the_diary(edition, stranger)) == identity(in_the_feed(edition))
    assert identity(in_the_feed(edition)) == (f"{session.public_id}@majlis", session.version)


def test_sequence_rises_in_both_with_each_change_of_time_room_and_end(edition, room, session, stranger, acting):
    other = Room.objects.create(venue=room.venue, name="Committee Room 2", capacity=20)
    seen = [identity(in_the_feed(edition))]

    for slot in (Slot(at(8), at(9), room), Slot(at(8), at(9), other)):
        sessions.move(session, slot, **acting)
        assert identity(in_the_diary(edition, stranger)) == identity(in_the_feed(edition))
        seen.append(identity(in_the_feed(edition)))
    sessions.cancel(session, **acting)
    seen.append(identity(in_the_feed(edition)))

    first = session.public_id + "@majlis"
    assert [uid for uid, _sequence in seen] == [first] * 4
    assert [sequence for _uid, sequence in seen] == [1, 2, 3, 4]
    assert in_the_feed(edition)["STATUS"] == "CANCELLED"


def test_session_that_comes_back_is_newer_than_the_one_that_was_cancelled(edition, room, session, acting):
    sessions.cancel(session, **acting)
    cancelled = identity(in_the_feed(edition))[1]
    sessions.reopen(session, **acting)
    sessions.schedule(session, Slot(at(6), at(7), room), **acting)
    assert identity(in_the_feed(edition))[1] > cancelled


def test_refused_move_leaves_the_sequence(edition, room, session, acting):
    before = identity(in_the_feed(edition))
    with pytest.raises(InvalidInput):
        sessions.move(session, Slot(at(9), at(8), room), **acting)
    assert identity(in_the_feed(edition)) == before
    assert Session.objects.get().version == before[1]
