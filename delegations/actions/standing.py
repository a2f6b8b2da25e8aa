"""Where a delegation stands: its list complete, open again, closed after the forum, or withdrawn."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import workflow
from core.errors import DomainError
from delegations import phases
from delegations.actions import badges, offering
from delegations.models import Delegate, DelegateStatus, Delegation, DelegationStatus
from forum import editions


def confirm(delegation: Delegation, *, by, now) -> Delegation:
    """The mission says that its list is complete. Raises DomainError for an empty one or with drafts in it."""
    with transaction.atomic():
        delegation = _held(delegation)
        listed = list(Delegate.objects.in_the_count().filter(delegation=delegation).values_list("status", flat=True))
        if not listed:
            raise DomainError(_("Nobody is registered in %(delegation)s yet.") % {"delegation": delegation})
        if drafts := listed.count(DelegateStatus.DRAFT):
            sentence = ngettext(
                "%(count)d person is still a draft. Submit or withdraw the draft first.",
                "%(count)d people are still drafts. Submit or withdraw the drafts first.",
                drafts,
            )
            raise DomainError(sentence % {"count": drafts}, code="drafts-left")
        workflow.move(delegation, DelegationStatus.CONFIRMED, by=by, now=now)
    return delegation


def close(delegation: Delegation, *, by, now) -> Delegation:
    """The forum is over for the delegation; nothing in it changes any more."""
    with transaction.atomic():
        delegation = _held(delegation)
        workflow.move(delegation, DelegationStatus.CLOSED, by=by, now=now)
        offering.end(delegation, by=by, now=now)
    return delegation


def withdraw(delegation: Delegation, *, reason="", by, now) -> Delegation:
    """The delegation does not come after all: everybody in it is withdrawn with it."""
    with transaction.atomic():
        delegation = _held(delegation)
        workflow.move(delegation, DelegationStatus.WITHDRAWN, by=by, now=now, reason=reason)
        everybody = list(Delegate.objects.in_the_count().filter(delegation=delegation).select_for_update())
        workflow.move_all(everybody, DelegateStatus.WITHDRAWN, by=by, now=now, reason=reason)
        badges.end_of(everybody, by=by, now=now)
        offering.end(delegation, by=by, now=now)
    return delegation


def _held(delegation):
    delegation = phases.locked(delegation)
    editions.require_open(delegation.edition)
    return delegation
