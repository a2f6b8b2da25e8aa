"""Verifies a plan against its problem, rule by rule, with code of its own: nothing here is shared with the solver.

A plan is right when `violations` is empty. What a lock names itself (its room, its interpreters) is not held against
capacity, features or languages: a person decided it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from scheduling.optimiser import check_people, check_rooms
from scheduling.optimiser.check_facts import Facts, Placed
from scheduling.optimiser.plan import Finding, Plan
from scheduling.optimiser.problem import Problem
from scheduling.optimiser.wording import violation

Rule = Callable[[Facts], Iterator[Finding]]


def violations(problem: Problem, plan: Plan) -> list[Finding]:
    """Every breach of a hard rule, and every number of the plan that does not agree with a count."""
    facts = Facts(problem, plan)
    return [*_names(facts), *(found for rule in RULES for found in rule(facts))]


def _names(facts: Facts) -> Iterator[Finding]:
    counted = Counter(one.meeting for one in facts.plan.placements)
    for meeting, times in sorted(counted.items()):
        if meeting not in facts.meetings:
            yield violation("unknown_meeting", meeting=meeting)
        elif times > 1:
            yield violation("placed_twice", meeting=meeting)
    accounted = set(counted) | {one.meeting for one in facts.plan.unplaced}
    for meeting in sorted(set(facts.meetings) - accounted):
        yield violation("not_accounted", meeting=meeting)


def within_days(facts: Facts) -> Iterator[Finding]:
    for one in facts.placed:
        if facts.day_of(one) is None:
            yield violation("outside_days", meeting=one.meeting.id)


def within_own_times(facts: Facts) -> Iterator[Finding]:
    for one in facts.placed:
        meeting = one.meeting
        if meeting.windows is not None and not _is_inside(meeting.windows, one):
            yield violation("outside_windows", meeting=meeting.id, kind="meeting", id=meeting.id)
        if meeting.earliest_slot is not None and one.starts < meeting.earliest_slot:
            yield violation("too_early", meeting=meeting.id, earliest_slot=meeting.earliest_slot)
        if meeting.latest_slot is not None and one.ends > meeting.latest_slot:
            yield violation("too_late", meeting=meeting.id, latest_slot=meeting.latest_slot)


def locks_kept(facts: Facts) -> Iterator[Finding]:
    placed = {one.meeting.id: one for one in facts.placed}
    excused = {one.facts.get("meeting") for one in facts.plan.faults}
    for meeting in facts.meetings.values():
        lock = meeting.lock
        if lock is None:
            continue
        if meeting.id not in placed:
            if meeting.id not in excused:
                yield violation("lock_left_out", meeting=meeting.id)
            continue
        at = placed[meeting.id]
        is_room_kept = lock.room is None or lock.room == at.placement.room
        is_staff_kept = lock.interpreters is None or set(lock.interpreters) == set(at.placement.interpreters)
        if at.starts != lock.starts_slot or not is_room_kept or not is_staff_kept:
            yield violation("lock", meeting=meeting.id)


def orders_kept(facts: Facts) -> Iterator[Finding]:
    placed = {one.meeting.id: one for one in facts.placed}
    for order in facts.problem.orders:
        first, then = placed.get(order.before), placed.get(order.after)
        if first and then and first.ends + order.gap_slots > then.starts:
            yield violation("order", before=order.before, after=order.after, gap_slots=order.gap_slots)


def score_agrees(facts: Facts) -> Iterator[Finding]:
    score, placed = facts.plan.score, [one.meeting for one in facts.placed]
    counted = {
        "meetings_placed": len(placed),
        "musts_placed": sum(one.is_must for one in placed),
        "weight_placed": sum(max(one.weight, 0) for one in placed),
    }
    for field, number in counted.items():
        if getattr(score, field) != number:
            yield violation("score", field=field, said=getattr(score, field), counted=number)


def day_caps(facts: Facts) -> Iterator[Finding]:
    days: dict[tuple[str, int], int] = defaultdict(int)
    for one in facts.placed:
        day = facts.day_of(one)
        for person in one.people:
            if day is not None and person in facts.persons:
                days[person, day] += 1
    for (person, day), meetings in sorted(days.items()):
        cap = facts.persons[person].day_cap
        if cap is not None and meetings > max(cap, 0):
            yield violation("day_cap", person=person, meetings=meetings, day=day, day_cap=cap)


def _is_inside(windows: tuple, one: Placed) -> bool:
    """Every slot of the meeting lies in some window."""
    return all(any(a <= slot < b for a, b in windows) for slot in range(one.starts, one.ends))


RULES: tuple[Rule, ...] = (
    within_days,
    within_own_times,
    locks_kept,
    orders_kept,
    day_caps,
    check_people.windows_and_blocks,
    check_people.no_clash,
    check_people.optional_ones,
    check_people.languages,
    check_people.interpreter_days,
    check_rooms.fitting,
    check_rooms.open_rooms,
    check_rooms.no_clash,
    score_agrees,
)
