"""A delegation's places: its quota, and how many of them are used."""

from django.db.models import Count, Q, QuerySet
from django.utils.translation import ngettext

from core.errors import DomainError
from delegations.models import Delegate, Delegation
from delegations.models.delegate import GONE


def used(delegation: Delegation) -> int:
    """How many places are taken: by everybody but those who are rejected, revoked or withdrawn."""
    return Delegate.objects.in_the_count().filter(delegation=delegation).count()


def left(delegation: Delegation) -> int:
    """How many more may be registered; never negative, also where the quota was lowered later."""
    return max(0, delegation.quota - used(delegation))


def with_places(delegations: QuerySet[Delegation]) -> QuerySet[Delegation]:
    """The rows with ``places_used``."""
    return delegations.annotate(places_used=Count("delegates", filter=~Q(delegates__status__in=GONE), distinct=True))


def require_one(delegation: Delegation) -> None:
    """Raise DomainError when every place is used. Only worth asking while the delegation's row is held."""
    if used(delegation) < delegation.quota:
        return
    sentence = ngettext(
        "The one place of %(delegation)s is used. Withdraw somebody, or ask the secretariat for more places.",
        "All %(quota)d places of %(delegation)s are used. Withdraw somebody, or ask the secretariat for more places.",
        delegation.quota,
    )
    raise DomainError(
        sentence % {"quota": delegation.quota, "delegation": delegation},
        code="quota-used",
        facts={"quota": delegation.quota},
    )
