"""Times and rooms that can be right at all."""

import datetime as dt
import zoneinfo

import pytest

from core.errors import InvalidInput
from forum import spans
from forum.models import Edition, Room, Venue

PKT = zoneinfo.ZoneInfo("Asia/Karachi")


def at(day, hour, minute=0):
    return dt.datetime(2025, 4, day, hour, minute, tzinfo=PKT)


def refusal(call, *args, **kwargs):
    with pytest.raises(InvalidInput) as refused:
        call(*args, **kwargs)
    return refused.value.field, str(refused.value)


def test_span_inside_the_days_passes_up_to_both_midnights(edition):
    spans.check(edition, at(8, 0), at(10, 0))


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "field"),
    [
        (at(7, 23, 59), at(8, 1), "starts_at"),
        (at(9, 23), at(10, 0, 1), "ends_at"),
        (at(10, 0), at(10, 1), "starts_at"),
        (at(12, 9), at(12, 10), "starts_at"),
    ],
)
def test_span_outside_the_days_of_the_edition_in_its_zone_is_refused(edition, starts_at, ends_at, field):
    sentence = "PMIF25 runs from 8 Apr 2025 to 9 Apr 2025 (Asia/Karachi); this lies outside."
    assert refusal(spans.check, edition, starts_at, ends_at) == (field, sentence)


def test_span_is_judged_in_the_edition_s_zone_and_not_in_utc(edition):
    early = dt.datetime(2025, 4, 7, 19, tzinfo=dt.UTC)  # midnight of the 8th in Karachi
    spans.check(edition, early, early + dt.timedelta(hours=1))
    with pytest.raises(InvalidInput):
        spans.check(edition, early - dt.timedelta(minutes=1), early)


def test_span_with_a_margin_may_lie_before_the_forum(edition):
    spans.check(edition, at(1, 9), at(1, 10), margin=dt.timedelta(days=7))
    assert refusal(spans.check, edition, at(1, 9), at(1, 10), margin=dt.timedelta(days=6))[0] == "starts_at"


@pytest.mark.parametrize("minutes", [0, -30])
def test_span_that_ends_before_it_starts_is_refused(edition, minutes):
    end = at(8, 9) + dt.timedelta(minutes=minutes)
    assert refusal(spans.check, edition, at(8, 9), end) == ("ends_at", "It ends before it starts.")


@pytest.mark.parametrize("field", ["starts_at", "ends_at"])
def test_span_without_a_zone_is_refused_by_field(edition, field):
    times = {"starts_at": at(8, 9), "ends_at": at(8, 10)}
    times[field] = times[field].replace(tzinfo=None)
    assert refusal(spans.check, edition, *times.values()) == (field, "This time names no time zone.")


def test_room_of_another_edition_is_refused(edition):
    other = Edition.objects.create(
        slug="other", name="Other", short_name="Other", starts_on=edition.starts_on, ends_on=edition.ends_on
    )
    stranger = Room.objects.create(venue=Venue.objects.create(edition=other, name="Elsewhere"), name="Far Hall")
    sentence = "Far Hall is no room of this edition."
    assert refusal(spans.check_room, stranger, edition, at(8, 9), at(8, 10)) == ("room", sentence)


def test_room_too_small_is_refused_with_both_figures(edition, room):
    spans.check_room(room, edition, at(8, 9), at(8, 10), seats=20)
    sentence = "Committee Room 1 seats 20, and 21 are needed."
    assert refusal(spans.check_room, room, edition, at(8, 9), at(8, 10), seats=21) == ("room", sentence)


def test_room_without_a_capacity_holds_anybody(edition, room):
    room.capacity = None
    spans.check_room(room, edition, at(8, 9), at(8, 10), seats=5000)


@pytest.mark.parametrize(
    ("starts_at", "ends_at"), [(at(8, 7, 59), at(8, 9)), (at(8, 17), at(8, 18, 1)), (at(8, 9), at(9, 9))]
)
def test_room_outside_its_hours_is_refused_naming_them(edition, room, starts_at, ends_at):
    room.opens_at, room.closes_at = dt.time(8), dt.time(18)
    spans.check_room(room, edition, at(8, 8), at(8, 18))
    sentence = "Committee Room 1 is open from 08:00 to 18:00 (Asia/Karachi)."
    assert refusal(spans.check_room, room, edition, starts_at, ends_at) == ("room", sentence)
