"""Sessions as the timetable component shows them: one day, a column for each room that is in use."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.listing import listed
from core.timetable import Column, Item, Timetable, of_rooms
from forum.models import Edition, Room, Session, SessionStatus

TONES = 8
NAMED = 2


def of_day(
    edition: Edition,
    day: date,
    sessions: Iterable[Session],
    *,
    address: Callable[[Session], str],
    room_address: Callable[[Room], str] = lambda room: "",
) -> Timetable:
    """``sessions`` of ``day`` (each with ``cast``, see ``with_people``); those without a room share the last column."""
    by_room: dict[Room | None, list[Session]] = {}
    for session in sessions:
        by_room.setdefault(session.room, []).append(session)
    rooms = sorted((room for room in by_room if room), key=lambda room: (room.position, room.name))
    columns = [
        Column(str(room), [_item(one, address) for one in by_room[room]], room_address(room), note(room), day)
        for room in rooms
    ]
    if elsewhere := by_room.get(None):
        columns.append(Column(_("Elsewhere"), [_item(one, address) for one in elsewhere], on=day))
    return of_rooms(columns, zone=edition.zone)


def with_day(rows: QuerySet, edition: Edition) -> QuerySet:
    """Each with ``day``: that of its start in the edition's zone, or the day a source reports."""
    return rows.annotate(day=Coalesce(TruncDate("starts_at", tzinfo=edition.zone), F("reported_on")))


@dataclass(frozen=True)
class Line:
    """A session in a list, with what a template cannot work out."""

    session: Session
    address: str
    names: str
    tone: str
    day: date | None = None


def lines(sessions: Iterable, *, address: Callable[[Session], str]) -> list[Line]:
    """``sessions`` (each with ``cast`` and ``day``) as lines of a list."""
    return [Line(one, address(one), names(one), tone(one), one.day) for one in sessions]


def tone(session: Session) -> str:
    """The colour of the session's track, as the timetable names it."""
    return str(session.track.position % TONES + 1) if session.track else ""


def note(room: Room) -> str:
    """What one would ask of a room at a glance: its seats, and whether somebody only assumed them."""
    seats = (
        ngettext("%(count)d seat", "%(count)d seats", room.capacity) % {"count": room.capacity} if room.capacity else ""
    )
    return " · ".join(part for part in (seats, _("assumption") if room.is_assumed else "") if part)


def names(session: Session) -> str:
    """Who appears, in one short line."""
    shown = [appearance.person.name for appearance in session.cast[:NAMED]]
    if more := len(session.cast) - len(shown):
        shown.append(ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more})
    return listed(shown)


def _item(session, address):
    return Item(
        title=session.title,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        url=address(session),
        label=" · ".join(part for part in (session.place, names(session)) if part),
        tone=tone(session),
        is_placeholder=session.is_time_placeholder,
        is_cancelled=session.status == SessionStatus.CANCELLED,
        is_live=session.status == SessionStatus.LIVE,
    )
