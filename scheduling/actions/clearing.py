"""The foreign office clears a call before the host's side sees it, or refuses it."""

from datetime import datetime

from django.utils.translation import gettext as _

from core import workflow
from core.errors import required
from scheduling import asking, clearing_notices, notices
from scheduling.changing import changing, require_status
from scheduling.models import Meeting, MeetingStatus


def clear(meeting: Meeting, *, note: str, by, now: datetime) -> None:
    """Let the host's side be asked. ``note`` says on what ground; the secretariat alone reads it. The askers are told.

    Raises InvalidInput (field ``note``), DomainError when it does not wait for this.
    """
    note = required(note, _("Write down on what ground: the note stays with the meeting."), field="note")
    with changing(meeting) as held:
        require_status(held, [MeetingStatus.CLEARING], "not-clearing")
        workflow.move(
            held,
            MeetingStatus.REQUESTED,
            by=by,
            now=now,
            is_cleared=True,
            clearing_note=note,
            answer_due_at=asking.due_at(held, now=now),
        )
        notices.requested(held, now=now)
        clearing_notices.cleared(held, now=now)


def refuse(meeting: Meeting, *, reason: str, by, now: datetime) -> None:
    """Close it, with the reason that the askers are told. The host's side never hears of it.

    Raises InvalidInput (field ``reason``), DomainError when it does not wait for this.
    """
    reason = required(reason, _("Say why: the other side is told."), field="reason")
    with changing(meeting) as held:
        require_status(held, [MeetingStatus.CLEARING], "not-clearing")
        workflow.move(held, MeetingStatus.DECLINED, by=by, now=now, reason=reason)
        clearing_notices.refused(held, reason=reason, now=now)
