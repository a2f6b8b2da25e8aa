"""What other systems are told of the programme."""

import pytest

from forum.actions import sessions
from forum.events import iso
from forum.slots import Slot
from tests.webhook_samples import listening, told

pytestmark = pytest.mark.django_db


def test_system_follows_a_session_and_finds_it_in_the_api(edition, panel, room, hall, at, acting, client):
    listening(edition)
    sessions.schedule(panel, Slot(at(10), at(11), room), **acting)
    sessions.move(panel, Slot(at(12), at(13), hall), **acting)
    found = client.get(told()[-1][1]["url"]).json()
    sessions.unschedule(panel, **acting)
    sessions.schedule(panel, Slot(at(14), at(15), hall), **acting)
    sessions.cancel(panel, reason="Sample reason", **acting)
    said = [(kind.removeprefix("session."), facts["starts_at"], facts["room"]) for kind, facts in told()]
    assert said == [
        ("scheduled", iso(at(10)), room.public_id),
        ("moved", iso(at(12)), hall.public_id),
        ("withdrawn", None, None),
        ("scheduled", iso(at(14)), hall.public_id),
        ("cancelled", iso(at(14)), hall.public_id),
    ]
    assert found["public_id"] == panel.public_id


def test_cancelled_draft_is_nobodys_news(edition, panel, acting):
    listening(edition)
    sessions.cancel(panel, **acting)
    assert told() == []
