"""A delegation's places: the quota of all together, the quota of each category, and overflow passes counted apart."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import DomainError
from delegations.models import CategoryQuota, Delegate, DelegateCategory, Delegation
from delegations.models.delegate import GONE

_GIVEN, _TAKEN = "given", "taken"
_COLUMNS = ("category", "count", "overflow", "kind")


@dataclass(frozen=True)
class CategoryPlaces:
    """How one category stands. ``quota`` is None where only the delegation's own bounds it."""

    category: str
    quota: int | None
    used: int
    left: int
    overflow: int
    overflow_used: int

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
    def overflow_left(self) -> int:
        return sum(one.overflow_left for one in self.categories.values())

    @property
    def shown(self) -> list[CategoryPlaces]:
        """The categories with a quota of their own or with somebody in them."""
        return [one for one in self.categories.values() if one.quota is not None or one.used or one.overflow_used]


def of(delegation: Delegation, *, besides: Delegate | None = None) -> Places:
    """How every category of the delegation stands, in one query; ``besides`` is not counted."""
    here = _in_use(delegation).exclude(pk=besides.pk) if besides else _in_use(delegation)
    sums = {"count": Count("pk", filter=Q(is_overflow=False)), "overflow": Count("pk", filter=Q(is_overflow=True))}
    taken = here.values("category").annotate(**sums, kind=Value(_TAKEN))
    given = CategoryQuota.objects.filter(delegation=delegation).order_by()
    rows = given.values("category", count=F("places"), overflow=F("overflow_places"), kind=Value(_GIVEN))
    used: dict[str, list[int]] = {name: [0, 0] for name in DelegateCategory.values}
    quotas: dict[str, tuple[int, int]] = {}
    for category, count, overflow, kind in rows.union(taken, all=True).values_list(*_COLUMNS):
        if kind == _GIVEN:
            quotas[category] = count, overflow
        else:
            used[category] = [used[category][0] + count, used[category][1] + overflow]
    in_all = sum(count for count, _overflow in used.values())
    left = max(0, delegation.quota - in_all)
    categories = {name: _category(name, quotas.get(name), used[name], left) for name in DelegateCategory.values}
    return Places(delegation.quota, in_all, categories)


def used(delegation: Delegation) -> int:
    """How many places are taken: by everybody but those who are rejected, revoked or withdrawn."""
    return _in_use(delegation).filter(is_overflow=False).count()


def left(delegation: Delegation) -> int:
    """How many more may be registered; never negative, also where the quota was lowered later."""
    return max(0, delegation.quota - used(delegation))


def with_places(delegations: QuerySet[Delegation]) -> QuerySet[Delegation]:
    """The rows with ``places_used`` and ``overflow_used``."""
    here = ~Q(delegates__status__in=GONE)
    overflow = Q(delegates__is_overflow=True)
    return delegations.annotate(
        places_used=Count("delegates", filter=here & ~overflow, distinct=True),
        overflow_used=Count("delegates", filter=here & overflow, distinct=True),
    )


def claim(delegation: Delegation, category: str, *, overflow: bool, besides: Delegate | None = None) -> bool:
    """Find room for one more in ``category``: gives False for a place, True for an overflow pass.

    An overflow pass is given where it is asked for and no place is left. Raises DomainError (``quota-used``) when
    there is neither. Only worth asking while the delegation's row is held. ``besides``: somebody in the delegation
    already, who moves to this category and whose place is not counted.
    """
    places = of(delegation, besides=besides)
    found = places.categories[category]
    if found.left:
        return False
    if overflow and found.overflow_left:
        return True
    raise _refusal(delegation, places, found)


def _in_use(delegation):
    return Delegate.objects.in_the_count().filter(delegation=delegation).order_by()


def _category(name, quota, used, left):
    count, overflow_count = used
    if quota is None:
        return CategoryPlaces(name, None, count, left, 0, overflow_count)
    places, overflow = quota
    return CategoryPlaces(name, places, count, min(left, max(0, places - count)), overflow, overflow_count)


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
