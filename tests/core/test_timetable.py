"""Layout of items in time: rows of five minutes, lanes, order on a phone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.timetable import Column, Item, of_days, of_rooms

KARACHI = ZoneInfo("Asia/Karachi")
MIDNIGHT = datetime(2025, 4, 8, tzinfo=KARACHI)


def item(title, start, length, **facts):
    """`start` and `length` in minutes; start counts from midnight of 8 April in Karachi."""
    starts_at = MIDNIGHT + timedelta(minutes=start)
    return Item(title, starts_at, starts_at + timedelta(minutes=length), **facts)


def drawn(timetable):
    return {entry.item.title: entry.classes for entry in timetable.entries if entry.kind == "item"}


def test_rooms_place_items_by_row_and_column():
    timetable = of_rooms([Column("Hall", [item("a", 600, 20)]), Column("Room", [item("b", 645, 75)])], zone=KARACHI)
    assert drawn(timetable) == {"a": "tt-c1 tt-h0 tt-r0 tt-eh0 tt-er4", "b": "tt-c2 tt-h0 tt-r9 tt-eh2 tt-er0"}
    assert timetable.column_count == 2


def test_rooms_show_times_in_the_given_zone():
    utc = Item("a", datetime(2025, 4, 8, 5, tzinfo=UTC), datetime(2025, 4, 8, 6, tzinfo=UTC))
    timetable = of_rooms([Column("Hall", [utc])], zone=KARACHI)
    placed = next(entry for entry in timetable.entries if entry.kind == "item")
    assert (placed.starts, placed.ends, timetable.zone_name) == ("10:00", "11:00", "Asia/Karachi, UTC+05:00")


def test_rooms_order_by_time_with_the_hour_before_its_items():
    rooms = [Column("Hall", [item("late", 660, 30), item("early", 600, 30)]), Column("Room", [item("also", 600, 30)])]
    order = [e.label if e.kind == "mark" else e.item.title for e in of_rooms(rooms, zone=KARACHI).entries[2:]]
    assert order == ["10:00", "early", "also", "11:00", "late"]


def test_rooms_mark_hours_in_which_nothing_starts_as_idle():
    entries = of_rooms([Column("Hall", [item("long", 600, 150)])], zone=KARACHI).entries
    assert [(e.label, e.is_idle) for e in entries if e.kind == "mark"] == [
        ("10:00", False),
        ("11:00", True),
        ("12:00", True),
    ]


def test_items_that_overlap_share_their_column():
    clash = [item("a", 600, 60), item("b", 630, 60), item("c", 660, 30), item("alone", 720, 30)]
    classes = drawn(of_rooms([Column("Hall", clash)], zone=KARACHI))
    lanes = {title: value.partition(" tt-lanes")[2] for title, value in classes.items()}
    assert lanes == {"a": "2 tt-lane0", "b": "2 tt-lane1", "c": "2 tt-lane0", "alone": ""}


def test_items_that_only_touch_do_not_share():
    touching = drawn(of_rooms([Column("Hall", [item("a", 600, 30), item("b", 630, 30)])], zone=KARACHI))
    assert not any("lane" in classes for classes in touching.values())


def test_a_short_item_is_drawn_as_a_quarter_of_an_hour():
    assert drawn(of_rooms([Column("Hall", [item("a", 600, 5)])], zone=KARACHI)) == {
        "a": "tt-c1 tt-h0 tt-r0 tt-eh0 tt-er3"
    }


def test_a_reception_may_run_past_midnight():
    timetable = of_rooms([Column("Hall", [item("dinner", 22 * 60, 180)])], zone=KARACHI)
    assert [e.label for e in timetable.entries if e.kind == "mark"] == ["22:00", "23:00", "00:00"]


def test_days_go_day_after_day_on_one_clock():
    days = [
        Column("Tuesday", [item("first", 600, 60)], on=date(2025, 4, 8)),
        Column("Wednesday", [item("second", 24 * 60 + 540, 60)], on=date(2025, 4, 9)),
    ]
    timetable = of_days(days, zone=KARACHI)
    kinds = [e.item.title if e.kind == "item" else e.kind for e in timetable.entries]
    assert kinds == ["mark", "mark", "heading", "first", "heading", "second"]
    assert [span.opens_at.isoformat() for span in timetable.spans] == [
        "2025-04-08T09:00:00+05:00",
        "2025-04-09T09:00:00+05:00",
    ]


def test_a_day_without_items_keeps_its_column():
    days = [Column("Tuesday", on=date(2025, 4, 8)), Column("Wednesday", [item("a", 24 * 60 + 600, 30)])]
    assert drawn(of_days(days, zone=KARACHI)) == {"a": "tt-c2 tt-h0 tt-r0 tt-eh0 tt-er6"}


@pytest.mark.parametrize("layout", [of_rooms, of_days])
def test_nothing_to_show_is_empty(layout):
    timetable = layout([Column("Hall")], zone=KARACHI)
    assert timetable.is_empty
    assert timetable.spans == ()


def test_an_item_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="“a” ends before it starts"):
        of_rooms([Column("Hall", [item("a", 600, -5)])], zone=KARACHI)


def test_an_item_of_another_day_is_refused():
    with pytest.raises(ValueError, match="does not start on the day of its column"):
        of_rooms([Column("Hall", [item("a", 3 * 24 * 60, 30)], on=date(2025, 4, 8))], zone=KARACHI)


def test_placeholders_are_announced_once():
    assert of_rooms([Column("Hall", [item("a", 600, 30, is_placeholder=True)])], zone=KARACHI).has_placeholders


@given(st.lists(st.tuples(st.integers(0, 1300), st.integers(0, 240)), max_size=30))
def test_no_two_items_are_drawn_on_each_other(spans):
    items = [item(str(number), start, length) for number, (start, length) in enumerate(spans)]
    boxes = [_box(classes) for classes in drawn(of_rooms([Column("Hall", items)], zone=KARACHI)).values()]
    assert len(boxes) == len(items)
    for number, (start, end, lane, lanes) in enumerate(boxes):
        assert start < end
        for other_start, other_end, other_lane, other_lanes in boxes[:number]:
            apart = start >= other_end or other_start >= end
            assert apart or (lanes == other_lanes and lane != other_lane) or lanes == 6


def _box(classes):
    values = dict(zip(["c", "h", "r", "eh", "er", "lanes", "lane"], [0, 0, 0, 0, 0, 1, 0], strict=True))
    for name in classes.split():
        key = name.removeprefix("tt-").rstrip("0123456789")
        values[key] = int(name.removeprefix("tt-").removeprefix(key))
    return values["h"] * 12 + values["r"], values["eh"] * 12 + values["er"], values["lane"], values["lanes"]
