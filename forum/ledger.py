"""Claims on time. Every claim, move and release of a person's or a room's time goes through here.

The database refuses what must never be (two exclusion constraints on Booking). Before it is asked, the resources are
locked in one fixed order, so that claims wait for each other instead of stopping each other; its refusal becomes a
sentence that says who or what is taken and when it is next free.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils.translation import gettext as _
from psycopg import errors

from core.errors import InvalidInput, Stale
from forum.free_time import Claim, busy, clashes_among, clashes_of, next_free, refusal, taken
from forum.models import Booking, Edition
from forum.models.booking import LOCK_CLASS, lock_stripe

__all__ = ["Claim", "busy", "claim", "claim_each", "deferred", "hold", "move", "next_free", "release", "taken"]

CONSTRAINTS = "booking_person_never_twice, booking_room_never_twice"
_moved_together: ContextVar[list[Booking] | None] = ContextVar("moved_together", default=None)


def claim(edition: Edition, purpose: str, wanted: Iterable[Claim]) -> dict:
    """Book everything ``wanted`` or nothing; gives ``{resource: Booking}``.

    Raises InvalidInput when a span is empty or backwards, Taken (naming every cause) when anybody or anything is busy.
    """
    wanted = list(wanted)
    return {one.resource: booking for one, booking in zip(wanted, claim_each(edition, purpose, wanted), strict=True)}


def claim_each(edition: Edition, purpose: str, wanted: list[Claim]) -> list[Booking]:
    """As ``claim``, where one resource may be wanted several times: gives the bookings in the order of the claims."""
    _check(wanted)
    bookings = [_booking(edition, purpose, one) for one in wanted]
    with _waiting_in_line(), transaction.atomic():
        _lock(bookings)
        with _refusal_in_words(wanted):
            Booking.objects.bulk_create(bookings)
        _remember(bookings)
    return bookings


def move(moves: Iterable[tuple[Booking, Claim]]) -> None:
    """Give existing bookings new spans and resources, all or none; judged at the end, so they may change places.

    Raises InvalidInput for a backward span, Taken when anybody or anything would be in two places.
    """
    moves = list(moves)
    _check([wanted for _booking_, wanted in moves])
    if not moves:
        return
    with _waiting_in_line(), deferred():
        _lock([booking for booking, _wanted in moves], [wanted.resource for _booking_, wanted in moves])
        for booking, wanted in moves:
            booking.span = wanted.span
            booking.person, booking.room = wanted.person, wanted.room
        _update(moves)
        _remember([booking for booking, _wanted in moves])


def hold(*, people: Iterable[int], rooms: Iterable[int]) -> None:
    """Wait for the turn of all of them: what is then read of their bookings stands until the transaction ends."""
    stripes = {lock_stripe(room_id=None, person_id=key) for key in people}
    stripes |= {lock_stripe(room_id=key, person_id=None) for key in rooms}
    with _waiting_in_line():
        _lock_stripes(stripes)


def release(bookings: Iterable[Booking | None]) -> None:
    """Give the time back. The rows stay, inactive, as history."""
    ids = sorted(booking.pk for booking in bookings if booking is not None)
    if ids:
        Booking.objects.filter(pk__in=ids).update(is_active=False)


@contextmanager
def deferred() -> Iterator[None]:
    """Judge clashes at the end of the block and not row by row, so that meetings can change places. Atomic.

    Raises Taken at the end of the block, naming every cause, if anything overlaps then.
    """
    if _moved_together.get() is not None:
        with transaction.atomic():
            yield
        return
    moved: list[Booking] = []
    token = _moved_together.set(moved)
    try:
        with transaction.atomic():
            _set_constraints("DEFERRED")
            yield
            _judge(moved)
    finally:
        _moved_together.reset(token)


def _judge(moved):
    try:
        with transaction.atomic():
            _set_constraints("IMMEDIATE")
    except IntegrityError as error:
        if not isinstance(error.__cause__, errors.ExclusionViolation):
            raise
        raise refusal(clashes_among(moved)) from error


@contextmanager
def _refusal_in_words(wanted):
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if not isinstance(error.__cause__, errors.ExclusionViolation):
            raise
        raise refusal(clashes_of(wanted), together=wanted) from error


@contextmanager
def _waiting_in_line():
    """Two claims that wait for each other are ended by the server; the loser is asked to look again."""
    try:
        yield
    except OperationalError as error:
        if not isinstance(error.__cause__, errors.DeadlockDetected | errors.SerializationFailure):
            raise
        raise Stale from error


def _lock(bookings, resources=()):
    """Wait for the resources' turn, lowest stripe first, in one query; held until the transaction ends."""
    stripes = {lock_stripe(room_id=one.room_id, person_id=one.person_id) for one in bookings}
    stripes |= {lock_stripe(**Claim.key_of(resource)) for resource in resources}
    _lock_stripes(stripes)


def _lock_stripes(stripes):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, stripe) FROM unnest(%s::int[]) AS stripe", [LOCK_CLASS, sorted(stripes)]
        )


def _update(moves):
    """One statement for any number of rows."""
    sql = """
        UPDATE forum_booking AS booking
        SET span = tstzrange(wanted.starts_at, wanted.ends_at), person_id = wanted.person_id, room_id = wanted.room_id
        FROM unnest(%s::bigint[], %s::timestamptz[], %s::timestamptz[], %s::bigint[], %s::bigint[])
            AS wanted (id, starts_at, ends_at, person_id, room_id)
        WHERE booking.id = wanted.id
    """
    rows = [(one.pk, one.span.lower, one.span.upper, one.person_id, one.room_id) for one, _wanted in moves]
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(column) for column in zip(*rows, strict=True)])


def _remember(bookings):
    moved = _moved_together.get()
    if moved is not None:
        moved.extend(bookings)


def _set_constraints(when):
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {CONSTRAINTS} {when}")


def _booking(edition, purpose, wanted):
    return Booking(edition=edition, purpose=purpose, person=wanted.person, room=wanted.room, span=wanted.span)


def _check(wanted):
    for one in wanted:
        if one.ends_at <= one.starts_at:
            raise InvalidInput(_("It ends before it starts."), field="ends_at")
