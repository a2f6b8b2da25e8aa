"""When a placed meeting changed its time or place, by whom, from where to where: read from the triggers' history."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import pghistory
from django.utils.formats import date_format

from accounts.models import User
from forum.models import Room
from scheduling.models import Meeting


@dataclass(frozen=True)
class Move:
    """``before`` and ``after``: time and place in words, on the edition's clock."""

    at: datetime
    before: str
    after: str
    actor: User | None


@contextmanager
def recorded(*, by: User | None, now: datetime) -> Iterator[None]:
    """The history rows written inside know who moved and when, also outside a request."""
    with pghistory.context(moved_by=by.pk if by else None, moved_at=now.isoformat()):
        yield


def of(meeting: Meeting) -> list[Move]:
    """The meeting's moves, oldest first, in three queries. Being placed or taken off the plan is no move."""
    rows = meeting.events.order_by("pgh_id").select_related("pgh_context")  # type: ignore[attr-defined]
    found = [(before, after) for before, after in pairwise(rows) if _is_move(before, after)]
    rooms = Room.objects.in_bulk({one.room_id for pair in found for one in pair if one.room_id})
    actors = User.objects.in_bulk({pk for _before, after in found if (pk := _told(after).get("moved_by"))})
    zone = meeting.edition.zone
    return [
        Move(
            at=datetime.fromisoformat(_told(after)["moved_at"]) if "moved_at" in _told(after) else after.pgh_created_at,
            before=_words(before, rooms, zone),
            after=_words(after, rooms, zone),
            actor=actors.get(_told(after).get("moved_by")),
        )
        for before, after in found
    ]


def _is_move(before, after):
    return bool(before.starts_at and after.starts_at) and _spot(before) != _spot(after)


def _spot(event):
    return event.starts_at, event.ends_at, event.room_id, event.place


def _told(event):
    return (event.pgh_context.metadata or {}) if event.pgh_context else {}


def _words(event, rooms, zone):
    start, end = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
    where = str(rooms[event.room_id]) if event.room_id in rooms else event.place
    time = f"{date_format(start, 'DATETIME_FORMAT')}–{date_format(end, 'H:i')}"
    return f"{time}, {where}" if where else time
