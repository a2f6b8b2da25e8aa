"""Who may sit for a delegation at a meeting."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.errors import InvalidInput
from delegations.models import Delegate, Delegation
from delegations.models.delegate import GONE
from forum.models import Person


def delegates_of(delegations: Iterable[Delegation]):
    """Those of the delegations who can attend: everybody whose accreditation has not ended."""
    return Delegate.objects.filter(delegation__in=delegations).exclude(status__in=GONE).select_related("person")


def require_of_delegation(person: Person, delegation: Delegation, *, field: str) -> None:
    """Raise InvalidInput unless ``person`` is a delegate of ``delegation``."""
    if not delegates_of([delegation]).filter(person=person).exists():
        sentence = _("%(person)s is no delegate of %(delegation)s.") % {"person": person, "delegation": delegation}
        raise InvalidInput(sentence, field=field, code="not-a-delegate")
