"""The checker's rules about persons and interpreters."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from scheduling.optimiser.check_facts import Facts, Placed
from scheduling.optimiser.plan import Finding
from scheduling.optimiser.problem import Interpreter, Person
from scheduling.optimiser.wording import violation


class _Thing(NamedTuple):
    """Something in a person's day: a placed meeting or an engagement (`meeting` empty)."""

    starts: int
    ends: int
    building: str | None
    meeting: str
    label: str


def windows_and_blocks(facts: Facts) -> Iterator[Finding]:
    for one, named, who in _takings(facts):
        kind = "person" if isinstance(who, Person) else "interpreter"
        if who.windows is not None:
            slots = range(one.starts, one.ends)
            if not all(any(a <= slot < b for a, b in who.windows) for slot in slots):
                yield violation("outside_windows", meeting=one.meeting.id, kind=kind, id=named)
        if any(a < one.ends and one.starts < b and a < b for a, b in who.blocks):
            yield violation("in_block", meeting=one.meeting.id, kind=kind, id=named)


def no_clash(facts: Facts) -> Iterator[Finding]:
    """Nothing at once, the pause kept, the way possible, between every two that follow each other."""
    days: dict[str, list[_Thing]] = defaultdict(list)
    people: dict[str, Person | Interpreter] = {}
    for one, named, who in _takings(facts):
        days[named].append(_Thing(one.starts, one.ends, facts.building(one), one.meeting.id, ""))
        people[named] = who
    for named, who in sorted(people.items()):
        days[named] += [_Thing(it.starts_slot, it.ends_slot, it.building, "", it.label) for it in who.engagements]
        pause = who.break_slots if isinstance(who, Person) else facts.problem.interpreter_rules.rest_slots
        yield from _clashes(facts, named, sorted(days[named]), max(pause, 0))


def _clashes(facts: Facts, named: str, day: list[_Thing], pause: int) -> Iterator[Finding]:
    """An engagement may lie over others, so each thing is compared with all that could reach it."""
    reach = max([pause, *(one.slots for one in facts.problem.travel)], default=pause)
    for place, first in enumerate(day):
        for then in day[place + 1 :]:
            if then.starts >= first.ends + reach:
                break
            gap = max(pause, facts.way(first.building, then.building))
            if then.starts >= first.ends + gap or not (first.meeting or then.meeting):
                continue
            if first.meeting and then.meeting:
                yield violation("clash", id=named, meeting=first.meeting, other=then.meeting, gap_slots=gap)
            else:
                meeting, label = first.meeting or then.meeting, first.label or then.label or "an engagement"
                yield violation("engagement", id=named, label=label, meeting=meeting, gap_slots=gap)


def optional_ones(facts: Facts) -> Iterator[Finding]:
    for one in facts.placed:
        for person in set(one.placement.optional_persons) - set(one.meeting.optional_persons):
            yield violation("not_optional", person=person, meeting=one.meeting.id)


def languages(facts: Facts) -> Iterator[Finding]:
    """Enough interpreters for each pair of languages, each of them for one pair, none of them idle."""
    for one in facts.placed:
        staff = one.placement.interpreters
        unknown = [who for who in staff if who not in facts.interpreters or staff.count(who) > 1]
        for who in unknown:
            yield violation("unknown_interpreter", meeting=one.meeting.id, interpreter=who)
        lock = one.meeting.lock
        if unknown or (lock and lock.interpreters is not None):
            continue
        needed = _needed(facts, one)
        wanted = [tuple(sorted(pair)) for pair in one.meeting.interpretation for _place in range(needed)]
        if lacking := _lacking(facts, wanted, list(staff)):
            pair = {"one": lacking[0], "other": lacking[1]}
            yield violation("interpreters", meeting=one.meeting.id, needed=needed, **pair)
        elif len(staff) > len(wanted):
            yield violation("idle_interpreters", meeting=one.meeting.id, has=len(staff), needed=len(wanted))


def _needed(facts: Facts, one: Placed) -> int:
    rows = facts.problem.interpreter_rules.staffing
    return next((n for up_to, n in rows if one.meeting.slots <= up_to), rows[-1][1] if rows else 1)


def _lacking(facts: Facts, wanted: list, staff: list[str]) -> tuple[str, str] | None:
    """The first pair that cannot be served whoever serves the others; augmenting paths over a few people."""
    serves: dict[str, int] = {}

    def find(place: int, asked: set[str]) -> bool:
        for who in staff:
            can = any(tuple(sorted(pair)) == wanted[place] for pair in facts.interpreters[who].pairs)
            if can and who not in asked:
                asked.add(who)
                if who not in serves or find(serves[who], asked):
                    serves[who] = place
                    return True
        return False

    return next((wanted[place] for place in range(len(wanted)) if not find(place, set())), None)


def interpreter_days(facts: Facts) -> Iterator[Finding]:
    most = facts.problem.interpreter_rules.day_slots
    worked: dict[tuple[str, int], int] = defaultdict(int)
    for one in facts.placed:
        day = facts.day_of(one)
        for who in one.placement.interpreters:
            if day is not None:
                worked[who, day] += one.ends - one.starts
    for (who, day), slots in sorted(worked.items()):
        if slots > most:
            yield violation("interpreter_day", interpreter=who, slots=slots, day=day, day_slots=most)


def _takings(facts: Facts) -> Iterator[tuple[Placed, str, Person | Interpreter]]:
    """Each placed meeting with each known person or interpreter whom it takes."""
    for one in facts.placed:
        for named in sorted(one.people):
            if named in facts.persons:
                yield one, named, facts.persons[named]
        for named in sorted(set(one.placement.interpreters)):
            if named in facts.interpreters:
                yield one, named, facts.interpreters[named]
