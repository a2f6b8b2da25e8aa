"""A delegation's places: the quota of all together, the quota of each category, and overflow passes counted apart.

A place that is offered to the waiting list is used until the offer ends, by the clock of whoever asks (``now``).
"""

from dataclasses import dataclass

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import DomainError
from delegations.models import CategoryQuota, Delegate, DelegateCategory, Delegation, WaitingEntry
from delegations.models.delegate import GONE

_GIVEN, _TAKEN, _OFFERED = "given", "taken", "offered"
_COLUMNS = ("category", "count", "overflow", "kind")
_NAMES = DelegateCategory.values


@dataclass(frozen=True)
class CategoryPlaces:
    """How one category stands. ``quota`` is None where only the delegation's own bounds it.

    ``offered``: those of the ``used`` that are offered to the waiting list.
    """

    category: str
    quota: int | None
    used: int
    left: int
    overflow: int
    overflow_used: int
    offered: int = 0

    @property
    def label(self) -> str:
        return str(DelegateCategory(self.category).label)

    @property
    def overflow_left(self) -> int:
        return max(0, self.overflow - self.overflow_used)


@dataclass(frozen=True)
class Places:
    """How a delegation stands. ``used`` leaves the overflow passes out: they use no place."""

    quota: int
    used: int
    categories: dict[str, CategoryPlaces]

    @property
    def left(self) -> int:
        """How many more may be registered; never negative, also where the quota was lowered later."""
        return max(0, self.quota - self.used)

    @property
    def offered(self) -> int:
        return sum(one.offered for one in self.categories.values())

    @property
    def overflow_left(self) -> int:
        return sum(one.overflow_left for one in self.categories.values())

    @property
    def shown(self) -> list[CategoryPlaces]:
        """The categories with a quota of their own or with somebody in them."""
        return [one for one in self.categories.values() if one.quota is not None or one.used or one.overflow_used]


def of(delegation: Delegation, *, now, besides: Delegate | WaitingEntry | None = None) -> Places:
    """How every category of the delegation stands at ``now``, in one query; ``besides`` is not counted."""
    here, offers = _in_use(delegation), _offers(delegation, now)
    if isinstance(besides, Delegate):
        here = here.exclude(pk=besides.pk)
    elif besides is not None:
        offers = offers.exclude(pk=besides.pk)
    sums = {"count": Count("pk", filter=Q(is_overflow=False)), "overflow": Count("pk", filter=Q(is_overflow=True))}
    taken = here.values("category").annotate(**sums, kind=Value(_TAKEN))
    offered = offers.values("category").annotate(count=Count("pk"), overflow=Value(0), kind=Value(_OFFERED))
    given = CategoryQuota.objects.filter(delegation=delegation).order_by()
    rows = given.values("category", count=F("places"), overflow=F("overflow_places"), kind=Value(_GIVEN))
    found: dict[str, dict[str, tuple[int, int]]] = {_GIVEN: {}, _TAKEN: {}, _OFFERED: {}}
    for category, count, overflow, kind in rows.union(taken, offered, all=True).values_list(*_COLUMNS):
        found[kind][category] = count, overflow
    in_all = sum(count for kind in (_TAKEN, _OFFERED) for count, _overflow in found[kind].values())
    left = max(0, delegation.quota - in_all)
    categories = {name: _category(name, left, **{kind: found[kind].get(name) for kind in found}) for name in _NAMES}
    return Places(delegation.quota, in_all, categories)


def used(delegation: Delegation, *, now) -> int:
    """How many places are taken: by everybody but those who are rejected, revoked or withdrawn, and by offers."""
    return _in_use(delegation).filter(is_overflow=False).count() + _offers(delegation, now).count()


def left(delegation: Delegation, *, now) -> int:
    """How many more may be registered; never negative, also where the quota was lowered later."""
    return max(0, delegation.quota - used(delegation, now=now))


def with_places(delegations: QuerySet[Delegation], *, now) -> QuerySet[Delegation]:
    """The rows with ``places_used`` and ``overflow_used``."""
    here = ~Q(delegates__status__in=GONE)
    overflow = Q(delegates__is_overflow=True)
    offers = WaitingEntry.objects.holding(now).filter(delegation=OuterRef("pk")).order_by()
    offered = offers.values("delegation").annotate(count=Count("pk")).values("count")
    return delegations.annotate(
        places_used=Count("delegates", filter=here & ~overflow, distinct=True)
        + Coalesce(Subquery(offered, output_field=IntegerField()), 0),
        overflow_used=Count("delegates", filter=here & overflow, distinct=True),
    )


def claim(
    delegation: Delegation, category: str, *, overflow: bool, now, besides: Delegate | WaitingEntry | None = None
) -> bool:
    """Find room for one more in ``category``: gives False for a place, True for an overflow pass.

    An overflow pass is given where it is asked for and no place is left. Raises DomainError (``quota-used``) when
    there is neither. Only worth asking while the delegation's row is held. ``besides``: whose place is not counted,
    somebody in the delegation already, who moves to this category, or the offer that is taken.
    """
    places = of(delegation, now=now, besides=besides)
    found = places.categories[category]
    if found.left:
        return False
    if overflow and found.overflow_left:
        return True
    raise _refusal(delegation, places, found)


def _in_use(delegation):
    return Delegate.objects.in_the_count().filter(delegation=delegation).order_by()


def _offers(delegation, now):
    return WaitingEntry.objects.holding(now).filter(delegation=delegation).order_by()


def _category(name, left, *, given, taken, offered):
    count, overflow_count = taken or (0, 0)
    held, _none = offered or (0, 0)
    count += held
    if given is None:
        return CategoryPlaces(name, None, count, left, 0, overflow_count, held)
    places, overflow = given
    return CategoryPlaces(name, places, count, min(left, max(0, places - count)), overflow, overflow_count, held)


def _refusal(delegation, places, found):
    quota = found.quota if places.left else places.quota
    words = {"quota": quota, "delegation": delegation, "category": found.label, "left": found.overflow_left}
    facts = {"quota": quota, "overflow_left": found.overflow_left}
    if found.overflow_left:
        sentence = ngettext(
            "No place is left for this category (%(category)s). One overflow pass is.",
            "No place is left for this category (%(category)s). %(left)d overflow passes are.",
            found.overflow_left,
        )
    elif places.left:
        facts["category"] = found.category
        sentence = ngettext(
            "The one place of %(delegation)s for this category (%(category)s) is used. "
            "Withdraw somebody, or ask the secretariat for more places.",
            "All %(quota)d places of %(delegation)s for this category (%(category)s) are used. "
            "Withdraw somebody, or ask the secretariat for more places.",
            quota,
        )
        sentence = sentence if quota else _("%(delegation)s has no places for this category (%(category)s).")
    else:
        sentence = ngettext(
            "The one place of %(delegation)s is used. Withdraw somebody, or ask the secretariat for more places.",
            "All %(quota)d places of %(delegation)s are used. "
            "Withdraw somebody, or ask the secretariat for more places.",
            quota,
        )
    return DomainError(sentence % words, code="quota-used", facts=facts)
