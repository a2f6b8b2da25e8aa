"""The answers of the sides: yes, no with a reason, another time. The desk may answer for whoever is asked."""

from datetime import datetime

from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError, InvalidInput, required
from forum import spans
from scheduling import asking, notices, slots
from scheduling.changing import changing, require_status
from scheduling.models import Answer, Meeting, MeetingStatus, Party, PartySide, TimeProposal

OPEN = (MeetingStatus.REQUESTED,)
BEFORE_PLACING = (*OPEN, MeetingStatus.ACCEPTED)


def accept(party: Party, *, by, now: datetime) -> None:
    """Say yes for one side. When every side has, the meeting is accepted and waits for its time; the askers are told.

    Raises DomainError when the side has answered already, the meeting no longer asks, or the askers have had all that
    they may have.
    """
    with asking.counting_sides(party.meeting), changing(party.meeting) as held:
        answering = _locked(party, held)
        require_status(held, OPEN, "not-asking")
        if answering.answer != Answer.PENDING:
            raise DomainError(_("%(party)s has already answered.") % {"party": answering}, code="already-answered")
        _answer(answering, Answer.ACCEPTED, by=by, now=now)
        if not _still_asked(held):
            asking.require_agreeable(held)
            workflow.move(held, MeetingStatus.ACCEPTED, by=by, now=now)
        notices.accepted(held, answering, now=now)
    party.refresh_from_db()


def decline(party: Party, *, reason: str, by, now: datetime) -> None:
    """Say no for one side, with the reason that the askers are told. It ends the meeting, also one accepted before.

    Raises InvalidInput (field ``reason``) without a reason, IllegalTransition when the meeting has a time by now.
    """
    reason = required(reason, _("Say why: the other side is told."), field="reason")
    with changing(party.meeting) as held:
        answering = _locked(party, held)
        _answer(answering, Answer.DECLINED, by=by, now=now, reason=reason)
        workflow.move(held, MeetingStatus.DECLINED, by=by, now=now, reason=reason)
        notices.declined(held, answering, now=now)
    party.refresh_from_db()


def counter(party: Party, *, starts_at: datetime, ends_at: datetime, by, now: datetime, note: str = "") -> TimeProposal:
    """Offer another time; the other side is told and takes or leaves it. An earlier offer of this side is void.

    Raises InvalidInput by field, DomainError when the meeting has a time or an end by now.
    """
    with changing(party.meeting) as held:
        offering = _locked(party, held)
        require_status(held, BEFORE_PLACING, "not-asking")
        spans.check(held.edition, starts_at, ends_at, margin=slots.NEAR)
        if (ends_at - starts_at).total_seconds() < held.length_minutes * 60:
            sentence = _("The meeting needs %(minutes)d minutes.") % {"minutes": held.length_minutes}
            raise InvalidInput(sentence, field="ends_at", code="window-too-short")
        asking.prolong(held, now=now)
        held.proposals.filter(party=offering, answer=Answer.PENDING).update(answer=Answer.DECLINED, answered_at=now)
        proposal = TimeProposal.objects.create(
            meeting=held,
            party=offering,
            starts_at=starts_at,
            ends_at=ends_at,
            note=note.strip(),
            proposed_by=by,
            proposed_at=now,
        )
        notices.countered(proposal, now=now)
    return proposal


def take(proposal: TimeProposal, *, by, now: datetime) -> None:
    """Take the other side's time: it becomes the wished window, and both have said yes."""
    with asking.counting_sides(proposal.meeting), changing(proposal.meeting) as held:
        taken = _open_proposal(proposal, held)
        _close(taken, Answer.ACCEPTED, by=by, now=now)
        held.wished_from, held.wished_until = taken.starts_at, taken.ends_at
        held.save(update_fields=["wished_from", "wished_until"])
        offering = taken.party if taken.party.side == PartySide.HOST else _other_side(held)
        if offering.answer == Answer.PENDING:
            _answer(offering, Answer.ACCEPTED, by=by, now=now)
        if held.status in OPEN and not _still_asked(held):
            asking.require_agreeable(held)
            workflow.move(held, MeetingStatus.ACCEPTED, by=by, now=now)
        notices.accepted(held, offering, now=now)
    proposal.refresh_from_db()


def leave(proposal: TimeProposal, *, by, now: datetime) -> None:
    """Leave the other side's time; the question stays as it was, and whoever offered is told."""
    with changing(proposal.meeting) as held:
        left = _open_proposal(proposal, held)
        _close(left, Answer.DECLINED, by=by, now=now)
        notices.offer_left(left, now=now)
    proposal.refresh_from_db()


def _locked(party, held):
    found = Party.objects.select_for_update(of=("self",)).select_related("delegation").get(pk=party.pk)
    found.meeting = held
    return found


def _open_proposal(proposal, held: Meeting) -> TimeProposal:
    require_status(held, BEFORE_PLACING, "not-asking")
    found = TimeProposal.objects.select_related("party__delegation").get(pk=proposal.pk)
    if found.answer != Answer.PENDING:
        raise DomainError(_("This offer has been answered or replaced."), code="already-answered")
    found.meeting = held
    return found


def _answer(party, answer, *, by, now, reason=""):
    party.answer, party.answered_by, party.answered_at, party.reason = answer, by, now, reason
    party.save(update_fields=["answer", "answered_by", "answered_at", "reason"])


def _close(proposal, answer, *, by, now):
    proposal.answer, proposal.answered_by, proposal.answered_at = answer, by, now
    proposal.save(update_fields=["answer", "answered_by", "answered_at"])


def _still_asked(meeting):
    return meeting.parties.filter(answer=Answer.PENDING).exists()


def _other_side(meeting):
    return meeting.parties.select_related("delegation").filter(side=PartySide.HOST).order_by("pk")[0]
