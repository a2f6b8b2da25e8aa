"""What a meeting is: its subject, topics, level, confidentiality, and how long it lasts."""

from datetime import datetime

from django.utils.translation import gettext as _

from core.errors import DomainError, InvalidInput
from scheduling import moves, slots
from scheduling.actions import placing, requests
from scheduling.changing import changing
from scheduling.models import Meeting, MeetingStatus

S = MeetingStatus
BEFORE_IT_BEGINS = (S.DRAFT, S.REQUESTED, S.CLEARING, S.ACCEPTED, *placing.MOVABLE)


def edit(meeting: Meeting, *, by, now: datetime, **facts) -> None:
    """Change some of subject, topics, level, confidentiality and length_minutes.

    A placed meeting of another length keeps its beginning and its room: its people are claimed anew and told, as when
    it moves. A meeting that has begun or is over keeps its length; its words may still be put right.
    Raises InvalidInput by field, Taken with alternatives of the new length, DomainError.
    """
    with changing(meeting) as held, moves.recorded(by=by, now=now):
        length = held.length_minutes
        for name, value in facts.items():
            setattr(held, name, value)
        requests.check_facts(held)
        held.save(update_fields=list(facts))
        if held.length_minutes != length:
            _stretch(held, by=by, now=now)


def _stretch(meeting, *, by, now):
    if meeting.status not in BEFORE_IT_BEGINS:
        sentence = _("%(meeting)s is %(status)s: its length cannot change any more.")
        words = {"meeting": meeting, "status": meeting.get_status_display()}
        raise DomainError(sentence % words, code="begun-or-over", facts={"status": meeting.status})
    if meeting.status not in placing.MOVABLE:
        _check_wish(meeting)
        return
    slot = slots.of_length(meeting, meeting.starts_at, room=meeting.room, place=meeting.place)
    with placing.with_ways_out(meeting, slot):
        placing.rearrange([(meeting, slot)], by=by, now=now)


def _check_wish(meeting):
    try:
        requests.check_wish(meeting)
    except InvalidInput as error:
        raise InvalidInput(error.message, field="length_minutes", code=error.code) from error
