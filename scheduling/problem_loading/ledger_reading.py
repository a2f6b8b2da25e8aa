"""What the ledger says of persons and rooms: engagements, absences, blocks; and the ways between buildings."""

import math
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import combinations

from django.db.models import Q
from psycopg.types.range import TimestamptzRange

from forum.models import Booking, BookingPurpose, Room, Venue
from scheduling.optimiser.problem import Engagement, Span, Travel
from scheduling.problem_loading.slots_of_time import Grid, in_slots

WALK_MINUTES, KM_PER_HOUR = 10, 20
"""To the door and from it, and through a town's traffic with an escort."""
UNKNOWN_MINUTES = 30
"""Between two buildings of which one has no place on the map."""
READ = ("pk", "person", "room", "span", "purpose")
BUILDINGS = ("appearance__session__room__venue", "attendee__meeting__room__venue")


@dataclass
class Ledger:
    """By person or room: what is busy. A person's block is an absence; an engagement is somewhere."""

    engagements: dict[int, list[Engagement]] = field(default_factory=dict)
    absences: dict[int, list[Span]] = field(default_factory=dict)
    rooms: dict[int, list[Span]] = field(default_factory=dict)


def read(grid: Grid, *, people: Collection[int], rooms: Collection[Room], besides: Collection[int]) -> Ledger:
    """All bookings of ``people`` and ``rooms`` in the edition's days but those ``besides``, in one query."""
    whole = TimestamptzRange(grid.starts_at, grid.moment(grid.slots))
    rows = Booking.objects.filter(Q(person__in=people) | Q(room__in=rooms), is_active=True, span__overlap=whole)
    found, besides = Ledger(), set(besides)
    for key, person, room, held, purpose, *buildings in rows.values_list(*READ, *BUILDINGS).order_by("span", "pk"):
        span = grid.busy(held.lower, held.upper)
        if key in besides or span is None:
            continue
        if room:
            found.rooms.setdefault(room, []).append(span)
        elif purpose == BookingPurpose.BLOCK:
            found.absences.setdefault(person, []).append(span)
        else:
            building = next((str(one) for one in buildings if one), None)
            found.engagements.setdefault(person, []).append(Engagement(*span, building=building))
    return found


def ways(venues: list[Venue]) -> tuple[Travel, ...]:
    """The slots between each two buildings, from the map."""
    return tuple(
        Travel(str(one.pk), str(other.pk), in_slots(_minutes(one, other))) for one, other in combinations(venues, 2)
    )


def _minutes(one, other):
    places = [(place.latitude, place.longitude) for place in (one, other)]
    if any(value is None for place in places for value in place):
        return UNKNOWN_MINUTES
    (north, east), (other_north, other_east) = (map(math.radians, place) for place in places)
    across = (other_east - east) * math.cos((north + other_north) / 2)
    km = 6371 * math.hypot(across, other_north - north)
    return math.ceil(WALK_MINUTES + timedelta(hours=km / KM_PER_HOUR) / timedelta(minutes=1))
