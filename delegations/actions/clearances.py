"""What agencies answer on a delegate, and what the desk does about it: ask again, pass on, override."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import workflow
from core.errors import DomainError, InvalidInput, Stale, required
from delegations import clearance_notices, clearing, notices
from delegations.actions import accreditation, reopening
from delegations.models import (
    Clearance,
    ClearanceFile,
    ClearanceOverride,
    ClearanceStatus,
    Delegate,
    DelegateStatus,
)
from delegations.models.clearance import ANSWERABLE
from delegations.uploads import Upload
from forum import editions
from forum.models import Role, TeamMember

S = ClearanceStatus


@dataclass(frozen=True)
class Tally:
    """What an answer on many came to."""

    done: list[Clearance] = field(default_factory=list)
    refused: list[tuple[Clearance, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Forecast:
    """What clearing one would do now: whether it approves the delegate, how many mails leave, or why it is refused."""

    clearance: Clearance
    approves: bool = False
    mails: int = 0
    refusal: str = ""


def clear(clearance: Clearance, *, by, now, reason: str = "", files: Iterable[Upload] = ()) -> Clearance:
    """The agency has no objection. The last clearance that is needed approves the delegate, who is told."""
    with transaction.atomic():
        clearance = _answerable(clearance)
        workflow.move(clearance, S.CLEARED, by=by, now=now, reason=reason.strip(), note=reason.strip())
        _keep(clearance, files, by=by, now=now)
        delegate = clearance.delegate
        if delegate.status == DelegateStatus.IN_REVIEW and clearing.is_cleared(delegate):
            accreditation.admit(delegate, by=by, now=now)
    return clearance


def refuse(clearance: Clearance, *, reason: str, by, now, files: Iterable[Upload] = ()) -> Clearance:
    """The agency objects, for a reason that only the desk reads. Takes an approval back where it rested on this one."""
    with transaction.atomic():
        clearance = _answerable(clearance)
        reason = required(reason, _("Write the reason: the accreditation desk reads it."), field="reason")
        workflow.move(clearance, S.REFUSED, by=by, now=now, reason=reason, note=reason)
        _keep(clearance, files, by=by, now=now)
        clearance_notices.returned(clearance.delegate.edition, now=now)
        if not clearing.is_cleared(clearance.delegate):
            sentence = _("The desk looks at it again.")
            reopening.recall(clearance.delegate, reason=sentence, by=by, now=now)
    return clearance


def ask(clearance: Clearance, *, question: str, by, now, files: Iterable[Upload] = ()) -> Clearance:
    """The agency needs to know more. The desk answers or passes the question on to the mission."""
    with transaction.atomic():
        clearance = _answerable(clearance)
        question = required(question, _("Write what the agency needs to know."), field="question")
        workflow.move(clearance, S.INFO_NEEDED, by=by, now=now, reason=question, note=question)
        _keep(clearance, files, by=by, now=now)
        clearance_notices.returned(clearance.delegate.edition, now=now)
    return clearance


def answer(clearance: Clearance, *, text: str, by, now) -> Clearance:
    """The desk answers the agency's question by itself; the agency has the whole time again."""
    with transaction.atomic():
        clearance = _answerable(clearance)
        text = required(text, _("Write an answer to the agency's question."), field="text")
        if clearance.status != S.INFO_NEEDED:
            raise DomainError(_("The agency has no open question."))
        clearing.resume([clearance], text=text, by=by, now=now)
    return clearance


def ask_again(clearance: Clearance, *, by, now) -> Clearance:
    """The agency let its time pass: it is asked once more, with the whole time again."""
    with transaction.atomic():
        clearance = _answerable(clearance)
        if clearance.status != S.EXPIRED:
            raise DomainError(_("Only an agency whose time has passed is asked again."))
        clearing.resume([clearance], text="", by=by, now=now)
    return clearance


def override(delegate: Delegate, *, approver: User, reason: str, by, now) -> Delegate:
    """Approve without all clearances, on the word of ``approver``: an organiser or protocol officer, who is told.

    Raises InvalidInput (field ``approver`` or ``reason``); DomainError where the delegate is not in review.
    """
    with transaction.atomic():
        editions.require_open(delegate.edition)
        delegate = clearing.held(delegate)
        reason = required(reason, _("Write the reason: it is kept with the name of the approver."), field="reason")
        if not TeamMember.objects.holds(approver, delegate.edition, Role.ORGANISER, Role.PROTOCOL):
            raise InvalidInput(_("Only an organiser or a protocol officer can answer for this."), field="approver")
        if delegate.status != DelegateStatus.IN_REVIEW:
            sentence = _("%(delegate)s is %(status)s: there is nothing to override.")
            raise DomainError(sentence % {"delegate": delegate, "status": delegate.get_status_display()})
        if clearing.is_cleared(delegate):
            raise DomainError(_("%(delegate)s is cleared. Approve instead.") % {"delegate": delegate})
        made = ClearanceOverride.objects.create(
            delegate=delegate, approver=approver, entered_by=by, reason=reason, happened_at=now
        )
        clearance_notices.overridden(made, now=now)
        return accreditation.admit(delegate, by=by, now=now)


def expire_overdue(*, now) -> int:
    """The clock: what no agency answered in time goes back to the desk. Gives how many."""
    waiting = Clearance.objects.in_the_queue().exclude(delegate__status=DelegateStatus.APPROVED)
    overdue = waiting.filter(status=S.PENDING, due_at__lt=now, delegate__edition__is_archived=False)
    return sum(_expire(one, now=now) for one in overdue.order_by("pk"))


def clear_each(clearances: Iterable[Clearance], *, by, now) -> Tally:
    """Clear one after the other; what is refused does not stop the others."""
    tally = Tally()
    for one in clearances:
        try:
            tally.done.append(clear(one, by=by, now=now))
        except DomainError as refusal:
            tally.refused.append((one, str(refusal)))
    return tally


def require_answerable(clearance: Clearance) -> None:
    """Raise DomainError where no answer to this one is wanted any more."""
    delegate = clearance.delegate
    if not clearance.is_current:
        raise Stale(_("The facts of %(delegate)s have changed; this is no longer asked.") % {"delegate": delegate})
    if delegate.status not in ANSWERABLE:
        sentence = _("%(delegate)s is %(status)s: no answer is needed any more.")
        raise DomainError(sentence % {"delegate": delegate, "status": delegate.get_status_display()})


def foresee(clearances: Iterable[Clearance]) -> list[Forecast]:
    """What ``clear_each`` would do with each now. Changes nothing. A few queries for any number."""
    clearances = list(clearances)
    delegates = [one.delegate for one in clearances]
    missing, readers = clearing.missing_of(delegates, as_if=clearances), notices.readers_of(delegates)
    return [_forecast(one, missing[one.delegate_id], readers[one.delegate_id]) for one in clearances]


def _forecast(clearance, missing, readers):
    """``missing``: who is still missing once this one has cleared."""
    delegate = clearance.delegate
    try:
        require_answerable(clearance)
    except DomainError as refusal:
        return Forecast(clearance, refusal=str(refusal))
    if not workflow.can(clearance, S.CLEARED):
        words = {"delegate": delegate, "status": clearance.get_status_display()}
        return Forecast(clearance, refusal=_("%(delegate)s is %(status)s and cannot be cleared now.") % words)
    if delegate.status != DelegateStatus.IN_REVIEW or missing:
        return Forecast(clearance)
    return Forecast(clearance, approves=True, mails=len(readers))


def _expire(clearance, *, now):
    with transaction.atomic():
        delegate = clearing.held(clearance.delegate)
        row = Clearance.objects.get(pk=clearance.pk)
        if not row.is_current or row.status != S.PENDING or row.due_at >= now:
            return 0  # answered, or asked anew, in this moment
        workflow.move(row, S.EXPIRED, by=None, now=now)
        clearance_notices.returned(delegate.edition, now=now)
    return 1


def _answerable(clearance):
    """The clearance as it is now, with its delegate held. Raises DomainError where no answer is wanted any more."""
    editions.require_open(clearance.delegate.edition)
    delegate = clearing.held(clearance.delegate)
    row = Clearance.objects.select_related("agency").get(pk=clearance.pk)
    row.delegate = delegate
    require_answerable(row)
    return row


def _keep(clearance, files, *, by, now):
    for one in files:
        row = ClearanceFile(clearance=clearance, name=one.name, content_type=one.content_type)
        row.added_by, row.added_at = by, now
        row.file.save(one.name, one.content, save=True)
