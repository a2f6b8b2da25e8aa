"""The room board: one day, every room, what stands where. What the reader may not see is only taken."""

from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _
from psycopg.types.range import TimestamptzRange

from core.timetable import Column, Item, Timetable, of_rooms
from forum import timetables
from forum.models import Booking, Edition, Room
from scheduling.models import Meeting

TONES = {"scheduled": "wait", "confirmed": "good", "in_progress": "info", "held": "calm"}


def board(edition: Edition, day: date, user) -> Timetable:
    """The day's rooms as columns, in three queries for any number of rooms and bookings."""
    opens = datetime.combine(day, time(), edition.zone)
    span = TimestamptzRange(opens, opens + timedelta(days=1))
    rows = Booking.objects.filter(edition=edition, is_active=True, room__isnull=False, span__overlap=span)
    seen = set(Meeting.objects.visible_to(user).filter(edition=edition).values_list("pk", flat=True))
    items: dict[int, list[Item]] = {}
    for row in rows.select_related("session__edition", "meeting__edition").order_by("span"):
        if row.span.lower >= opens and row.room_id is not None:
            items.setdefault(row.room_id, []).append(_item(row, seen))
    rooms = Room.objects.filter(venue__edition=edition).select_related("venue").order_by("venue", "position", "name")
    columns = [Column(str(room), items.get(room.pk, []), note=timetables.note(room), on=day) for room in rooms]
    return of_rooms(columns, zone=edition.zone)


def days_of(edition: Edition) -> list[date]:
    return [edition.starts_on + timedelta(days=n) for n in range((edition.ends_on - edition.starts_on).days + 1)]


def _item(booking, seen):
    meeting, session = getattr(booking, "meeting", None), getattr(booking, "session", None)
    if meeting is not None and meeting.pk in seen:
        return Item(
            meeting.subject,
            meeting.starts_at,
            meeting.ends_at,
            url=meeting.get_absolute_url(),
            label=meeting.get_status_display(),
            tone=TONES.get(meeting.status, "calm"),
            is_live=meeting.status == "in_progress",
        )
    if session is not None:
        return Item(
            session.title,
            booking.span.lower,
            booking.span.upper,
            url=session.get_absolute_url(),
            tone="1",
            is_placeholder=session.is_time_placeholder,
        )
    return Item(_("Taken"), booking.span.lower, booking.span.upper, tone="calm")
