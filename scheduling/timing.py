"""From when the course of a placed meeting can be recorded: what lies ahead has neither begun nor come to anything.

The one place of this rule: the actions refuse by it, and the buttons of portal, panel and API are offered by it.
"""

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError
from scheduling.models import Meeting, MeetingStatus

BEFORE_ITS_START = {
    MeetingStatus.IN_PROGRESS: timedelta(minutes=15),  # people arrive early, and begin
    MeetingStatus.HELD: timedelta(0),
    MeetingStatus.NO_SHOW: timedelta(0),
}


def is_too_early(meeting: Meeting, to: str, *, now: datetime) -> bool:
    """Say whether the clock alone stands against ``to``; never of a step that the life cycle does not have."""
    if to not in BEFORE_ITS_START or meeting.starts_at is None or not workflow.can(meeting, to):
        return False
    return now < _opens_at(meeting, to)


def require_time(meeting: Meeting, to: str, *, now: datetime) -> None:
    """Raise DomainError, which says from when, while it is too early for ``to``."""
    if not is_too_early(meeting, to, now=now):
        return
    opens = _opens_at(meeting, to)
    moment = opens.astimezone(meeting.edition.zone)
    sentence = _("This can be recorded from %(time)s (%(zone)s) on: the meeting has not begun yet.")
    words = {"time": date_format(moment, _("j F Y, H:i")), "zone": meeting.edition.timezone}
    raise DomainError(sentence % words, code="too-early", facts={"possible_from": opens.isoformat()})


def _opens_at(meeting, to):
    return meeting.starts_at - BEFORE_ITS_START[to]
