"""Who appears in a session."""

import pytest

from core.errors import DomainError, Taken
from forum.actions import sessions, speakers
from forum.models import Appearance, Booking, Person
from forum.slots import Slot

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheduled(panel, room, at, acting):
    sessions.schedule(panel, Slot(at(10), at(11), room), **acting)
    return panel


def busy(person):
    return Booking.objects.filter(person=person, is_active=True).count()


def test_add_to_a_draft_claims_nothing_and_comes_last(panel, speaker, acting):
    speakers.add(panel, Person.objects.create(name="Sample Chair"), role="chair", **acting)
    appearance = speakers.add(panel, speaker, **acting)
    assert (appearance.position, appearance.role, appearance.booking) == (2, "speaker", None)
    assert busy(speaker) == 0


def test_add_to_a_scheduled_session_claims_the_person(scheduled, speaker, at, acting):
    appearance = speakers.add(scheduled, speaker, **acting)
    assert (appearance.booking.span.lower, busy(speaker)) == (at(10), 1)


def test_add_refuses_a_busy_person(edition, scheduled, speaker, hall, at, acting):
    speakers.add(scheduled, speaker, **acting)
    other = sessions.draft(edition, title="Other", **acting)
    sessions.schedule(other, Slot(at(10, 30), at(11, 30), hall), **acting)
    with pytest.raises(Taken) as refused:
        speakers.add(other, speaker, **acting)
    assert "Sample Speaker" in str(refused.value)
    assert Appearance.objects.count() == 1


def test_add_refuses_the_same_person_twice(panel, speaker, acting):
    speakers.add(panel, speaker, **acting)
    with pytest.raises(DomainError) as refused:
        speakers.add(panel, speaker, role="chair", **acting)
    assert str(refused.value) == "Sample Speaker is already in this session."


def test_add_to_a_cancelled_session_is_refused(scheduled, speaker, acting):
    sessions.cancel(scheduled, **acting)
    with pytest.raises(DomainError) as refused:
        speakers.add(scheduled, speaker, **acting)
    assert refused.value.code == "session-over"


def test_change_part_gives_another_part(panel, speaker, acting):
    appearance = speakers.add(panel, speaker, **acting)
    speakers.change_part(appearance, role="moderator", position=5, **acting)
    assert Appearance.objects.values_list("role", "position").get() == ("moderator", 5)


def test_change_part_refuses_a_part_that_nobody_has(panel, speaker, acting):
    appearance = speakers.add(panel, speaker, **acting)
    with pytest.raises(DomainError) as refused:
        speakers.change_part(appearance, role="juggler", position=5, **acting)
    assert refused.value.field == "role"
    assert Appearance.objects.get().role == "speaker"


def test_remove_gives_the_time_back(scheduled, speaker, acting):
    appearance = speakers.add(scheduled, speaker, **acting)
    speakers.remove(appearance, **acting)
    assert not Appearance.objects.exists()
    assert busy(speaker) == 0


def test_remove_from_what_is_done_is_refused(scheduled, speaker, acting):
    appearance = speakers.add(scheduled, speaker, **acting)
    sessions.start(scheduled, **acting)
    sessions.finish(scheduled, **acting)
    with pytest.raises(DomainError):
        speakers.remove(appearance, **acting)
    assert Appearance.objects.exists()
