"""What was approved has changed: clearance begins again, and no badge opens anything until it is done."""

from django.db import transaction

from core import workflow
from delegations import clearing
from delegations.actions import badges
from delegations.models import Delegate, DelegateStatus


def reopen(delegate: Delegate, *, reason: str, by, now) -> Delegate:
    """A fact that clearance was given to has changed: what was answered to the former one no longer holds.

    Ends the round and the overrides. An approved delegate goes back to review and loses the badge; the desk passes it
    on again. Does nothing to a delegate about whom nobody was asked.
    """
    with transaction.atomic():
        delegate = clearing.held(delegate)
        delegate.clearances.filter(is_current=True).update(is_current=False)
        return recall(delegate, reason=reason, by=by, now=now)


def recall(delegate: Delegate, *, reason: str, by, now) -> Delegate:
    """The same where the round goes on: an agency has taken its clearance back, or the desk looks again."""
    with transaction.atomic():
        delegate = clearing.held(delegate)
        delegate.overrides.filter(is_current=True).update(is_current=False)
        if delegate.status == DelegateStatus.APPROVED:
            workflow.move(delegate, DelegateStatus.IN_REVIEW, by=by, now=now, reason=reason)
            badges.end_of([delegate], by=by, now=now)
    return delegate
