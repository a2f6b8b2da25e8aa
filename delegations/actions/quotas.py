"""The places of a delegation, in all and by category: more or fewer of them, while nobody else counts."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import InvalidInput
from delegations import phases
from delegations.actions import offering
from delegations.models import CategoryQuota, DelegateCategory, Delegation
from forum import editions


def give(delegation: Delegation, *, places: int, categories: dict[str, tuple[int, int]], by, now) -> Delegation:
    """Set the places of all together, and places and overflow passes of each category that has its own.

    Categories that are not named have no quota of their own from now on. Nobody loses a place that is used; what is
    free beyond that is offered to the waiting list. Raises InvalidInput for less than one place, an unknown category.
    """
    if places < 1:
        raise InvalidInput(_("A delegation has at least one place."), field="quota")
    if set(categories) - set(DelegateCategory.values):
        raise InvalidInput(_("There is no such category."), field="category")
    with transaction.atomic():
        delegation = phases.locked(delegation)
        editions.require_open_as_read(delegation.edition)
        delegation.quota = places
        delegation.save(update_fields=["quota"])
        delegation.quotas.exclude(category__in=categories).delete()
        for category, (count, overflow) in categories.items():
            row = {"places": count, "overflow_places": overflow}
            CategoryQuota.objects.update_or_create(delegation=delegation, category=category, defaults=row)
        offering.settle(delegation, now=now)
    return delegation
