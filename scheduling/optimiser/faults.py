"""Bad input: every fault of a problem named at once, and the part of the problem that is sound.

Numbers, spans and ids are mended or ignored first; then meetings that cannot be meant are left out, one by one.
"""

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from scheduling.optimiser import locks, orders
from scheduling.optimiser.common_time import CommonTimes
from scheduling.optimiser.plan import Finding
from scheduling.optimiser.problem import LEVELS, Interpreter, Person, Problem, Span
from scheduling.optimiser.wording import fault

MOST_SLOTS = 20_000  # ten weeks: beyond it the arrays of the solver would not fit
LEAST = {"slots": 1, "places": 1, "rank": 0, "capacity": 0, "turnaround_slots": 0, "break_slots": 0, "weight": 0}
LEAST |= {"seats": 0, "day_cap": 0, "gap_slots": 0}
SPANS = ("windows", "blocks", "engagements", "days")


@dataclasses.dataclass(frozen=True, slots=True)
class Sound:
    """The problem without its faults; `left_out`: the fault by meeting id."""

    problem: Problem
    faults: tuple[Finding, ...]
    left_out: dict[str, Finding]


def sound(problem: Problem) -> Sound:
    """Names all faults and leaves out what they concern; a problem without faults comes back equal."""
    found: list[Finding] = []
    mended = _mended(problem, found)
    left_out: dict[str, Finding] = {}
    for find in (_unknown_ids, _too_long, locks.faults, orders.cycles):
        for one in find(_without(mended, left_out)):
            found.append(one)
            if "meeting" in one.facts and one.code not in {"unknown_room", "unknown_meeting"}:
                left_out.setdefault(one.facts["meeting"], one)
    mended = _known_parts(_without(mended, left_out))
    found += _missing(mended)
    return Sound(mended, tuple(found), left_out)


def _without(problem: Problem, left_out: dict[str, Finding]) -> Problem:
    if not left_out:
        return problem
    return dataclasses.replace(problem, meetings=tuple(one for one in problem.meetings if one.id not in left_out))


def _mended(problem: Problem, found: list[Finding]) -> Problem:
    """Usable numbers, spans within the grid, ids that are of one thing only."""
    slots = min(max(problem.slots, 0), MOST_SLOTS)
    if slots != problem.slots or not slots:
        found.append(fault("bad_grid", slots=problem.slots))
    found += [fault("unknown_level", level=one) for one in problem.objective if one not in LEVELS]
    levels = tuple(dict.fromkeys(one for one in problem.objective if one in LEVELS))
    changes: dict[str, Any] = {"slots": slots, "objective": levels}
    seen: dict[str, str] = {}
    for name in ("persons", "interpreters", "rooms", "meetings"):
        kind = name[:-1]
        rows = (_with_usable_fields(one, kind, slots, found) for one in getattr(problem, name))
        namespace = seen if name in {"persons", "interpreters"} else {}
        changes[name] = tuple(one for one in rows if _is_first(one, kind, namespace, found))
    changes["days"] = tuple(_usable_spans(problem.days, "problem", "days", slots, found))
    changes["orders"] = tuple(_with_usable_fields(one, "order", slots, found) for one in problem.orders)
    changes["travel"] = tuple(one for one in problem.travel if _is_way(one, found))
    return dataclasses.replace(problem, **changes)


def _is_first(row: Any, kind: str, seen: dict[str, str], found: list[Finding]) -> bool:
    if row.id in seen:
        found.append(fault("duplicate_id", id=row.id, kind=seen[row.id], other=kind))
        return False
    seen[row.id] = kind
    return True


def _is_way(way: Any, found: list[Finding]) -> bool:
    if way.slots < 0:
        found.append(
            fault("bad_number", kind="travel", id=f"{way.origin} {way.destination}", field="slots", value=way.slots)
        )
    return way.slots >= 0


def _with_usable_fields(row: Any, kind: str, slots: int, found: list[Finding]) -> Any:
    named: str = getattr(row, "id", "") or getattr(row, "before", "")
    changes: dict[str, Any] = {}
    for name in (one.name for one in dataclasses.fields(row)):
        value = getattr(row, name)
        if name in SPANS and value:
            usable = tuple(_usable_spans(value, kind, named, slots, found))
            changes |= {} if usable == value else {name: usable}
        elif name in LEAST and value is not None and value < LEAST[name]:
            found.append(fault("bad_number", kind=kind, id=named, field=name, value=value))
            changes[name] = LEAST[name]
    return dataclasses.replace(row, **changes) if changes else row


def _usable_spans(spans: Iterable[Any], kind: str, named: str, slots: int, found: list[Finding]) -> Iterator[Any]:
    """Cut to the grid; what is empty or wholly outside is named and dropped."""
    for span in spans:
        starts, ends = max(span.starts_slot, 0), min(span.ends_slot, slots)
        if starts >= ends:
            given = {"starts_slot": span.starts_slot, "ends_slot": span.ends_slot}
            found.append(fault("bad_span", kind=kind, id=named, **given))
        elif (starts, ends) == (span.starts_slot, span.ends_slot):
            yield span
        elif isinstance(span, Span):
            yield Span(starts, ends)
        else:
            yield dataclasses.replace(span, starts_slot=starts, ends_slot=ends)


def _unknown_ids(problem: Problem) -> Iterator[Finding]:
    known = {one.id for one in problem.meetings}
    for order in problem.orders:
        for meeting_id in sorted({order.before, order.after} - known):
            yield fault("unknown_meeting", meeting=meeting_id)
    persons = {one.id for one in problem.persons}
    rooms = {one.id for one in problem.rooms}
    for meeting in problem.meetings:
        for person in meeting.persons + meeting.optional_persons:
            if person not in persons:
                yield fault("unknown_person", meeting=meeting.id, person=person)
        for room in meeting.rooms:
            if room not in rooms:
                yield fault("unknown_room", meeting=meeting.id, room=room)
    yield from _unknown_in_locks(problem, rooms)


def _unknown_in_locks(problem: Problem, rooms: set[str]) -> Iterator[Finding]:
    interpreters = {one.id for one in problem.interpreters}
    for meeting in problem.meetings:
        lock = meeting.lock
        if lock and lock.room is not None and lock.room not in rooms:
            yield fault("unknown_locked_room", meeting=meeting.id, room=lock.room)
        for interpreter in (lock.interpreters or ()) if lock else ():
            if interpreter not in interpreters:
                yield fault("unknown_interpreter", meeting=meeting.id, interpreter=interpreter)


def _known_parts(problem: Problem) -> Problem:
    """Orders of known meetings only."""
    known = {one.id for one in problem.meetings}
    kept = tuple(one for one in problem.orders if {one.before, one.after} <= known)
    return problem if kept == problem.orders else dataclasses.replace(problem, orders=kept)


def _too_long(problem: Problem) -> Iterator[Finding]:
    times = CommonTimes(problem)
    for meeting in problem.meetings:
        longest = times.longest_slots(meeting)
        if meeting.slots > longest and meeting.lock is None:
            yield fault("meeting_too_long", meeting=meeting.id, slots=meeting.slots, longest_slots=longest)


def _missing(problem: Problem) -> Iterator[Finding]:
    """What is not there at all: rooms, and buildings that engagements are in or ways lead to."""
    homeless = sum(one.needs_room for one in problem.meetings)
    if homeless and not problem.rooms:
        yield fault("no_rooms", meetings=homeless)
    buildings = {one.building for one in problem.rooms} | {None}
    people: list[Person | Interpreter] = [*problem.persons, *problem.interpreters]
    for person in people:
        for building in {one.building for one in person.engagements} - buildings - _ends_of_ways(problem):
            yield fault("unknown_building", kind="person", id=person.id, building=building)


def _ends_of_ways(problem: Problem) -> set[str]:
    return {one.origin for one in problem.travel} | {one.destination for one in problem.travel}
