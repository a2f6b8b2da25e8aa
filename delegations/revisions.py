"""What a decision on a delegate was based on: the newest rows that the triggers wrote of delegate and person.

A page that shows the facts carries their revision; a decision taken on it is refused once they are others.
"""

from collections.abc import Iterable

from django.apps import apps
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from core.errors import Stale
from delegations import holding
from delegations.models import Delegate


def of(delegate: Delegate) -> str:
    """The revision of one delegate's facts: any change of the accreditation or of the person gives another."""
    return of_each([delegate])[delegate.pk]


def of_each(delegates: Iterable[Delegate]) -> dict[int, str]:
    """The revision of each by its key, in one query for any number."""
    own = _newest("delegations.DelegateEvent", "pk")
    person = _newest("forum.PersonEvent", "person_id")
    rows = Delegate.objects.filter(pk__in=[one.pk for one in delegates]).order_by()
    return {pk: f"{first or 0}-{second or 0}" for pk, first, second in rows.values_list("pk", own, person)}


def require(delegate: Delegate, seen: str) -> None:
    """Inside a transaction: hold delegate and person as they are, and raise Stale unless ``seen`` is their revision."""
    holding.persons([delegate.person_id])
    Delegate.objects.select_for_update().get(pk=delegate.pk)
    if of(delegate) != seen:
        sentence = _("%(delegate)s has changed since you opened the page. Look again, then decide.")
        raise Stale(sentence % {"delegate": delegate}, facts={"revision": of(delegate)})


def _newest(events, key):
    rows = apps.get_model(events).objects.filter(pgh_obj_id=OuterRef(key)).order_by("-pgh_id")
    return Subquery(rows.values("pgh_id")[:1])
