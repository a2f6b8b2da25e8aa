"""The nearest ways out when a time is taken: the same room at other times, other rooms at the same time."""

from datetime import datetime, time, timedelta

from django.db.models import Q
from psycopg.types.range import TimestamptzRange

from core.errors import InvalidInput
from forum import spans
from forum.models import Booking, Room, RoomKind
from scheduling.models import Meeting
from scheduling.slots import Slot

GRID = timedelta(minutes=15)
DAY_OPENS, DAY_CLOSES = time(8), time(20)
MOST = 4
NEAR = timedelta(days=3)
SUITED: list[str] = [
    RoomKind.MEETING_ROOM,
    RoomKind.LOUNGE,
    RoomKind.TABLE,
    RoomKind.OFFICE,
    RoomKind.BOOTH,
    RoomKind.HALL,
]


def nearest(meeting: Meeting, slot: Slot) -> dict:
    """``{"times": [...], "rooms": [...]}``, each ``{"starts_at", "ends_at", "room", "room_name"}``, nearest first.

    Times keep the wanted room, rooms keep the wanted time; all are open, large enough, and free for everybody.
    """
    people = list(meeting.attendees.values_list("person", flat=True))
    own = [meeting.booking_id, *meeting.attendees.values_list("booking", flat=True)]
    taken = _taken(slot, people, besides=[pk for pk in own if pk])
    return {
        "times": [_told(slot, slot.room, start) for start in _times(meeting, slot, taken, seats=len(people))],
        "rooms": [_told(slot, room, slot.starts_at) for room in _rooms(meeting, slot, people, own)],
    }


def _times(meeting, slot, taken, *, seats):
    length = slot.ends_at - slot.starts_at
    longest = length + _turnaround(slot.room)
    found = []
    for start in sorted(_starts(meeting.edition, slot.room), key=lambda one: abs(one - slot.starts_at)):
        if abs(start - slot.starts_at) > NEAR:
            break
        if start == slot.starts_at or not _fits(meeting.edition, slot.room, start, start + length, seats):
            continue
        clash = any(
            span.lower < start + (longest if is_room else length) and start < span.upper for is_room, span in taken
        )
        if not clash:
            found.append(start)
        if len(found) == MOST:
            break
    return sorted(found)


def _rooms(meeting, slot, people, own):
    if _active(slot.starts_at, slot.ends_at).filter(person__in=people).exclude(pk__in=own).exists():
        return []
    suited = Room.objects.filter(venue__edition=meeting.edition, kind__in=SUITED).select_related("venue")
    rooms = [room for room in suited if _fits(meeting.edition, room, slot.starts_at, slot.ends_at, len(people))]
    latest = slot.ends_at + max((_turnaround(room) for room in rooms), default=timedelta(0))
    busy = _active(slot.starts_at, latest).filter(room__in=rooms).exclude(pk__in=own)
    spans_of: dict = {}
    for room_id, span in busy.values_list("room", "span"):
        spans_of.setdefault(room_id, []).append(span)
    free = [room for room in rooms if _is_free(room, slot, spans_of.get(room.pk, ()))]
    free.sort(key=lambda room: (not slot.room or room.venue_id != slot.room.venue_id, SUITED.index(room.kind)))
    return free[:MOST]


def _is_free(room, slot, busy):
    ends = slot.ends_at + _turnaround(room)
    return all(span.upper <= slot.starts_at or ends <= span.lower for span in busy)


def _taken(slot, people, *, besides):
    """``(is a room's, span)`` of all that is busy on the days around the wanted one."""
    margin = NEAR + timedelta(days=1)
    rows = _active(slot.starts_at - margin, slot.ends_at + margin).exclude(pk__in=besides)
    rows = rows.filter(Q(person__in=people) | Q(room=slot.room, room__isnull=False))
    return [(room_id is not None, span) for room_id, span in rows.values_list("room", "span")]


def _starts(edition, room):
    """Every quarter of an hour in the room's hours (or an ordinary day's), on each day of the edition."""
    opens, closes = (room and room.opens_at) or DAY_OPENS, (room and room.closes_at) or DAY_CLOSES
    day = edition.starts_on
    while day <= edition.ends_on:
        start, end = (datetime.combine(day, clock, edition.zone) for clock in (opens, closes))
        while start < end:
            yield start
            start += GRID
        day += timedelta(days=1)


def _fits(edition, room, starts_at, ends_at, seats):
    if room is None:
        return True
    try:
        spans.check_room(room, edition, starts_at, ends_at, seats=seats)
    except InvalidInput:
        return False
    return ends_at.astimezone(edition.zone).date() == starts_at.astimezone(edition.zone).date()


def _active(starts_at, ends_at):
    return Booking.objects.filter(is_active=True, span__overlap=TimestamptzRange(starts_at, ends_at))


def _turnaround(room):
    return timedelta(minutes=room.turnaround_minutes) if room else timedelta(0)


def _told(slot, room, start):
    end = start + (slot.ends_at - slot.starts_at)
    return {
        "starts_at": start.isoformat(),
        "ends_at": end.isoformat(),
        "room": room.public_id if room else None,
        "room_name": str(room) if room else slot.place,
    }
