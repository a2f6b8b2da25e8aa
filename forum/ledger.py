"""Claims on time. Every claim, move and release of a person's or a room's time goes through here.

The database refuses what must never be (two exclusion constraints on Booking); this module turns its refusal into a
sentence that says who or what is taken and when it is next free.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from psycopg import errors
from psycopg.types.range import TimestamptzRange

from core.errors import InvalidInput, Taken
from forum.models import Booking, Edition, Person, Room

CONSTRAINTS = "booking_person_never_twice, booking_room_never_twice"


@dataclass(frozen=True)
class Claim:
    """A wish for one resource's time: ``starts_at`` is inside, ``ends_at`` is not. A room's turnaround comes on top."""

    resource: Person | Room
    starts_at: datetime
    ends_at: datetime

    @property
    def ends_with_turnaround(self) -> datetime:
        turnaround = self.resource.turnaround_minutes if isinstance(self.resource, Room) else 0
        return self.ends_at + timedelta(minutes=turnaround)

    @property
    def span(self) -> TimestamptzRange:
        return TimestamptzRange(self.starts_at, self.ends_with_turnaround)

    @property
    def order(self) -> tuple:
        """Claims are taken in this order everywhere, or two of them could wait for each other for ever."""
        return (isinstance(self.resource, Person), self.resource.pk)


def claim(edition: Edition, purpose: str, wanted: Iterable[Claim]) -> dict:
    """Book everything ``wanted`` or nothing; gives ``{resource: Booking}``.

    Raises InvalidInput when a span is empty or backwards, Taken when anybody or anything is busy.
    """
    wanted = sorted(wanted, key=lambda one: one.order)
    with transaction.atomic():
        return {one.resource: _insert(edition, purpose, one) for one in wanted}


def move(moves: Iterable[tuple[Booking, Claim]]) -> None:
    """Give existing bookings new spans (and rooms), all or none. Raises Taken.

    Bookings that change places need ``deferred()`` around the call.
    """
    with transaction.atomic():
        for booking, wanted in sorted(moves, key=lambda pair: pair[1].order):
            _check(wanted)
            with _refusal_in_words(wanted, besides=booking):
                booking.span = wanted.span
                booking.person, booking.room = _split(wanted.resource)
                booking.save(update_fields=["span", "person", "room"])


def release(bookings: Iterable[Booking | None]) -> None:
    """Give the time back. The rows stay, inactive, as history."""
    ids = [booking.pk for booking in bookings if booking is not None]
    Booking.objects.filter(pk__in=ids).update(is_active=False)


@contextmanager
def deferred() -> Iterator[None]:
    """Judge clashes at the end of the block and not row by row, so that meetings can change places. Atomic.

    Raises Taken at the end of the block if anything overlaps then.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS {CONSTRAINTS} DEFERRED")
        yield
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"SET CONSTRAINTS {CONSTRAINTS} IMMEDIATE")
        except IntegrityError as error:
            if not isinstance(error.__cause__, errors.ExclusionViolation):
                raise
            raise Taken(_("These changes together would put somebody or some room in two places at once.")) from error


def busy(resource: Person | Room, starts_at: datetime, ends_at: datetime, *, besides: Iterable = ()):
    """The active bookings of ``resource`` that overlap the span, earliest first, leaving out the ``besides``."""
    rows = Booking.objects.filter(is_active=True, span__overlap=TimestamptzRange(starts_at, ends_at), **_of(resource))
    return rows.exclude(pk__in=[booking.pk for booking in besides if booking]).order_by("span")


def next_free(wanted: Claim, *, besides: Iterable = ()) -> datetime:
    """The earliest start, not before the wanted one, at which the resource is free for the whole length."""
    length = wanted.ends_with_turnaround - wanted.starts_at
    start = wanted.starts_at
    later = Booking.objects.filter(is_active=True, span__endswith__gt=start, **_of(wanted.resource)).order_by("span")
    for booking in later.exclude(pk__in=[one.pk for one in besides if one]):
        if booking.span.lower >= start + length:
            break
        start = max(start, booking.span.upper)
    return start


def _insert(edition, purpose, wanted):
    _check(wanted)
    person, room = _split(wanted.resource)
    with _refusal_in_words(wanted):
        return Booking.objects.create(edition=edition, purpose=purpose, person=person, room=room, span=wanted.span)


@contextmanager
def _refusal_in_words(wanted, besides=None):
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if not isinstance(error.__cause__, errors.ExclusionViolation):
            raise
        raise taken(wanted, besides=[besides]) from error


def taken(wanted: Claim, *, besides: Iterable = ()) -> Taken:
    """The refusal of ``wanted``: who or what is taken, and when it is next free in the edition's zone."""
    besides = [one for one in besides if one]
    clashes = busy(wanted.resource, wanted.starts_at, wanted.ends_with_turnaround, besides=besides)
    first = clashes.select_related("edition").first()
    free_at = next_free(wanted, besides=besides)
    shown = free_at if first is None else free_at.astimezone(first.edition.zone)
    sentence = _("%(who)s is taken at that time and next free at %(time)s.") % {
        "who": wanted.resource,
        "time": f"{shown:%d %b %H:%M} ({shown.tzname()})",
    }
    return Taken(sentence, facts={"resource": str(wanted.resource), "next_free_at": free_at.isoformat()})


def _check(wanted):
    if wanted.ends_at <= wanted.starts_at:
        raise InvalidInput(_("It ends before it starts."), field="ends_at")


def _split(resource):
    return (resource, None) if isinstance(resource, Person) else (None, resource)


def _of(resource):
    return {"person": resource} if isinstance(resource, Person) else {"room": resource}
