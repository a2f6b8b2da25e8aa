"""Who comes: named, dropped and exchanged, also late, when the meeting already has its time."""

from datetime import datetime

from django.utils.translation import gettext as _

from core.errors import DomainError
from forum import ledger, spans
from forum.models import BookingPurpose, Person
from scheduling import notices
from scheduling.changing import changing, require_status
from scheduling.models import Attendee, MeetingStatus, Party
from scheduling.seating import require_of_delegation

_S = MeetingStatus
OPEN = (_S.DRAFT, _S.REQUESTED, _S.CLEARING, _S.ACCEPTED, _S.SCHEDULED, _S.CONFIRMED)


def add(party: Party, person: Person, *, by, now: datetime, is_lead: bool = False) -> Attendee:
    """Let ``person`` attend for ``party``; when the meeting is placed, the time is claimed and an invitation sent.

    Raises InvalidInput (no delegate of that side, room too small), Taken, DomainError (already there, too late).
    """
    with changing(party.meeting) as held:
        require_status(held, OPEN, "attendees-closed")
        require_of_delegation(person, party.delegation, field="person")
        seated = held.attendees.count()
        if held.attendees.filter(person=person).exists():
            raise DomainError(_("%(person)s already attends.") % {"person": person}, code="already-attends")
        if held.room and held.starts_at and held.ends_at:
            spans.check_room(held.room, held.edition, held.starts_at, held.ends_at, seats=seated + 1)
        return _seat(held, party, person, is_lead=is_lead, now=now)


def drop(attendee: Attendee, *, by, now: datetime) -> None:
    """Take somebody out; of a placed meeting the time is the person's own again, and the entry leaves the calendar.

    Raises DomainError for the last one of a side of a placed meeting.
    """
    with changing(attendee.meeting) as held:
        require_status(held, OPEN, "attendees-closed")
        others = Attendee.objects.filter(party=attendee.party).exclude(pk=attendee.pk)
        if held.starts_at and not others.exists():
            sentence = _("%(person)s is the only one of that side: exchange or cancel.") % {"person": attendee.person}
            raise DomainError(sentence, code="last-of-side")
        _unseat(held, attendee, now=now)


def swap(attendee: Attendee, person: Person, *, by, now: datetime) -> Attendee:
    """Let ``person`` attend in the place of ``attendee``, with the same part. Raises as ``add`` does."""
    with changing(attendee.meeting) as held:
        require_status(held, OPEN, "attendees-closed")
        require_of_delegation(person, attendee.party.delegation, field="person")
        if held.attendees.filter(person=person).exists():
            raise DomainError(_("%(person)s already attends.") % {"person": person}, code="already-attends")
        party, is_lead = attendee.party, attendee.is_lead
        _unseat(held, attendee, now=now)
        return _seat(held, party, person, is_lead=is_lead, now=now)


def _seat(meeting, party, person, *, is_lead, now):
    if is_lead:
        party.attendees.filter(is_lead=True).update(is_lead=False)
    attendee = Attendee.objects.create(meeting=meeting, party=party, person=person, is_lead=is_lead)
    if meeting.starts_at:
        wanted = ledger.Claim(person, meeting.starts_at, meeting.ends_at)
        attendee.booking = ledger.claim(meeting.edition, BookingPurpose.MEETING, [wanted])[person]
        attendee.save(update_fields=["booking"])
        _raise_version(meeting)
        notices.joined(attendee, now=now)
    return attendee


def _unseat(meeting, attendee, *, now):
    if meeting.starts_at:
        _raise_version(meeting)
        attendee.meeting = meeting
        notices.dropped(attendee, now=now)
        ledger.release([attendee.booking])
    attendee.delete()


def _raise_version(meeting):
    meeting.version += 1
    meeting.save(update_fields=["version"])
