"""Rows of many meetings, read and written in a fixed number of statements however many they are."""

from collections.abc import Iterable

from django.db import connection

from scheduling.models import Attendee, Meeting, Reply

SLOTS = """
UPDATE scheduling_meeting AS meeting
SET starts_at = wanted.starts_at, ends_at = wanted.ends_at, room_id = wanted.room_id, place = wanted.place,
    booking_id = wanted.booking_id, version = wanted.version
FROM unnest(%s::bigint[], %s::timestamptz[], %s::timestamptz[], %s::bigint[], %s::text[], %s::bigint[], %s::int[])
    AS wanted (id, starts_at, ends_at, room_id, place, booking_id, version)
WHERE meeting.id = wanted.id
"""
BOOKINGS = """
UPDATE scheduling_attendee AS attendee SET booking_id = wanted.booking_id
FROM unnest(%s::bigint[], %s::bigint[]) AS wanted (id, booking_id) WHERE attendee.id = wanted.id
"""


def seats_of(meetings: Iterable[Meeting]) -> dict[int, list[Attendee]]:
    """The attendees of each meeting by its key, with person and booking at hand."""
    found: dict[int, list[Attendee]] = {meeting.pk: [] for meeting in meetings}
    rows = Attendee.objects.filter(meeting__in=found).select_related("person", "booking").order_by("pk")
    for row in rows:
        found[row.meeting_id].append(row)
    return found


def save_slots(meetings: Iterable[Meeting]) -> None:
    """Write time, place, booking and version as they stand in ``meetings``."""
    rows = [
        (one.pk, one.starts_at, one.ends_at, one.room_id, one.place, one.booking_id, one.version) for one in meetings
    ]
    if rows:
        _write(SLOTS, rows)


def save_bookings(attendees: Iterable[Attendee]) -> None:
    """Write the bookings that stand in ``attendees``."""
    rows = [(one.pk, one.booking_id) for one in attendees]
    if rows:
        _write(BOOKINGS, rows)


def forget_replies(meetings: Iterable[Meeting]) -> None:
    """What was answered to an earlier time or place is no answer to the new one."""
    rows = Attendee.objects.filter(meeting__in=meetings).exclude(reply=Reply.NEEDS_ACTION)
    rows.update(reply=Reply.NEEDS_ACTION, replied_at=None)


def _write(statement, rows):
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])
