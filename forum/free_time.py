"""Questions to the ledger: who or what is busy when, and when next free. The refusals of claims are worded here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from psycopg.types.range import TimestamptzRange

from core.errors import Taken
from forum.models import Booking, Person, Room


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
    def person(self) -> Person | None:
        return self.resource if isinstance(self.resource, Person) else None

    @property
    def room(self) -> Room | None:
        return self.resource if isinstance(self.resource, Room) else None

    @staticmethod
    def key_of(resource: Person | Room) -> dict:
        """The columns that name ``resource`` in the ledger."""
        if isinstance(resource, Person):
            return {"person_id": resource.pk, "room_id": None}
        return {"person_id": None, "room_id": resource.pk}


def busy(resource: Person | Room, starts_at: datetime, ends_at: datetime, *, besides: Iterable = ()):
    """The active bookings of ``resource`` that overlap the span, earliest first, leaving out the ``besides``."""
    span = TimestamptzRange(starts_at, ends_at)
    return _active(besides).filter(**Claim.key_of(resource), span__overlap=span).order_by("span")


def next_free(wanted: Claim, *, besides: Iterable = ()) -> datetime:
    """The earliest start, not before the wanted one, at which the resource is free for the whole length."""
    return next_free_together([wanted], besides=besides)


def next_free_together(wanted: list[Claim], *, besides: Iterable = ()) -> datetime:
    """The earliest start, not before the wanted ones, at which all the resources are free for the whole length."""
    start = min(one.starts_at for one in wanted)
    length = max(one.ends_with_turnaround for one in wanted) - start
    later = _active(besides).filter(_any_of(wanted), span__endswith__gt=start).order_by("span")
    for span in later.values_list("span", flat=True):
        if span.lower >= start + length:
            break
        start = max(start, span.upper)
    return start


def clashes_of(wanted: list[Claim], *, besides: Iterable = ()) -> list[tuple[Claim, Booking]]:
    """Every wish that cannot be had with the first booking in its way, in the order of the wishes."""
    rows = _active(besides).filter(_any_of(wanted), span__overlap=_whole(wanted)).select_related("edition")
    rows = list(rows.order_by("span"))
    found = []
    for one in wanted:
        key, span = Claim.key_of(one.resource), one.span
        for row in rows:
            same = (row.person_id, row.room_id) == (key["person_id"], key["room_id"])
            if same and row.span.lower < span.upper and span.lower < row.span.upper:
                found.append((one, row))
                break
    return found


def clashes_among(bookings: list[Booking]) -> list[tuple[Claim, Booking]]:
    """The same for bookings as they now stand in the database, each against all the others."""
    rows = Booking.objects.raw(
        """SELECT mine.*, other.id AS other_id FROM forum_booking mine JOIN forum_booking other
           ON other.id <> mine.id AND other.is_active AND other.span && mine.span
           AND (other.room_id = mine.room_id OR other.person_id = mine.person_id)
           WHERE mine.is_active AND mine.id = ANY(%s) ORDER BY mine.room_id, mine.span""",
        [[one.pk for one in bookings]],
    )
    pairs = [(row, vars(row)["other_id"]) for row in rows]
    others = Booking.objects.select_related("person", "room", "edition").in_bulk({other for _row, other in pairs})
    found: dict = {}
    for mine, other_id in pairs:
        other = others[other_id]
        found.setdefault(other.resource, (_bare(other.resource, mine.span), other))
    return list(found.values())


def taken(wanted: Claim, *, besides: Iterable = ()) -> Taken:
    """The refusal of one wish: who or what is taken, and when it is next free in the edition's zone."""
    return refusal(clashes_of([wanted], besides=besides), besides=besides)


def refusal(clashes: list[tuple[Claim, Booking]], *, together: Iterable[Claim] = (), besides: Iterable = ()) -> Taken:
    """The refusal that names every cause. ``together``: all that was wanted, to say when it can all be had at once.

    Facts: ``resource`` and ``next_free_at`` of the first cause, ``causes`` (``kind``, ``id``, ``resource``,
    ``taken_from``, ``taken_until``, ``next_free_at``), ``all_free_at``.
    """
    if not clashes:
        return Taken(_("Somebody or some room is taken at that time."), facts={"causes": []})
    zone = clashes[0][1].edition.zone
    causes = [_cause(wanted, booking, besides) for wanted, booking in clashes]
    facts = {"resource": causes[0]["resource"], "next_free_at": causes[0]["next_free_at"], "causes": causes}
    if len(causes) == 1:
        words = {"who": causes[0]["resource"], "time": _shown(causes[0]["next_free_at"], zone)}
        return Taken(_("%(who)s is taken at that time and next free at %(time)s.") % words, facts=facts)
    all_free = next_free_together(list(together) or [wanted for wanted, _booking in clashes], besides=besides)
    facts["all_free_at"] = all_free.isoformat()
    names = _("; ").join(
        _("%(who)s (next free at %(time)s)") % {"who": one["resource"], "time": _shown(one["next_free_at"], zone)}
        for one in causes
    )
    words = {"names": names, "time": _shown(facts["all_free_at"], zone)}
    return Taken(_("Taken at that time: %(names)s. All are free together at %(time)s.") % words, facts=facts)


def _cause(wanted, booking, besides):
    return {
        "kind": "person" if wanted.person else "room",
        "id": wanted.resource.public_id,
        "resource": str(wanted.resource),
        "taken_from": booking.span.lower.isoformat(),
        "taken_until": booking.span.upper.isoformat(),
        "next_free_at": next_free(wanted, besides=besides).isoformat(),
    }


def _shown(moment, zone):
    local = datetime.fromisoformat(moment).astimezone(zone)
    return f"{date_format(local, 'DATETIME_FORMAT')} ({local.tzname()})"


def _active(besides):
    return Booking.objects.filter(is_active=True).exclude(pk__in=[one.pk for one in besides if one])


def _any_of(wanted):
    people = [one.person.pk for one in wanted if one.person]
    rooms = [one.room.pk for one in wanted if one.room]
    return Q(person__in=people) | Q(room__in=rooms)


def _whole(wanted):
    return TimestamptzRange(min(one.starts_at for one in wanted), max(one.ends_with_turnaround for one in wanted))


def _bare(resource, span):
    """A wish for exactly ``span``, the turnaround already inside it."""
    extra = resource.turnaround_minutes if isinstance(resource, Room) else 0
    return Claim(resource, span.lower, span.upper - timedelta(minutes=extra))
