"""A meeting's moves: from where to where, by whom and when, on both screens and also without a request."""

import pytest

from forum.models import Room
from scheduling import moves
from scheduling.actions import placing
from scheduling.slots import Slot
from tests.scheduling.meeting_samples import NOW, at

BEFORE = "8 Apr 2025, 11:00–11:30, Committee Room 1"
AFTER = "8 Apr 2025, 13:00–13:30, Committee Room 2"


@pytest.fixture
def other_room(room):
    return Room.objects.create(venue=room.venue, name="Committee Room 2", capacity=6)


@pytest.fixture
def moved(placed, other_room, desk):
    placing.move(placed, Slot(at(8), at(8, 30), other_room), by=desk, now=at(0))
    return placed


def test_move_is_told_with_both_ends_its_actor_and_its_moment(moved, desk):
    assert moves.of(moved) == [moves.Move(at(0), BEFORE, AFTER, desk)]


def test_each_move_is_told_and_a_place_outside_by_its_name(moved, desk):
    placing.move(moved, Slot(at(8), at(8, 30), place="Sample House"), by=None, now=at(1))
    assert moves.of(moved)[1:] == [moves.Move(at(1), AFTER, "8 Apr 2025, 13:00–13:30, Sample House", None)]


def test_taking_off_and_placing_again_is_no_move(placed, room, desk):
    placing.unplace(placed, reason="", by=desk, now=NOW)
    placing.place(placed, Slot(at(9), at(9, 30), room), by=desk, now=NOW)
    assert moves.of(placed) == []


def test_moves_are_read_in_as_many_queries_for_three_as_for_one(
    moved, desk, room, other_room, django_assert_num_queries
):
    moved.edition.zone  # noqa: B018 - the edition is read before
    with django_assert_num_queries(3):
        moves.of(moved)
    for hour, where in ((9, room), (10, other_room)):
        placing.move(moved, Slot(at(hour), at(hour, 30), where), by=desk, now=at(1))
    with django_assert_num_queries(3):
        assert len(moves.of(moved)) == 3


def test_move_by_a_request_stands_on_both_screens(client, placed, other_room, desk):
    client.force_login(desk)
    words = {"day": "2025-04-08", "time": "13:00", "room": other_room.public_id}
    assert client.post(f"/admin/scheduling/meeting/{placed.pk}/move_it/", words).status_code == 302

    panel = client.get(f"/admin/scheduling/meeting/{placed.pk}/change/")
    assert f"<bdi>{BEFORE}</bdi> → <strong><bdi>{AFTER}</bdi></strong> · <bdi>Sample Desk</bdi>" in panel.text
    portal = client.get(placed.get_absolute_url()).text
    assert f"Moved: {BEFORE} → {AFTER}" in portal
