"""Lays out items in time for templates/components/timetable.html: a programme, a diary, a room board.

Nothing of Django in here. The result carries class names instead of style attributes, because the content security
policy refuses those; static/css/timetable-grid.css turns the names into rows of five minutes, columns and lanes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ROW_MINUTES = 5
ROWS_PER_HOUR = 60 // ROW_MINUTES
LEAST_ROWS = 3  # a quarter of an hour: less cannot hold a line of text
MOST_HOURS = 30  # timetable-grid.css names hours 0 to 30, so a reception may run past midnight
MOST_LANES = 6


@dataclass(frozen=True)
class Item:
    """One thing with a time. `tone` is a track's number as text ("1" to "8") or good, wait, bad, info, calm."""

    title: str
    starts_at: datetime
    ends_at: datetime
    url: str = ""
    label: str = ""
    tone: str = ""
    is_placeholder: bool = False
    is_cancelled: bool = False
    is_live: bool = False
    is_mine: bool = False


@dataclass(frozen=True)
class Column:
    """A room, a person or a day. `on` is the day at whose midnight its clock starts; default: its first item's."""

    title: str
    items: Sequence[Item] = ()
    url: str = ""
    note: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Mark:
    """An hour on the axis. An idle one has no item that starts in it; a phone leaves it out."""

    label: str
    classes: str
    is_idle: bool
    kind: str = "mark"


@dataclass(frozen=True)
class Heading:
    column: Column
    classes: str
    kind: str = "heading"


@dataclass(frozen=True)
class Placed:
    """An item at its place, its times already in the edition's zone as people read them."""

    item: Item
    column: Column
    classes: str
    starts: str
    ends: str
    kind: str = "item"


@dataclass(frozen=True)
class Span:
    """Where the line of the present may run: between two instants, over one column or over all (None)."""

    opens_at: datetime
    closes_at: datetime
    column: int | None


@dataclass(frozen=True)
class Timetable:
    entries: Sequence[Mark | Heading | Placed]
    spans: Sequence[Span]
    column_count: int
    zone_name: str
    has_placeholders: bool
    is_by_day: bool

    @property
    def is_empty(self) -> bool:
        return not any(entry.kind == "item" for entry in self.entries)


def of_rooms(columns: Iterable[Column], *, zone: ZoneInfo) -> Timetable:
    """One day in several rooms (or of several persons). On a phone: one list by time, each item naming its column."""
    rooms = tuple(columns)
    day = min((_clock_day(room, zone) for room in rooms if room.on or room.items), default=None)
    places = [_place(item, room, index, day, zone) for index, room in enumerate(rooms, 1) for item in room.items]
    first, last = _hours(places)
    in_time: list[tuple[int, int, Mark | Placed]] = [(hour * 60, 0, mark) for hour, mark in _marks(places, first, last)]
    in_time += [(place.starts, place.index, placed) for place, placed in _on_grid(places, first, zone)]
    in_time.sort(key=lambda entry: entry[:2])
    return Timetable(
        entries=(*_headings(rooms), *(entry for _, _, entry in in_time)),
        spans=(_span(day, first, last, zone, None),) if places else (),
        column_count=len(rooms),
        zone_name=_zone_name(zone, day),
        has_placeholders=any(place.item.is_placeholder for place in places),
        is_by_day=False,
    )


def of_days(columns: Iterable[Column], *, zone: ZoneInfo) -> Timetable:
    """Several days side by side, each column one day. On a phone: day after day."""
    days = tuple(columns)
    dates = [_clock_day(day, zone) if day.on or day.items else None for day in days]
    places = [
        _place(item, day, index, dates[index - 1], zone) for index, day in enumerate(days, 1) for item in day.items
    ]
    first, last = _hours(places)
    items = sorted(_on_grid(places, first, zone), key=lambda pair: (pair[0].index, pair[0].starts))
    entries: list[Mark | Heading | Placed] = [mark for _, mark in _marks(places, first, last)]
    for index, heading in enumerate(_headings(days), 1):
        entries += [heading, *(placed for place, placed in items if place.index == index)]
    return Timetable(
        entries=tuple(entries),
        spans=tuple(_span(on, first, last, zone, index) for index, on in enumerate(dates, 1) if on and places),
        column_count=len(days),
        zone_name=_zone_name(zone, next(filter(None, dates), None)),
        has_placeholders=any(place.item.is_placeholder for place in places),
        is_by_day=True,
    )


@dataclass(frozen=True)
class _Place:
    """An item in minutes since its column's midnight."""

    item: Item
    column: Column
    index: int
    starts: int
    ends: int

    @property
    def rows(self) -> tuple[int, int]:
        """First row and the row after the last, as drawn: never lower than a line of text."""
        start = self.starts // ROW_MINUTES
        return start, max(-(-self.ends // ROW_MINUTES), start + LEAST_ROWS)


def _place(item: Item, column: Column, index: int, day: date | None, zone: ZoneInfo) -> _Place:
    if item.ends_at < item.starts_at:
        raise ValueError(f"“{item.title}” ends before it starts.")
    starts, ends = (_minutes(at, day, zone) for at in (item.starts_at, item.ends_at))
    if not 0 <= starts < MOST_HOURS * 60:
        raise ValueError(f"“{item.title}” does not start on the day of its column, {day}.")
    return _Place(item, column, index, starts, min(ends, MOST_HOURS * 60))


def _minutes(at: datetime, day: date | None, zone: ZoneInfo) -> int:
    """Minutes on the wall clock, which is what an axis shows, also on the day a clock is changed."""
    local = at.astimezone(zone)
    return (local.date() - (day or local.date())).days * 24 * 60 + local.hour * 60 + local.minute


def _clock_day(column: Column, zone: ZoneInfo) -> date:
    return column.on or min(item.starts_at for item in column.items).astimezone(zone).date()


def _hours(places: Sequence[_Place]) -> tuple[int, int]:
    first = min((place.starts // 60 for place in places), default=0)
    last = max((-(-place.rows[1] // ROWS_PER_HOUR) for place in places), default=0)
    return first, last


def _marks(places: Sequence[_Place], first: int, last: int) -> list[tuple[int, Mark]]:
    busy = {place.starts // 60 for place in places}
    return [
        (hour, Mark(f"{hour % 24:02}:00", _rows((hour - first) * ROWS_PER_HOUR, ROWS_PER_HOUR), hour not in busy))
        for hour in range(first, last)
    ]


def _headings(columns: Sequence[Column]) -> list[Heading]:
    return [Heading(column, f"tt-c{index}") for index, column in enumerate(columns, 1)]


def _on_grid(places: Sequence[_Place], first: int, zone: ZoneInfo) -> list[tuple[_Place, Placed]]:
    drawn = []
    for cluster in _clusters(places):
        lanes = _lanes(cluster)
        count = min(max(lanes) + 1, MOST_LANES)
        for place, lane in zip(cluster, lanes, strict=True):
            start, end = place.rows
            classes = f"tt-c{place.index} {_rows(start - first * ROWS_PER_HOUR, end - start)}"
            if count > 1:
                classes += f" tt-lanes{count} tt-lane{min(lane, MOST_LANES - 1)}"
            drawn.append((place, _placed(place, classes, zone)))
    return drawn


def _placed(place: _Place, classes: str, zone: ZoneInfo) -> Placed:
    starts, ends = (at.astimezone(zone).strftime("%H:%M") for at in (place.item.starts_at, place.item.ends_at))
    return Placed(place.item, place.column, classes, starts, ends)


def _clusters(places: Sequence[_Place]) -> list[list[_Place]]:
    """Items of one column that share rows, directly or through a third: they share the column's width."""
    clusters: list[list[_Place]] = []
    index, reach = 0, 0
    for place in sorted(places, key=lambda place: (place.index, place.rows)):
        if place.index == index and place.rows[0] < reach:
            clusters[-1].append(place)
            reach = max(reach, place.rows[1])
        else:
            clusters.append([place])
            index, reach = place.index, place.rows[1]
    return clusters


def _lanes(cluster: Sequence[_Place]) -> list[int]:
    """The lowest free lane for each, in order of start."""
    free_at: list[int] = []
    lanes = []
    for start, end in (place.rows for place in cluster):
        lane = next((lane for lane, row in enumerate(free_at) if row <= start), len(free_at))
        free_at[lane : lane + 1] = [end]
        lanes.append(lane)
    return lanes


def _rows(start: int, length: int) -> str:
    """Class names for rows counted from the grid's first hour."""
    (hour, row), (end_hour, end_row) = divmod(start, ROWS_PER_HOUR), divmod(start + length, ROWS_PER_HOUR)
    return f"tt-h{hour} tt-r{row} tt-eh{end_hour} tt-er{end_row}"


def _span(day: date | None, first: int, last: int, zone: ZoneInfo, column: int | None) -> Span:
    midnight = datetime.combine(day or date.min, time(), zone)
    return Span(midnight + timedelta(hours=first), midnight + timedelta(hours=last), column)


def _zone_name(zone: ZoneInfo, day: date | None) -> str:
    """The zone as people should read it on that day: Asia/Karachi, UTC+05:00."""
    if day is None:
        return zone.key
    return f"{zone.key}, UTC{datetime.combine(day, time(12), zone).isoformat()[-6:]}"
