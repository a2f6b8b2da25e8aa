"""What comes out: where each meeting is placed, why the others are not, and what the plan is worth."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Placement:
    """One placed meeting. `room` None: it needs none. `optional_persons`: those of them who can come."""

    meeting: str
    starts_slot: int
    room: str | None = None
    interpreters: tuple[str, ...] = ()
    optional_persons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact found by code, with what it is about: a fault of the problem, a reason, or a violation.

    `code` and `facts` are for programs and translators; `text` is the same in English words (see wording.py).
    """

    code: str
    facts: dict[str, Any] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A meeting that has no place, with the fewest reasons that explain it."""

    meeting: str
    reasons: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """The plan by part. Every part but the placed ones is a cost: less is better.

    `fairness`: sum over delegations of the square of the lost share of their weight, in per cent. `breaks`: idle gaps
    between two things of one person in one day, `waiting_slots` their length; a head's count `HEAD_FACTOR` times in
    `breaks_cost`. `walking_slots`: ways between buildings. `early_slots`: starts of those that prefer early, in slots
    after the beginning of the day.
    """

    meetings_placed: int = 0
    meetings: int = 0
    musts_placed: int = 0
    musts: int = 0
    must_weight_placed: int = 0
    weight_placed: int = 0
    weight: int = 0
    fairness: int = 0
    breaks: int = 0
    waiting_slots: int = 0
    breaks_cost: int = 0
    walking_slots: int = 0
    early_slots: int = 0


@dataclass(frozen=True, slots=True)
class Bound:
    """No plan can place more than `weight`; `why` says how that is known. `is_proven_best`: this plan reaches it."""

    weight: int = 0
    why: str = ""
    is_proven_best: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """`stopped_by`: "work" (the whole budget of steps: repeatable), "clock", "cancel" or "done"."""

    placements: tuple[Placement, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    faults: tuple[Finding, ...] = ()
    score: Score = field(default_factory=Score)
    bound: Bound = field(default_factory=Bound)
    seed: int = 0
    seconds: float = 0.0
    first_seconds: float = 0.0
    stopped_by: str = ""
