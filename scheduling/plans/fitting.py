"""Which of many wishes for time and place can be had together, beside everything that stays where it is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q
from psycopg.types.range import TimestamptzRange

from forum.models import Booking, Room
from scheduling import meeting_rows, slots
from scheduling.models import Meeting, PlanItem
from scheduling.slots import Slot

Resource = tuple[str, int]
"""("person", key) or ("room", key)."""


@dataclass
class Wish:
    """A meeting's wish for ``slot``; None: it gives back its place and wants none. ``own``: the bookings it holds."""

    item: PlanItem
    meeting: Meeting
    slot: Slot | None
    people: list[int] = field(default_factory=list)
    own: set[int] = field(default_factory=set)

    @property
    def claims(self) -> list[tuple[Resource, datetime, datetime]]:
        if self.slot is None:
            return []
        start, end = self.slot.starts_at, self.slot.ends_at
        found = [(("person", key), start, end) for key in self.people]
        return [*_of_room(self.slot.room, start, end), *found]


def wishes(items: Iterable[PlanItem], slots_of: dict[int, Slot | None]) -> list[Wish]:
    """``items`` with their meetings at hand; ``slots_of``: by the item's key. In one query for any number."""
    items = list(items)
    seats = meeting_rows.seats_of([item.meeting for item in items])
    return [
        Wish(
            item,
            item.meeting,
            slots_of[item.pk],
            people=[seat.person_id for seat in seats[item.meeting_id]],
            own={key for key in [item.meeting.booking_id, *(s.booking_id for s in seats[item.meeting_id])] if key},
        )
        for item in items
    ]


def proposed(item: PlanItem) -> Slot | None:
    """Where the plan puts the item's meeting, at the meeting's own length."""
    return slots.of_length(item.meeting, item.starts_at, room=item.room) if item.starts_at else None


def collisions(wanted: list[Wish]) -> dict[int, Resource]:
    """By the item's key, who or what stands in the way of those that cannot be had, in one query.

    Whoever cannot have its wish keeps what it holds, which may stand in the way of others; of two that want the same
    the first has it.
    """
    held = _held(wanted)
    refused: dict[int, Resource] = {}
    while True:
        found = _first_pass(wanted, held, refused)
        if not found:
            return refused
        refused |= found


def _first_pass(wanted, held, refused):
    asking = [wish for wish in wanted if wish.item.pk not in refused]
    given_back = set().union(*(wish.own for wish in asking))
    busy: dict[Resource, list] = {}
    for key, resource, start, end in held:
        if key not in given_back:
            busy.setdefault(resource, []).append((start, end))
    found: dict[int, Resource] = {}
    for wish in asking:
        taken = next((claim[0] for claim in wish.claims if _meets(busy, claim)), None)
        if taken:
            found[wish.item.pk] = taken
            continue
        for resource, start, end in wish.claims:
            busy.setdefault(resource, []).append((start, end))
    return found


def _meets(busy, claim):
    resource, start, end = claim
    return any(start < until and since < end for since, until in busy.get(resource, ()))


def _held(wanted):
    """``(booking, resource, from, until)`` of all that is booked of what is wanted while it is wanted."""
    claims = [claim for wish in wanted for claim in wish.claims]
    if not claims:
        return []
    whole = TimestamptzRange(min(start for _one, start, _end in claims), max(end for _one, _start, end in claims))
    keys = {kind: {key for (one, key), _start, _end in claims if one == kind} for kind in ("person", "room")}
    rows = Booking.objects.filter(
        Q(person__in=keys["person"]) | Q(room__in=keys["room"]), is_active=True, span__overlap=whole
    )
    return [
        (pk, ("room", room) if room else ("person", person), span.lower, span.upper)
        for pk, person, room, span in rows.values_list("pk", "person", "room", "span")
    ]


def _of_room(room: Room | None, start, end):
    return [(("room", room.pk), start, end + timedelta(minutes=room.turnaround_minutes))] if room else []
