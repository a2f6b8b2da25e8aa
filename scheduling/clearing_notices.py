"""What is told of a call that the foreign office clears: to the office, and to whoever asked."""

from datetime import datetime

from forum.models import Role
from scheduling import notices
from scheduling.addressees import desk_of, team_of
from scheduling.models import Confidentiality, Meeting


def to_clear(meeting: Meeting, *, now: datetime) -> None:
    """Tell protocol, or the organisers alone of what is hidden."""
    is_hidden = meeting.confidentiality == Confidentiality.HIDDEN
    office = desk_of(meeting) if is_hidden else team_of(meeting.edition, Role.PROTOCOL)
    notices.tell("meeting_to_clear", meeting, office, now=now)


def cleared(meeting: Meeting, *, now: datetime) -> None:
    notices.tell("meeting_cleared", meeting, notices.askers(meeting), now=now)


def refused(meeting: Meeting, *, reason: str, now: datetime) -> None:
    """Nobody of the host's declined, so nobody is named."""
    notices.tell("meeting_declined", meeting, notices.askers(meeting), now=now, who="", reason=reason)
