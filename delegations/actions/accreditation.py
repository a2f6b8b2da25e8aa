"""The accreditation desk's decisions on delegates, and the mission's answers to its questions.

``seen``: the revision of the facts that the deciding person has read (see delegations.revisions); None for a decision
that rests on no page. What has changed meanwhile is not decided on: Stale.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError, required
from delegations import clearance_notices, clearing, events, holding, notices, phases, revisions, sign_ins
from delegations.actions import badges, offering
from delegations.models import Agency, ClearanceStatus, Delegate, DelegateStatus
from forum import editions


@dataclass(frozen=True)
class Tally:
    """What a decision on many came to: who was done, and who was refused with which sentence."""

    done: list[Delegate] = field(default_factory=list)
    refused: list[tuple[Delegate, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Forecast:
    """What approving one delegate would do now: how many mails leave, or why it would be refused.

    ``revision``: of the facts as they stood when it was foreseen. ``agencies``: whom it is passed on to instead.
    """

    delegate: Delegate
    mails: int
    revision: str
    refusal: str = ""
    agencies: tuple[Agency, ...] = ()


def start_review(delegate: Delegate, *, by, now) -> Delegate:
    """The desk has taken the delegate up, or goes on without an answer to its question."""
    with transaction.atomic():
        editions.require_open(delegate.edition)
        workflow.move(delegate, DelegateStatus.IN_REVIEW, by=by, now=now, question="")
        delegate.overrides.filter(is_current=True).update(is_current=False)
        badges.end_of([delegate], by=by, now=now)
    return delegate


def ask(delegate: Delegate, *, question, by, now, seen: str | None = None) -> Delegate:
    """Ask the mission for more before deciding. Raises InvalidInput (field ``question``) without a question."""
    with transaction.atomic():
        question = required(question, _("Write what the desk needs to know."), field="question")
        _take_up(delegate, by=by, now=now, seen=seen)
        change = workflow.move(delegate, DelegateStatus.INFO_NEEDED, by=by, now=now, reason=question, question=question)
        notices.info_needed(delegate, change, now=now)
    return delegate


def answer(delegate: Delegate, *, text, by, now) -> Delegate:
    """The mission's or the delegate's answer to the desk's question; the desk looks again."""
    with transaction.atomic():
        editions.require_open(delegate.edition)
        if delegate.status != DelegateStatus.INFO_NEEDED:
            raise DomainError(_("The desk has no open question on %(delegate)s.") % {"delegate": delegate})
        text = required(text, _("Write an answer to the desk's question."), field="text")
        workflow.move(delegate, DelegateStatus.IN_REVIEW, by=by, now=now, reason=text, question="")
        asking = [one for one in clearing.current(delegate) if one.status == ClearanceStatus.INFO_NEEDED]
        clearing.resume(asking, text=text, by=by, now=now)
    return delegate


def approve(delegate: Delegate, *, by, now, seen: str | None = None) -> Delegate:
    """The desk's yes: accredits the delegate, or passes it on to the agencies that the category names.

    A delegate who is passed on stays in review until the last agency needed has cleared. Raises DomainError, naming
    whose answer is missing, where all of them were asked before.
    """
    with transaction.atomic():
        _take_up(delegate, by=by, now=now, seen=seen)
        if workflow.can(delegate, DelegateStatus.APPROVED) and not clearing.is_cleared(clearing.held(delegate)):
            if not clearing.open_round(delegate, now=now):
                clearing.require_cleared(delegate)
            return delegate
        return admit(delegate, by=by, now=now)


def admit(delegate: Delegate, *, by, now) -> Delegate:
    """Accredit a delegate who is cleared, and who is held with the person; mission and delegate are told, and the
    delegate can sign in."""
    with transaction.atomic():
        clearing.require_cleared(delegate)
        change = workflow.move(delegate, DelegateStatus.APPROVED, by=by, now=now, question="")
        sign_ins.link(delegate.person, by=by)
        notices.approved(delegate, change, now=now)
        events.delegate("approved", delegate, change, now=now)
    return delegate


def reject(delegate: Delegate, *, reason, by, now, seen: str | None = None) -> Delegate:
    """Refuse the accreditation for a reason that is told; the place is free again."""
    with transaction.atomic():
        delegation = phases.locked(delegate.delegation)
        reason = required(reason, _("Write the reason: the mission reads it."), field="reason")
        _take_up(delegate, by=by, now=now, seen=seen)
        change = workflow.move(delegate, DelegateStatus.REJECTED, by=by, now=now, reason=reason, question="")
        notices.rejected(delegate, change, now=now)
        offering.settle(delegation, now=now)
    return delegate


def revoke(delegate: Delegate, *, reason, by, now) -> Delegate:
    """Take an approved accreditation back for a reason that is told."""
    with transaction.atomic():
        delegation = phases.locked(delegate.delegation)
        editions.require_open(delegate.edition)
        reason = required(reason, _("Write the reason: the mission reads it."), field="reason")
        change = workflow.move(delegate, DelegateStatus.REVOKED, by=by, now=now, reason=reason)
        badges.end_of([delegate], by=by, now=now)
        notices.revoked(delegate, change, now=now)
        events.delegate("revoked", delegate, change, now=now)
        offering.settle(delegation, now=now)
    return delegate


def approve_each(delegates: Iterable[Delegate], *, seen: dict[int, str], by, now) -> Tally:
    """Approve one after the other; what is refused does not stop the others. ``seen``: revisions by key."""
    tally = Tally()
    for delegate in delegates:
        try:
            approve(delegate, by=by, now=now, seen=seen.get(delegate.pk, ""))
            tally.done.append(delegate)
        except DomainError as refusal:
            tally.refused.append((delegate, str(refusal)))
    return tally


def foresee(delegates: Iterable[Delegate]) -> list[Forecast]:
    """What ``approve_each`` would do with each now. Changes nothing."""
    delegates = list(delegates)
    readers, seen, missing = notices.readers_of(delegates), revisions.of_each(delegates), clearing.missing_of(delegates)
    asked = clearing.asked_of(delegates)
    return [_forecast(one, readers[one.pk], seen[one.pk], missing[one.pk], asked[one.pk]) for one in delegates]


def mails_to_agencies(forecasts: Iterable[Forecast], *, now) -> int:
    """How many mails the agencies get that the delegates are passed on to: one for each member and quarter of an hour,
    however many delegates come."""
    agencies = {agency for one in forecasts for agency in one.agencies}
    return clearance_notices.mails_of_growth(agencies, now=now)


def _forecast(delegate, readers, revision, missing, asked):
    goes_by_review = workflow.can(delegate, DelegateStatus.IN_REVIEW) and delegate.status == DelegateStatus.SUBMITTED
    if goes_by_review or workflow.can(delegate, DelegateStatus.APPROVED):
        if not missing:
            return Forecast(delegate, len(readers), revision)
        if unasked := tuple(agency for agency in missing if agency.pk not in asked):
            return Forecast(delegate, 0, revision, agencies=unasked)
        return Forecast(delegate, 0, revision, refusal=clearing.sentence_of(delegate, missing))
    sentence = _("%(delegate)s is %(status)s and cannot be approved now.")
    words = sentence % {"delegate": delegate, "status": delegate.get_status_display()}
    return Forecast(delegate, 0, revision, refusal=words)


def _take_up(delegate, *, by, now, seen):
    """A decision on what was only submitted is also the desk's first look at it."""
    editions.require_open(delegate.edition)
    if seen is None:
        holding.persons([delegate.person_id])
    else:
        revisions.require(delegate, seen)
    if delegate.status == DelegateStatus.SUBMITTED:
        workflow.move(delegate, DelegateStatus.IN_REVIEW, by=by, now=now)
