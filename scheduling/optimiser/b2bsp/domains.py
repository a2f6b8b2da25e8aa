"""The slots that each meeting may have, and the reasons in words why an instance has no plan at all."""

from collections import Counter
from collections.abc import Iterator

from scheduling.optimiser.b2bsp.instance import Instance

Domains = list[set[int]]
MOST_IN_A_DIARY = 500  # an augmenting path goes as deep


class NoPlan(Exception):
    """There is none, for the reason that the sentence says: a proof."""


def domains(instance: Instance) -> Domains:
    """The slots left to each meeting once what is fixed and ordered is followed through. Raises NoPlan."""
    found = _declared(instance)
    _refuse_the_impossible(instance, found)
    while _narrow_orders(instance, found) or _narrow_neighbours(instance, found):
        _refuse_empty(found)
    _refuse_empty(found)
    _refuse_crowded_diaries(instance, found)
    return found


def _declared(instance: Instance) -> Domains:
    """What session, absence and fixing leave."""
    slots = set(range(instance.horizon))
    half = {None: slots, "AM": set(range(instance.morning)), "PM": set(range(instance.morning, instance.horizon))}
    found = [
        half[session] - instance.away[a] - instance.away[b]
        for session, (a, b) in zip(instance.sessions, instance.pairs, strict=True)
    ]
    for meeting, slot in instance.fixed:
        found[meeting] &= {slot}
    return found


def _refuse_the_impossible(instance: Instance, found: Domains) -> None:
    _refuse_empty(found)
    if len(instance.pairs) > instance.tables * instance.horizon:
        raise NoPlan(f"{len(instance.pairs)} meetings, {instance.tables} tables in {instance.horizon} slots.")
    for participant, (slot, count) in _fixed_twice(instance):
        raise NoPlan(f"Participant {participant} has {count} meetings fixed to slot {slot}.")
    for slot, count in Counter(slot for _meeting, slot in instance.fixed).items():
        if count > instance.tables:
            raise NoPlan(f"{count} meetings are fixed to slot {slot}, which has {instance.tables} tables.")
    _refuse_circles(instance)


def _fixed_twice(instance: Instance) -> Iterator[tuple[int, tuple[int, int]]]:
    slots = dict(instance.fixed)
    for participant, meetings in enumerate(instance.diary()):
        for slot, count in Counter(slots[meeting] for meeting in meetings if meeting in slots).items():
            if count > 1:
                yield participant, (slot, count)


def _refuse_circles(instance: Instance) -> None:
    """Meetings each of which must come before the next, and the last before the first."""
    waiting = Counter(after for _before, after in instance.precedences)
    followers: dict[int, list[int]] = {}
    for before, after in instance.precedences:
        followers.setdefault(before, []).append(after)
    ready = [meeting for meeting in followers if not waiting[meeting]]
    while ready:
        for after in followers.get(ready.pop(), ()):
            waiting[after] -= 1
            if not waiting[after]:
                ready.append(after)
    if left := sorted(meeting for meeting in +waiting):
        raise NoPlan(f"The precedences run in a circle through some of the meetings {left[:10]}.")


def _refuse_empty(found: Domains) -> None:
    for meeting, slots in enumerate(found):
        if not slots:
            raise NoPlan(f"Meeting {meeting} has no slot left.")


def _narrow_orders(instance: Instance, found: Domains) -> bool:
    narrowed = False
    for before, after in instance.precedences:
        first, last = min(found[before], default=0), max(found[after], default=0)
        later = {slot for slot in found[after] if slot > first}
        earlier = {slot for slot in found[before] if slot < last}
        narrowed |= len(later) < len(found[after]) or len(earlier) < len(found[before])
        found[after], found[before] = later, earlier
    return narrowed


def _narrow_neighbours(instance: Instance, found: Domains) -> bool:
    """A slot that is the only one left to a meeting is lost to the other meetings of both its participants."""
    narrowed = False
    for meetings in instance.diary():
        sure = Counter(slot for meeting in meetings if len(found[meeting]) == 1 for slot in found[meeting])
        for meeting in meetings:
            lost = found[meeting] & sure.keys() if len(found[meeting]) > 1 else set()
            found[meeting] -= lost
            narrowed |= bool(lost)
        if any(count > 1 for count in sure.values()):
            raise NoPlan(f"Two of the meetings {meetings[:20]} of one participant are left with the same single slot.")
    return narrowed


def _refuse_crowded_diaries(instance: Instance, found: Domains) -> None:
    """Each participant's meetings must find different slots (Hall's theorem, by augmenting paths)."""
    for participant, meetings in enumerate(instance.diary()):
        holder: dict[int, int] = {}
        for meeting in meetings[:MOST_IN_A_DIARY]:
            if not _place(meeting, found, holder, set()):
                raise NoPlan(f"Participant {participant} has {len(meetings)} meetings, and not as many slots for them.")


def _place(meeting: int, found: Domains, holder: dict[int, int], tried: set[int]) -> bool:
    for slot in found[meeting] - tried:
        tried.add(slot)
        if slot not in holder or _place(holder[slot], found, holder, tried):
            holder[slot] = meeting
            return True
    return False
