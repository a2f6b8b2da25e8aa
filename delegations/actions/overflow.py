"""From an overflow pass to a place that is free again."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError
from delegations import phases, places
from delegations.actions import offering
from delegations.models import Delegate
from delegations.models.delegate import GONE


def give_place(delegate: Delegate, *, by, now) -> Delegate:
    """Let somebody who came on an overflow pass use a place of the delegation; the pass is free for another.

    A badge on paper opens what it did until it is printed again. Whoever waits comes first. Raises DomainError
    (``quota-used``) where no place is left, and for who uses one already.
    """
    with transaction.atomic():
        delegation = phases.locked(delegate.delegation)
        phases.require_registration(delegation, by=by, now=now)
        rows = Delegate.objects.select_for_update(of=("self",)).select_related("person", "delegation", "edition")
        delegate = rows.get(pk=delegate.pk)
        if delegate.status in GONE or not delegate.is_overflow:
            raise DomainError(_("%(delegate)s has no overflow pass.") % {"delegate": delegate}, code="no-overflow-pass")
        offering.settle(delegation, now=now)
        places.claim(delegation, delegate.category, overflow=False, now=now, besides=delegate)
        delegate.is_overflow = False
        delegate.save(update_fields=["is_overflow"])
    return delegate
