"""Many meetings are placed, or taken off the plan, at once: all or none, in a fixed number of statements."""

from datetime import datetime

from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError
from core.listing import listed
from forum import ledger
from forum.models import BookingPurpose
from scheduling import events, meeting_rows, notices, slots
from scheduling.actions.placing import MOVABLE
from scheduling.changing import changing_all, require_status
from scheduling.models import Meeting, MeetingStatus, Party
from scheduling.slots import Slot


def place_all(plan: list[tuple[Meeting, Slot]], *, by, now: datetime) -> None:
    """Give accepted meetings their times and places; every attendee is invited. Raises as ``placing.place`` does."""
    if not plan:
        return
    with changing_all([meeting for meeting, _slot in plan]) as held:
        pairs = [(meeting, slot) for meeting, (_asked, slot) in zip(held, plan, strict=True)]
        seats = meeting_rows.seats_of(held)
        for meeting, slot in pairs:
            slots.check(meeting, slot, seats=len(seats[meeting.pk]))
        _require_people(held, seats)
        _claim(pairs, seats)
        workflow.move_all(held, MeetingStatus.SCHEDULED, by=by, now=now)
        notices.placed(held, now=now)
        events.meeting("placed", *held, now=now)


def unplace_all(meetings: list[Meeting], *, by, now: datetime, reason: str = "") -> None:
    """Take placed meetings off the plan, back to those that wait for a time; attendees get cancellations."""
    if not meetings:
        return
    with changing_all(meetings) as held:
        for meeting in held:
            require_status(meeting, MOVABLE, "not-placed")
            meeting.version += 1
        notices.cancelled(*held, reason=reason, now=now)
        _give_back(held)
        meeting_rows.forget_replies(held)
        workflow.move_all(held, MeetingStatus.ACCEPTED, by=by, now=now, reason=reason)
        events.meeting("unplaced", *held, now=now)


def _require_people(meetings, seats):
    seated = {seat.party_id for rows in seats.values() for seat in rows}
    parties = Party.objects.filter(meeting__in=meetings).exclude(pk__in=seated).select_related("delegation")
    missing = sorted({str(party) for party in parties})
    if missing:
        sentence = _("Nobody is named yet for %(parties)s.") % {"parties": listed(missing)}
        raise DomainError(sentence, code="nobody-named", facts={"parties": missing})


def _claim(pairs, seats):
    wanted, owners = [], []
    for meeting, slot in pairs:
        claimants = [*([meeting] if slot.room else []), *seats[meeting.pk]]
        wanted += slots.claims(slot, [seat.person for seat in seats[meeting.pk]])
        owners += claimants
        meeting.starts_at, meeting.ends_at = slot.starts_at, slot.ends_at
        meeting.room, meeting.place, meeting.version = slot.room, slot.place, meeting.version + 1
    bookings = ledger.claim_each(pairs[0][0].edition, BookingPurpose.MEETING, wanted)
    for owner, booking in zip(owners, bookings, strict=True):
        owner.booking = booking
    meeting_rows.save_slots([meeting for meeting, _slot in pairs])
    meeting_rows.save_bookings([seat for meeting, _slot in pairs for seat in seats[meeting.pk]])


def _give_back(meetings):
    seats = [seat for rows in meeting_rows.seats_of(meetings).values() for seat in rows]
    ledger.release([*(one.booking for one in meetings), *(seat.booking for seat in seats)])
    for seat in seats:
        seat.booking = None
    for one in meetings:
        one.starts_at = one.ends_at = one.room = one.booking = None
        one.place = ""
    meeting_rows.save_slots(meetings)
    meeting_rows.save_bookings(seats)
