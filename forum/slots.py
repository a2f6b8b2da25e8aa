"""The time and place of a session, and its claims in the ledger: the room and everybody who appears, in one order."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from core.errors import InvalidInput
from forum import ledger, spans
from forum.models import Appearance, BookingPurpose, Room, Session, SessionKind

AROUND_THE_FORUM = timedelta(days=60)
"""How far from the forum's days a briefing (of ambassadors, of the press) may lie."""


@dataclass(frozen=True)
class Slot:
    """When and where: a ``room`` of the edition, or a ``place`` elsewhere, or neither yet.

    ``is_time_placeholder``: no clock time was published; the times only keep the order.
    """

    starts_at: datetime
    ends_at: datetime
    room: Room | None = None
    place: str = ""
    is_time_placeholder: bool = False

    def columns(self) -> dict:
        """The slot as fields of Session."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def of(session: Session) -> Slot | None:
    """The slot that ``session`` stands in, or None while it has no time."""
    if session.starts_at is None or session.ends_at is None:
        return None
    return Slot(**{field.name: getattr(session, field.name) for field in fields(Slot)})


def margin(session: Session) -> timedelta:
    """How far outside the edition's days a session of this kind may lie."""
    return AROUND_THE_FORUM if session.kind == SessionKind.BRIEFING else spans.NONE


def check(session: Session, slot: Slot) -> None:
    """Raise InvalidInput by field unless ``session`` could stand in ``slot`` if nobody else claimed anything."""
    spans.check(session.edition, slot.starts_at, slot.ends_at, margin=margin(session))
    if slot.room and slot.place:
        raise InvalidInput(_("Give a room or a place elsewhere, not both."), field="place")
    if slot.room:
        spans.check_room(slot.room, session.edition, slot.starts_at, slot.ends_at, seats=session.capacity_needed)


def take(session: Session, slot: Slot) -> None:
    """Claim the room and everybody for a session that claims nothing yet. Raises Taken."""
    appearances = list(session.appearances.select_related("person"))
    resources = [appearance.person for appearance in appearances] + ([slot.room] if slot.room else [])
    wanted = [ledger.Claim(resource, slot.starts_at, slot.ends_at) for resource in resources]
    bookings = ledger.claim(session.edition, BookingPurpose.SESSION, wanted)
    for appearance in appearances:
        appearance.booking = bookings[appearance.person]
    Appearance.objects.bulk_update(appearances, ["booking"])
    _stand(session, slot, bookings[slot.room] if slot.room else None)


def change(changes: list[tuple[Session, Slot]]) -> None:
    """Move the claims of several sessions, all or none; they may take each other's rooms and people. Raises Taken."""
    moves: list = []
    with ledger.deferred():
        for session, slot in changes:
            if session.starts_at is None:  # announced for a day: nothing is claimed yet
                take(session, slot)
            else:
                booking, own = _moves(session, slot)
                moves += own
                _stand(session, slot, booking)
        ledger.move(moves)


def give_back(session: Session) -> None:
    """Release the room and everybody. The time on the session's row is left as it is."""
    appearances = session.appearances.select_related("booking")
    ledger.release([session.booking, *(appearance.booking for appearance in appearances)])
    session.appearances.update(booking=None)
    session.booking = None
    session.save(update_fields=["booking"])


def _moves(session, slot):
    """The session's booking of the room of ``slot``, and the moves that its bookings have to make."""
    moves = [
        (appearance.booking, ledger.Claim(appearance.person, slot.starts_at, slot.ends_at))
        for appearance in session.appearances.select_related("person", "booking")
        if appearance.booking
    ]
    if slot.room is None:
        ledger.release([session.booking])
        return None, moves
    wanted = ledger.Claim(slot.room, slot.starts_at, slot.ends_at)
    if session.booking is None:
        return ledger.claim(session.edition, BookingPurpose.SESSION, [wanted])[slot.room], moves
    return session.booking, [*moves, (session.booking, wanted)]


def _stand(session, slot, booking):
    columns = slot.columns()
    for name, value in columns.items():
        setattr(session, name, value)
    session.booking = booking
    session.save(update_fields=[*columns, "booking"])
