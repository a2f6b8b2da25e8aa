"""What was approved has changed: clearance begins again, and no badge opens anything until it is done."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import workflow
from delegations import clearing, person_facts
from delegations.actions import badges
from delegations.models import Delegate, DelegateStatus
from forum.models import Person


def reopen(delegate: Delegate, *, reason: str, by, now) -> Delegate:
    """A fact that clearance was given to has changed: what was answered to the former one no longer holds.

    Ends the round and the overrides. An approved delegate goes back to review and loses the badge; the desk passes it
    on again. Does nothing to a delegate about whom nobody was asked.
    """
    with transaction.atomic():
        delegate = clearing.held(delegate)
        delegate.clearances.filter(is_current=True).update(is_current=False)
        return recall(delegate, reason=reason, by=by, now=now)


def of_person(person: Person, fields: set[str], *, by, now) -> None:
    """``fields`` of ``person`` (names of facts, ``photo``, ``document``) are other than they were. Those that clearance
    is given to re-open every accreditation of the person at an edition that is not archived."""
    sentences = {
        _("Name or nationality changed after approval."): fields & set(person_facts.CLEARED),
        _("The photo changed after approval."): "photo" in fields,
        _("The identity document changed after approval."): "document" in fields,
    }
    reason = " ".join(sentence for sentence, is_so in sentences.items() if is_so)
    if not reason:
        return
    everywhere = Delegate.objects.in_the_count().filter(person=person, edition__is_archived=False)
    for delegate in everywhere.order_by("pk"):
        reopen(delegate, reason=reason, by=by, now=now)


def recall(delegate: Delegate, *, reason: str, by, now) -> Delegate:
    """The same where the round goes on: an agency has taken its clearance back, or the desk looks again."""
    with transaction.atomic():
        delegate = clearing.held(delegate)
        delegate.overrides.filter(is_current=True).update(is_current=False)
        if delegate.status == DelegateStatus.APPROVED:
            workflow.move(delegate, DelegateStatus.IN_REVIEW, by=by, now=now, reason=reason)
            badges.end_of([delegate], by=by, now=now)
    return delegate
