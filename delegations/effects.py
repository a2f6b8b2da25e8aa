"""What the terms of a category, as they stand, mean for those who are approved in it already."""

from collections import Counter
from dataclasses import dataclass

from delegations import clearing, rights
from delegations.models import Badge, BadgeKind, CategoryTerms, Delegate, DelegateStatus
from delegations.models.badge import LIVE


@dataclass(frozen=True)
class Effects:
    """``approved``: how many are. ``lacking``: by an agency's name, how many of them it has not cleared.
    ``outdated``: how many living badges open other zones or days than a new one would."""

    approved: int
    lacking: dict[str, int]
    outdated: int


def of(terms: CategoryTerms) -> Effects:
    """Read in a few queries, however many are approved."""
    rows = Delegate.objects.filter(edition=terms.edition_id, category=terms.category, status=DelegateStatus.APPROVED)
    approved = list(rows)
    missing = clearing.missing_of(approved)
    lacking = Counter(agency.name for agencies in missing.values() for agency in agencies)
    return Effects(len(approved), dict(sorted(lacking.items())), _outdated(terms, approved))


def _outdated(terms, approved):
    opens = rights.of_each(terms.edition, approved)
    living = Badge.objects.filter(delegate__in=opens, kind=BadgeKind.PERSONAL, status__in=LIVE)
    return sum((one.zone_mask, tuple(one.days)) != _new(opens[one.delegate_id]) for one in living if one.delegate_id)


def _new(opened):
    return opened.zone_mask, opened.days
