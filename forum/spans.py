"""Which times and rooms can be right at all, whoever is busy: the edition's days, the room's hours, its seats."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import InvalidInput
from forum.models import Edition, Room

NONE = timedelta(0)


def check(edition: Edition, starts_at: datetime, ends_at: datetime, *, margin: timedelta = NONE) -> None:
    """Raise InvalidInput (by field) unless both are aware, in order, and inside the days of ``edition`` in its zone.

    ``margin`` is how far before the first day and after the last a thing of this kind may lie: a briefing of
    ambassadors comes weeks before the forum, a panel never does.
    """
    for field, moment in (("starts_at", starts_at), ("ends_at", ends_at)):
        if timezone.is_naive(moment):
            raise InvalidInput(_("This time names no time zone."), field=field)
    if ends_at <= starts_at:
        raise InvalidInput(_("It ends before it starts."), field="ends_at")
    first, last = days(edition)
    if starts_at < first - margin:
        raise _outside(edition, "starts_at")
    if ends_at > last + margin:
        raise _outside(edition, "starts_at" if starts_at >= last + margin else "ends_at")


def check_day(edition: Edition, day: date, *, margin: timedelta = NONE) -> None:
    """Raise InvalidInput (field ``reported_on``) unless ``day`` is the edition's, or within ``margin``."""
    if not edition.starts_on - margin <= day <= edition.ends_on + margin:
        raise _outside(edition, "reported_on")


def days(edition: Edition) -> tuple[datetime, datetime]:
    """The midnight that opens the edition's first day and the one that closes its last, in its zone."""
    opening = datetime.combine(edition.starts_on, time.min, edition.zone)
    closing = datetime.combine(edition.ends_on + timedelta(days=1), time.min, edition.zone)
    return opening, closing


def check_room(
    room: Room, edition: Edition, starts_at: datetime, ends_at: datetime, *, seats: int | None = None
) -> None:
    """Raise InvalidInput (field ``room``) unless ``room`` is the edition's, open for the whole span and large enough.

    The span is one that ``check`` let pass. A room without hours is always open, one without a capacity holds anybody.
    """
    if room.venue.edition_id != edition.pk:
        raise InvalidInput(_("%(room)s is no room of this edition.") % {"room": room}, field="room")
    if room.opens_at and room.closes_at and not _is_open(room, edition.zone, starts_at, ends_at):
        sentence = _("%(room)s is open from %(opens)s to %(closes)s (%(zone)s).") % {
            "room": room,
            "opens": f"{room.opens_at:%H:%M}",
            "closes": f"{room.closes_at:%H:%M}",
            "zone": edition.timezone,
        }
        raise InvalidInput(sentence, field="room", code="room-closed")
    if seats and room.capacity and seats > room.capacity:
        sentence = _("%(room)s seats %(capacity)d, and %(seats)d are needed.") % {
            "room": room,
            "capacity": room.capacity,
            "seats": seats,
        }
        raise InvalidInput(sentence, field="room", code="room-too-small")


def _is_open(room, zone, starts_at, ends_at):
    opening, closing = starts_at.astimezone(zone), ends_at.astimezone(zone)
    day = opening.date()
    return datetime.combine(day, room.opens_at, zone) <= opening and closing <= datetime.combine(
        day, room.closes_at, zone
    )


def _outside(edition, field):
    sentence = _("%(edition)s runs from %(first)s to %(last)s (%(zone)s); this lies outside.") % {
        "edition": edition,
        "first": f"{edition.starts_on:%-d %b %Y}",
        "last": f"{edition.ends_on:%-d %b %Y}",
        "zone": edition.timezone,
    }
    return InvalidInput(sentence, field=field, code="outside-edition")
