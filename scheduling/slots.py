"""A meeting's time and place: whether they can be right, what they claim in the ledger, giving them back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from core.errors import DomainError, InvalidInput
from core.listing import listed
from forum import ledger, spans
from forum.models import BookingPurpose, Room
from scheduling.models import Attendee, Meeting

NEAR = timedelta(days=14)
"""Calls at a ministry come in the weeks around the forum; the venues are hired for its days only."""


@dataclass(frozen=True)
class Slot:
    """When and where: one of the edition's rooms, or a ``place`` outside the venues."""

    starts_at: datetime
    ends_at: datetime
    room: Room | None = None
    place: str = ""


def of_length(meeting: Meeting, starts_at: datetime, *, room: Room | None = None, place: str = "") -> Slot:
    """The slot of the meeting's own length from ``starts_at``. Raises InvalidInput at the end of time."""
    try:
        ends_at = starts_at + timedelta(minutes=meeting.length_minutes)
    except OverflowError as error:
        raise InvalidInput(_("The calendar ends before that."), field="starts_at") from error
    return Slot(starts_at, ends_at, room, place)


def check(meeting: Meeting, slot: Slot, *, seats: int) -> None:
    """Raise InvalidInput, by field, for a slot that cannot be right whoever is busy."""
    if slot.room is None and not slot.place:
        raise InvalidInput(_("Name a room, or a place outside the venues."), field="room")
    if slot.room is not None and slot.place:
        raise InvalidInput(_("A meeting is in a room or at a place outside, not both."), field="place")
    spans.check(meeting.edition, slot.starts_at, slot.ends_at, margin=spans.NONE if slot.room else NEAR)
    if slot.room is not None:
        spans.check_room(slot.room, meeting.edition, slot.starts_at, slot.ends_at, seats=seats)


def require_people(meeting: Meeting, attendees: list[Attendee]) -> None:
    """Raise DomainError when a side has nobody: an empty chair cannot be placed."""
    seated = {attendee.party_id for attendee in attendees}
    missing = [str(party) for party in meeting.parties.select_related("delegation") if party.pk not in seated]
    if missing:
        sentence = _("Nobody is named yet for %(parties)s.") % {"parties": listed(missing)}
        raise DomainError(sentence, code="nobody-named", facts={"parties": missing})


def claims(slot: Slot, people) -> list[ledger.Claim]:
    """All that the slot needs of the ledger, the room first."""
    resources = [slot.room] if slot.room else []
    return [ledger.Claim(one, slot.starts_at, slot.ends_at) for one in [*resources, *people]]


def take(meeting: Meeting, slot: Slot, attendees: list[Attendee]) -> None:
    """Claim room and people together and let the rows point at their bookings. Raises Taken."""
    wanted = claims(slot, [attendee.person for attendee in attendees])
    bookings = ledger.claim(meeting.edition, BookingPurpose.MEETING, wanted)
    meeting.booking = bookings.get(slot.room)
    meeting.save(update_fields=["booking"])
    for attendee in attendees:
        attendee.booking = bookings[attendee.person]
    Attendee.objects.bulk_update(attendees, ["booking"], batch_size=500)


def give_back(meeting: Meeting) -> None:
    """Release the meeting's room and people; the inactive bookings stay as history."""
    attendees = meeting.attendees.exclude(booking=None).select_related("booking")
    ledger.release([meeting.booking, *(attendee.booking for attendee in attendees)])
    meeting.booking = None
    meeting.save(update_fields=["booking"])
    meeting.attendees.update(booking=None)
