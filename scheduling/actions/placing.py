"""Time and place: a meeting is placed, moved, exchanged with others, or taken off the plan.

The room and everybody who attends are claimed in one step, or nothing is. A refusal says who or what is taken, and its
``facts["alternatives"]`` the nearest ways out (see scheduling.alternatives).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError, Stale, Taken
from forum import ledger
from scheduling import alternatives, events, meeting_rows, moves, notices, slots
from scheduling.changing import changing, changing_all, require_status
from scheduling.models import Meeting, MeetingStatus
from scheduling.slots import Slot

MOVABLE = (MeetingStatus.SCHEDULED, MeetingStatus.CONFIRMED)


def place(meeting: Meeting, slot: Slot, *, by, now: datetime) -> None:
    """Give an accepted meeting its time and place; every attendee is invited.

    Raises InvalidInput by field, Taken with alternatives, DomainError when a side has nobody, IllegalTransition.
    """
    with with_ways_out(meeting, slot), changing(meeting) as held:
        seats = _check(held, slot)
        workflow.move(
            held,
            MeetingStatus.SCHEDULED,
            by=by,
            now=now,
            version=held.version + 1,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            room=slot.room,
            place=slot.place,
        )
        slots.take(held, slot, seats)
        notices.placed([held], now=now)
        events.meeting("placed", held, now=now)


def move(meeting: Meeting, slot: Slot, *, by, now: datetime) -> None:
    """Give a placed meeting another time or place; the status stays, the version rises, every attendee is told.

    Raises as ``place`` does.
    """
    with with_ways_out(meeting, slot):
        rearrange([(meeting, slot)], by=by, now=now)


def swap(one: Meeting, other: Meeting, *, by, now: datetime) -> None:
    """Let two placed meetings change places; each keeps its own length from the other's beginning.

    Raises Stale when one is not any more as its reader has seen it, else as ``rearrange`` does.
    """
    with changing_all([one, other]) as held:
        if [one.version, other.version] != [found.version for found in held]:
            raise Stale
        first, second = held
        exchanged = [(first, _in_place_of(second, first)), (second, _in_place_of(first, second))]
        rearrange(exchanged, by=by, now=now)


def rearrange(plan: list[tuple[Meeting, Slot]], *, by, now: datetime) -> None:
    """Move many placed meetings at once, all or none; they may take each other's rooms, times and people.

    A fixed number of statements for any number of meetings. Raises Taken naming every cause.
    """
    if not plan:
        return
    with changing_all([meeting for meeting, _slot in plan]) as held:
        pairs = [(meeting, slot) for meeting, (_asked, slot) in zip(held, plan, strict=True)]
        seats, before = meeting_rows.seats_of(held), {meeting.pk: meeting.starts_at for meeting in held}
        for meeting, slot in pairs:
            require_status(meeting, MOVABLE, "not-placed")
            slots.check(meeting, slot, seats=len(seats[meeting.pk]))
            _require_change(meeting, slot)
        with ledger.deferred():
            _claim_new_rooms(pairs)
            ledger.move(_moves(pairs, seats))
            ledger.release([meeting.booking for meeting, slot in pairs if slot.room is None])
        with moves.recorded(by=by, now=now):
            _write(pairs)
            meeting_rows.forget_replies(held)
        notices.moved(held, before=before, now=now)
        events.meeting("moved", *held, now=now)


def unplace(meeting: Meeting, *, by, now: datetime, reason: str = "") -> None:
    """Take a meeting off the plan, back to those that wait for a time; attendees get a cancellation."""
    with changing(meeting) as held:
        require_status(held, MOVABLE, "not-placed")
        held.version += 1
        notices.cancelled(held, reason=reason, now=now)
        slots.give_back(held)
        meeting_rows.forget_replies([held])
        no_time = {"starts_at": None, "ends_at": None, "room": None, "place": ""}
        workflow.move(held, MeetingStatus.ACCEPTED, by=by, now=now, reason=reason, version=held.version, **no_time)
        events.meeting("unplaced", held, now=now)


@contextmanager
def with_ways_out(meeting: Meeting, slot: Slot) -> Iterator[None]:
    """Add the nearest alternatives to a Taken, looked for after the refused transaction has let go of the ledger."""
    try:
        yield
    except Taken as refusal:
        refusal.facts["alternatives"] = alternatives.nearest(meeting, slot)
        raise


def _check(meeting, slot):
    seats = meeting_rows.seats_of([meeting])[meeting.pk]
    slots.check(meeting, slot, seats=len(seats))
    slots.require_people(meeting, seats)
    return seats


def _in_place_of(left, comer):
    require_status(left, MOVABLE, "not-placed")
    return slots.of_length(comer, left.starts_at, room=left.room, place=left.place)


def _require_change(meeting, slot):
    now_at = (meeting.starts_at, meeting.ends_at, meeting.room_id, meeting.place)
    if now_at == (slot.starts_at, slot.ends_at, slot.room.pk if slot.room else None, slot.place):
        raise DomainError(_("%(meeting)s is already there.") % {"meeting": meeting}, code="nothing-changed")


def _claim_new_rooms(pairs):
    """A meeting that comes in from a place outside has no booking of a room to move."""
    for meeting, slot in pairs:
        if meeting.booking is None and slot.room is not None:
            wanted = [ledger.Claim(slot.room, slot.starts_at, slot.ends_at)]
            meeting.booking = ledger.claim(meeting.edition, "meeting", wanted)[slot.room]


def _moves(pairs, seats):
    for meeting, slot in pairs:
        if meeting.booking is not None and slot.room is not None:
            yield meeting.booking, ledger.Claim(slot.room, slot.starts_at, slot.ends_at)
        for seat in seats[meeting.pk]:
            yield seat.booking, ledger.Claim(seat.person, slot.starts_at, slot.ends_at)


def _write(pairs):
    for meeting, slot in pairs:
        meeting.starts_at, meeting.ends_at = slot.starts_at, slot.ends_at
        meeting.room, meeting.place = slot.room, slot.place
        meeting.booking = meeting.booking if slot.room else None
        meeting.version += 1
    meeting_rows.save_slots([meeting for meeting, _slot in pairs])
