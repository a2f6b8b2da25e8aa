"""Instances small enough that every plan can be tried."""

import random
from itertools import product
from typing import Any

from scheduling.optimiser.b2bsp.instance import Instance, breaks_by_participant, parse
from scheduling.optimiser.b2bsp.violations import violations


def data(**changed: Any) -> dict[str, Any]:
    """Three people, each pair meets once, in four slots; both halves of the day have two."""
    return {
        "participants": 3,
        "slots": ["9:00", "9:30", "14:00", "14:30"],
        "morning_slots": 2,
        "tables": 1,
        "meetings": [
            {"id": 0, "a": 0, "b": 1, "session": None},
            {"id": 1, "a": 1, "b": 2, "session": None},
            {"id": 2, "a": 2, "b": 0, "session": None},
        ],
        "forbidden": {},
        "fixed": {},
        "precedences": [],
        "fairness_d": None,
    } | changed


def drawn(seed: int) -> Instance:
    """Up to six meetings of five people in five slots, with some of every rule."""
    chance = random.Random(seed)
    pairs = [chance.sample(range(5), 2) for _ in range(chance.randint(3, 6))]
    meetings = [
        {"id": number, "a": a, "b": b, "session": chance.choice(["AM", "PM", None, None, None])}
        for number, (a, b) in enumerate(pairs)
    ]
    return parse(
        data(
            participants=5,
            slots=list("abcde"),
            morning_slots=3,
            tables=chance.randint(1, 3),
            meetings=meetings,
            forbidden={str(chance.randrange(5)): [chance.randrange(5)]} if seed % 2 else {},
            fixed={str(chance.randrange(len(pairs))): chance.randrange(5)} if seed % 3 == 0 else {},
            precedences=[chance.sample(range(len(pairs)), 2) for _ in range(seed % 3)],
            fairness_d=chance.choice([None, 0, 1]),
        )
    )


def fewest_breaks(instance: Instance) -> int | None:
    """Of all plans without a violation; None if there is none."""
    plans = product(range(instance.horizon), repeat=len(instance.pairs))
    return min(
        (sum(breaks_by_participant(instance, p)) for p in plans if not any(violations(instance, p))), default=None
    )
