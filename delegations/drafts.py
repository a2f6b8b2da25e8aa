"""The drafts of a delegation: who of them can be submitted, and what keeps the others."""

from dataclasses import dataclass

from delegations import person_facts
from delegations.models import Delegate, DelegateStatus, Delegation


@dataclass(frozen=True)
class Draft:
    """One draft. ``lacking``: labels of the facts without which nobody can be submitted; none for who is complete."""

    delegate: Delegate
    lacking: list[str]

    @property
    def is_complete(self) -> bool:
        return not self.lacking


def of(delegation: Delegation) -> list[Draft]:
    """Every draft of the delegation, by name, in one query."""
    rows = Delegate.objects.filter(delegation=delegation, status=DelegateStatus.DRAFT)
    rows = rows.select_related("person__user", "delegation__edition", "edition").order_by("person__name", "pk")
    return [Draft(one, person_facts.labels_of(person_facts.lacking(one.person))) for one in rows]
