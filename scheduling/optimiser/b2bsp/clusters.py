"""Participants no two of whom meet: what they sit at the tables in one slot can be added up without counting twice."""

from scheduling.optimiser.b2bsp.instance import Instance


def strangers(instance: Instance) -> list[int]:
    """Participants with many meetings, none with one another, greedily."""
    diary = instance.diary()
    partners = [{participant for meeting in meetings for participant in instance.pairs[meeting]} for meetings in diary]
    chosen: list[int] = []
    barred: set[int] = set()
    for participant in sorted(range(instance.participants), key=lambda each: (-len(diary[each]), each)):
        if diary[participant] and participant not in barred:
            chosen.append(participant)
            barred |= partners[participant]
    return chosen


def meetings_outside(instance: Instance, participants: list[int]) -> list[int]:
    """The meetings that none of `participants` attends."""
    inside = set(participants)
    return [meeting for meeting, pair in enumerate(instance.pairs) if not inside.intersection(pair)]
