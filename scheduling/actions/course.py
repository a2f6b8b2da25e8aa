"""How a placed meeting goes on: confirmed, begun, held with its outcome, missed, cancelled."""

from datetime import datetime

from django.utils.translation import gettext as _

from core import workflow
from core.errors import required
from scheduling import events, notices, slots, timing
from scheduling.changing import changing
from scheduling.models import Meeting, MeetingStatus
from scheduling.models.meeting import PLACED


def confirm(meeting: Meeting, *, by, now: datetime) -> None:
    """Both sides stand by time and place. Nothing is sent: everybody has the invitation."""
    with changing(meeting) as held:
        workflow.move(held, MeetingStatus.CONFIRMED, by=by, now=now)


def start(meeting: Meeting, *, by, now: datetime) -> None:
    """It has begun. Refused earlier than a little before its time (see scheduling.timing)."""
    with changing(meeting) as held:
        timing.require_time(held, MeetingStatus.IN_PROGRESS, now=now)
        workflow.move(held, MeetingStatus.IN_PROGRESS, by=by, now=now)
        notices.reminders_off(held, now=now)


def hold(meeting: Meeting, *, outcome: str, by, now: datetime) -> None:
    """It took place; ``outcome`` says what came of it and is required. Refused before its start."""
    outcome = required(outcome, _("Say what came of it."), field="outcome")
    with changing(meeting) as held:
        timing.require_time(held, MeetingStatus.HELD, now=now)
        workflow.move(held, MeetingStatus.HELD, by=by, now=now, outcome=outcome)
        notices.reminders_off(held, now=now)
        events.meeting("held", held, now=now)


def no_show(meeting: Meeting, *, reason: str, by, now: datetime) -> None:
    """A side did not come; ``reason`` says which. Room and people are free again. Refused before its start."""
    reason = required(reason, _("Say who did not come."), field="reason")
    with changing(meeting) as held:
        timing.require_time(held, MeetingStatus.NO_SHOW, now=now)
        workflow.move(held, MeetingStatus.NO_SHOW, by=by, now=now, reason=reason)
        slots.give_back(held)
        notices.reminders_off(held, now=now)
        events.meeting("no_show", held, now=now)


def cancel(meeting: Meeting, *, reason: str, by, now: datetime) -> None:
    """Call it off: room and people are free again, the time stays on record, every attendee of a placed one is told."""
    with changing(meeting) as held:
        was_placed = held.status in PLACED
        version = held.version + 1
        workflow.move(held, MeetingStatus.CANCELLED, by=by, now=now, reason=reason.strip(), version=version)
        slots.give_back(held)
        if was_placed:
            notices.cancelled(held, reason=reason.strip(), now=now)
            events.meeting("cancelled", held, now=now)
        else:
            notices.called_off(held, reason=reason.strip(), now=now)
