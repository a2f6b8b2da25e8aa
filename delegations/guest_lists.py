"""Who stands on a guest list now, and how two states of it differ."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import (
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Prefetch,
    QuerySet,
    Value,
)
from django.db.models.functions import Coalesce

from delegations.models import (
    Agency,
    Badge,
    BadgeKind,
    Delegate,
    DelegateStatus,
    GuestList,
    GuestListEntry,
    GuestListVersion,
)
from delegations.models.badge import LIVE
from delegations.models.guest_list import WORDS

COMPARED = (*WORDS, "serial")
SOON = timedelta(days=2)


@dataclass(frozen=True)
class Changed:
    """``fields``: (name of the field, before, after)."""

    before: GuestListEntry
    after: GuestListEntry
    fields: list[tuple[str, object, object]]


@dataclass(frozen=True)
class Difference:
    added: list[GuestListEntry] = field(default_factory=list)
    removed: list[GuestListEntry] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)

    def __bool__(self):
        return bool(self.added or self.removed or self.changed)


def entries_now(guest_list: GuestList) -> list[GuestListEntry]:
    """The list as it would be frozen now, by name: unsaved entries, in a fixed number of queries.

    Approved delegates only; whoever was added by hand too.
    """
    struck, added = _amended(guest_list)
    drawn = [one for one in _approved(guest_list) if one.pk not in struck]
    draws = _Draws(guest_list)
    kept = [one for one in drawn if one.pk in added or draws(one)]
    return [_entry(one, number) for number, one in enumerate(kept, start=1)]


def last_version(guest_list: GuestList) -> GuestListVersion | None:
    return guest_list.versions.select_related("guest_list__edition", "key").order_by("-number").first()


def newest_of(agencies: QuerySet[Agency]) -> QuerySet[GuestListVersion]:
    """The newest version of each list that goes to one of ``agencies``."""
    later = GuestListVersion.objects.filter(guest_list=OuterRef("guest_list"), number__gt=OuterRef("number"))
    return GuestListVersion.objects.filter(~Exists(later), guest_list__agency__in=agencies)


def to_read(agencies: QuerySet[Agency], reader) -> QuerySet[GuestListVersion]:
    """Of the newest versions, those that ``reader`` has not acknowledged."""
    return newest_of(agencies).exclude(acknowledgments__user=reader).order_by("frozen_at")


def to_freeze(rows: QuerySet[GuestList], *, now: datetime) -> QuerySet[GuestList]:
    """Of ``rows``, those that were never frozen, are due within two days or overdue, and have not begun."""
    begins_at = Coalesce("session__starts_at", _Midnight("day", "edition__timezone"))
    ahead = ExpressionWrapper(F("due_hours") * Value(timedelta(hours=1)), DurationField())
    never = rows.filter(versions=None).annotate(begins_at=begins_at)
    return never.filter(begins_at__gt=now, begins_at__lte=Value(now + SOON, DateTimeField()) + ahead)


def known_before(version: GuestListVersion, reader) -> GuestListVersion | None:
    """The version that ``reader`` acknowledged last before ``version``: what is new to them is told against it."""
    rows = GuestListVersion.objects.filter(guest_list=version.guest_list_id, acknowledgments__user=reader)
    return rows.filter(number__lt=version.number).order_by("-number").first()


def difference(before: Iterable[GuestListEntry], after: Iterable[GuestListEntry]) -> Difference:
    """What makes ``after`` of ``before``. People are the same where their accreditation is.

    An erased entry says nothing any more, so nothing but its presence and its serial is compared.
    """
    old = {entry.delegate_id_then: entry for entry in before}
    new = {entry.delegate_id_then: entry for entry in after}
    both = [(old[key], new[key]) for key in new if key in old]
    return Difference(
        added=[new[key] for key in new if key not in old],
        removed=[old[key] for key in old if key not in new],
        changed=[Changed(*pair, fields) for pair in both if (fields := _fields(*pair))],
    )


def due_at(guest_list: GuestList) -> datetime | None:
    """When it must be with its readers; None for a session that has no time yet."""
    session = guest_list.session
    begins = session.starts_at if session else _midnight(guest_list.day, guest_list.edition.zone)
    return begins - timedelta(hours=guest_list.due_hours) if begins else None


class _Midnight(Func):
    """When a day begins in a zone, by its IANA name; as ``_midnight``."""

    template = "(%(expressions)s)"
    arg_joiner = "::timestamp AT TIME ZONE "
    output_field = DateTimeField()


def _midnight(day, zone):
    return datetime.combine(day, time.min, zone)


def _amended(guest_list):
    """Keys of delegates that are struck, and that are added."""
    rows = guest_list.amendments.filter(withdrawn_at=None).values_list("delegate", "is_struck")
    return {key for key, is_struck in rows if is_struck}, {key for key, is_struck in rows if not is_struck}


def _approved(guest_list):
    living = Badge.objects.filter(status__in=LIVE, kind=BadgeKind.PERSONAL)
    rows = Delegate.objects.filter(edition=guest_list.edition, status=DelegateStatus.APPROVED)
    badges = Prefetch("badges", living, to_attr="living_badges")
    return rows.select_related("person", "delegation").prefetch_related(badges).order_by("person__name", "pk")


class _Draws:
    """Whether the filters of a list draw a delegate; read once for all."""

    def __init__(self, guest_list):
        self.categories = set(guest_list.categories)
        self.delegations = set(guest_list.delegations.values_list("pk", flat=True))
        self.zone_mask = sum(1 << bit for bit in guest_list.zones.values_list("bit", flat=True))
        self.day = _day_of(guest_list) if guest_list.is_of_badges_of_day else None

    def __call__(self, delegate):
        badge = _badge(delegate)
        return (
            (not self.categories or delegate.category in self.categories)
            and (not self.delegations or delegate.delegation_id in self.delegations)
            and (not self.zone_mask or bool(badge and badge.zone_mask & self.zone_mask))
            and (not self.day or bool(badge and (not badge.days or self.day in badge.days)))
        )


def _day_of(guest_list) -> date | None:
    session = guest_list.session
    if session is None:
        return guest_list.day
    return session.starts_at.astimezone(guest_list.edition.zone).date() if session.starts_at else session.reported_on


def _badge(delegate):
    return next(iter(delegate.living_badges), None)


def _entry(delegate, number):
    person, badge = delegate.person, _badge(delegate)
    return GuestListEntry(
        position_in_list=number,
        delegate_id_then=delegate.public_id,
        name=str(person),
        native_name=person.native_name,
        position=person.position,
        organisation=person.organisation,
        nationality=person.country.code or "",
        delegation=delegate.delegation.name,
        category=delegate.category,
        serial=badge.serial if badge else None,
    )


def _fields(before, after):
    names = ("serial",) if before.erased_at or after.erased_at else COMPARED
    pairs = [(name, getattr(before, name), getattr(after, name)) for name in names]
    return [(name, one, other) for name, one, other in pairs if one != other]
