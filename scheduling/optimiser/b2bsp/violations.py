"""Checks a plan against its instance from the definitions alone: nothing here is shared with what made the plan."""

from collections import Counter
from collections.abc import Iterator, Sequence

from scheduling.optimiser.b2bsp.instance import Instance, breaks_by_participant


def violations(instance: Instance, slots: Sequence[int]) -> Iterator[str]:
    """One sentence for each rule that the plan breaks."""
    yield from _of_meetings(instance, slots)
    yield from _of_people_and_tables(instance, slots)
    yield from (
        f"Meeting {before} is not before meeting {after}."
        for before, after in instance.precedences
        if slots[before] >= slots[after]
    )
    breaks = breaks_by_participant(instance, slots)
    if instance.fairness is not None and breaks and max(breaks) - min(breaks) > instance.fairness:
        yield f"The numbers of breaks run from {min(breaks)} to {max(breaks)}."


def _of_meetings(instance: Instance, slots: Sequence[int]) -> Iterator[str]:
    for meeting, slot in enumerate(slots):
        session = instance.sessions[meeting]
        if not 0 <= slot < instance.horizon:
            yield f"Meeting {meeting} is in slot {slot}, which there is not."
        if (session == "AM" and slot >= instance.morning) or (session == "PM" and slot < instance.morning):
            yield f"Meeting {meeting} is in slot {slot}, which is not {session}."
        for participant in instance.pairs[meeting]:
            if slot in instance.away[participant]:
                yield f"Meeting {meeting} is in slot {slot}, when participant {participant} is away."
    for meeting, slot in instance.fixed:
        if slots[meeting] != slot:
            yield f"Meeting {meeting} is not in slot {slot}, to which it is fixed."


def _of_people_and_tables(instance: Instance, slots: Sequence[int]) -> Iterator[str]:
    present = Counter(
        (participant, slot) for pair, slot in zip(instance.pairs, slots, strict=True) for participant in pair
    )
    for (participant, slot), meetings in present.items():
        if meetings > 1:
            yield f"Participant {participant} has {meetings} meetings in slot {slot}."
    for slot, meetings in Counter(slots).items():
        if meetings > instance.tables:
            yield f"Slot {slot} has {meetings} meetings at {instance.tables} tables."
