"""The nouns of the programme's tests."""

import datetime as dt
import zoneinfo

import pytest

from forum.actions import sessions, speakers
from forum.models import Person, Room
from forum.slots import Slot

NOW = dt.datetime(2025, 4, 1, 9, tzinfo=dt.UTC)
PKT = zoneinfo.ZoneInfo("Asia/Karachi")


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def at():
    """A time on a day of April 2025 in Karachi."""

    def moment(hour, minute=0, day=8):
        return dt.datetime(2025, 4, day, hour, minute, tzinfo=PKT)

    return moment


@pytest.fixture
def panel(edition, organiser):
    """A draft without people."""
    return sessions.draft(edition, by=organiser, now=NOW, title="Sample panel on copper")


@pytest.fixture
def hall(room):
    """A second, larger room."""
    return Room.objects.create(venue=room.venue, name="Main hall", capacity=800)


@pytest.fixture
def speaker(db):
    """Somebody whom a mail reaches."""
    return Person.objects.create(name="Sample Speaker", email="speaker@majlis.example", language="en")


@pytest.fixture
def acting(organiser, now):
    """Who and when, as every verb wants to know it."""
    return {"by": organiser, "now": now}


@pytest.fixture
def scheduled(panel, speaker, room, at, acting):
    """On the 8th from 10 to 11 in Committee Room 1, with one speaker."""
    speakers.add(panel, speaker, **acting)
    sessions.schedule(panel, Slot(at(10), at(11), room), **acting)
    return panel
