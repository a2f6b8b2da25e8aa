"""What somebody's one badge opens: the roles the person has at the edition, and what the edition makes of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from delegations import categories
from delegations.models import CategoryTerms, Delegate, DelegateCategory, Zone
from forum.models import Appearance, Edition, SessionStatus, TeamMember

NOT_APPEARING = [SessionStatus.DRAFT, SessionStatus.CANCELLED]


@dataclass(frozen=True)
class Rights:
    """``category``: the one that the badge shows. ``days``: sorted; empty for every day."""

    category: str
    zones: tuple[Zone, ...] = ()
    days: tuple[date, ...] = ()

    @property
    def zone_mask(self) -> int:
        return mask_of(self.zones)


def of_each(edition: Edition, delegates: Iterable[Delegate]) -> dict[int, Rights]:
    """The rights of each delegate of ``edition``, by key, in a fixed number of queries.

    The category is the highest-ranking of the person's: the accreditation's own, speaker for who appears in the
    programme, organising staff for who is in the team. Zones and days are those of all of them together: a speaker
    who is crew must get backstage as well, and who outranks another must never be able to enter less than they.
    """
    delegates = list(delegates)
    rules = _Terms(edition)
    people = [delegate.person_id for delegate in delegates]
    speakers, crew = _speakers(edition, people), _crew(edition, people)
    return {
        one.pk: rules.unite(_roles(one, is_speaker=one.person_id in speakers, is_crew=one.person_id in crew))
        for one in delegates
    }


def mask_of(zones: Iterable[Zone]) -> int:
    return sum({1 << zone.bit for zone in zones})


def zones_in(zones: Iterable[Zone], mask: int) -> list[Zone]:
    """Those of ``zones`` that a badge with ``mask`` opens."""
    return [zone for zone in zones if mask >> zone.bit & 1]


def validity(edition: Edition) -> tuple[datetime, datetime]:
    """The days of the forum by its own clock, half-open."""
    first, after = edition.starts_on, edition.ends_on + timedelta(days=1)
    return datetime.combine(first, time.min, edition.zone), datetime.combine(after, time.min, edition.zone)


class _Terms:
    """The terms of an edition with their zones, read once for many."""

    def __init__(self, edition):
        self.terms = categories.terms_of(edition)
        self.zones = _zones_by_category(edition, CategoryTerms.zones.through)
        self.overflow = _zones_by_category(edition, CategoryTerms.overflow_zones.through)

    def unite(self, roles: list[tuple[str, bool]]) -> Rights:
        highest = max(roles, key=lambda role: self.terms[role[0]].rank)[0]
        found = {zone.bit: zone for role in roles for zone in self._opens(*role)}
        days = [self.terms[category].days for category, _overflow in roles]
        united = () if not all(days) else tuple(sorted({day for some in days for day in some}))
        return Rights(highest, tuple(found[bit] for bit in sorted(found)), united)

    def _opens(self, category, is_overflow):
        return (self.overflow if is_overflow else self.zones)[category]


def _zones_by_category(edition, through):
    zones = {zone.pk: zone for zone in Zone.objects.filter(edition=edition)}
    found = defaultdict(list)
    rows = through.objects.filter(categoryterms__edition=edition)
    for category, zone in rows.values_list("categoryterms__category", "zone_id"):
        found[category].append(zones[zone])
    return found


def _roles(delegate, *, is_speaker, is_crew):
    """Categories with whether only the overflow zones of it are opened; the accreditation's own comes first."""
    roles = [(delegate.category, delegate.is_overflow)]
    roles += [(DelegateCategory.SPEAKER.value, False)] if is_speaker else []
    return roles + ([(DelegateCategory.CREW.value, False)] if is_crew else [])


def _speakers(edition, people):
    rows = Appearance.objects.filter(session__edition=edition, person__in=people)
    return set(rows.exclude(session__status__in=NOT_APPEARING).values_list("person_id", flat=True))


def _crew(edition, people):
    rows = TeamMember.objects.filter(edition=edition, user__person__in=people)
    return set(rows.values_list("user__person__pk", flat=True))
