"""The checker's rules about rooms and tables."""

from collections import defaultdict
from collections.abc import Iterator

from scheduling.optimiser.check_facts import Facts, Placed
from scheduling.optimiser.plan import Finding
from scheduling.optimiser.problem import Room
from scheduling.optimiser.wording import violation


def fitting(facts: Facts) -> Iterator[Finding]:
    """A room where one is needed, known, of the kind, with the features and the seats."""
    for one in facts.placed:
        named = one.placement.room
        if named is None:
            if one.meeting.needs_room:
                yield violation("no_room", meeting=one.meeting.id)
        elif named not in facts.rooms:
            yield violation("unknown_room", meeting=one.meeting.id, room=named)
        elif not (one.meeting.lock and one.meeting.lock.room == named):
            for what in _missing(facts, one, facts.rooms[named]):
                yield violation("wrong_room", meeting=one.meeting.id, room=named, what=what)


def _missing(facts: Facts, one: Placed, room: Room) -> Iterator[str]:
    meeting = one.meeting
    if meeting.rooms and room.id not in meeting.rooms:
        yield "name"
    if meeting.room_kinds and room.kind not in meeting.room_kinds:
        yield "kind"
    if not set(meeting.features) <= set(room.features):
        yield "features"
    rows = facts.problem.interpreter_rules.staffing
    each = next((n for up_to, n in rows if meeting.slots <= up_to), rows[-1][1] if rows else 1)
    people = len({*meeting.persons, *meeting.optional_persons}) + each * len(meeting.interpretation)
    if room.capacity < (people if meeting.seats is None else meeting.seats):
        yield "seats"


def open_rooms(facts: Facts) -> Iterator[Finding]:
    for one in facts.placed:
        room = facts.rooms.get(one.placement.room or "")
        if room is None:
            continue
        if room.windows is not None:
            slots = range(one.starts, one.ends)
            if not all(any(a <= slot < b for a, b in room.windows) for slot in slots):
                yield violation("outside_windows", meeting=one.meeting.id, kind="room", id=room.id)
        ends = one.ends + max(room.turnaround_slots, 0)
        if any(a < ends and one.starts < b and a < b for a, b in room.blocks):
            yield violation("in_block", meeting=one.meeting.id, kind="room", id=room.id)


def no_clash(facts: Facts) -> Iterator[Finding]:
    """At no slot more meetings than places, turnaround counted."""
    taken: dict[tuple[str, int], int] = defaultdict(int)
    for one in facts.placed:
        room = facts.rooms.get(one.placement.room or "")
        if room is not None:
            for slot in range(one.starts, one.ends + max(room.turnaround_slots, 0)):
                taken[room.id, slot] += 1
    full: dict[str, tuple[int, int]] = {}
    for (named, slot), meetings in sorted(taken.items()):
        if meetings > max(facts.rooms[named].places, 1) and named not in full:
            full[named] = (slot, meetings)
    for named, (slot, meetings) in full.items():
        places = facts.rooms[named].places
        yield violation("room_clash", room=named, slot=slot, meetings=meetings, places=places)
