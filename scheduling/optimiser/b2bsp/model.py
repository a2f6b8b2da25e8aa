"""The instance as a CP-SAT model: one function per constraint, and the paper's implied constraints beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from scheduling.optimiser.b2bsp.clusters import meetings_outside, strangers
from scheduling.optimiser.b2bsp.domains import Domains
from scheduling.optimiser.b2bsp.instance import Instance

Literal = cp_model.IntVar


@dataclass
class Model:
    """`chosen[meeting][slot]`, `busy[participant][slot]` (absent where impossible), `breaks[participant]`: literals."""

    instance: Instance
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    chosen: list[dict[int, Literal]] = field(default_factory=list)
    busy: list[dict[int, Literal]] = field(default_factory=list)
    breaks: list[list[Literal]] = field(default_factory=list)

    def literal(self) -> Literal:
        return self.model.new_bool_var("")

    def slots(self, value) -> list[int]:
        """The slot of each meeting by `value`, which tells a literal's value."""
        return [next(slot for slot, literal in slots.items() if value(literal)) for slots in self.chosen]


def build(instance: Instance, domains: Domains, least: int) -> Model:
    """The model; `least` is a number of breaks that is proven already."""
    made = Model(instance)
    _give_each_meeting_a_slot(made, domains)
    _let_nobody_be_twice(made)
    _fill_the_tables(made)
    _keep_the_order(made)
    for participant, meetings in enumerate(instance.diary()):
        made.breaks.append(_breaks(made, participant, len(meetings)))
    _be_fair(made)
    every = [literal for breaks in made.breaks for literal in breaks]
    if least:
        made.model.add(sum(every) >= least)
    made.model.minimize(sum(every))
    return made


def _give_each_meeting_a_slot(made: Model, domains: Domains) -> None:
    for slots in domains:
        made.chosen.append({slot: made.literal() for slot in sorted(slots)})
        made.model.add_exactly_one(made.chosen[-1].values())


def _let_nobody_be_twice(made: Model) -> None:
    """`busy` is one of the meetings, and never two; over the day it is all of them (implied)."""
    for meetings in made.instance.diary():
        at: dict[int, list[Literal]] = {}
        for meeting in meetings:
            for slot, literal in made.chosen[meeting].items():
                at.setdefault(slot, []).append(literal)
        made.busy.append({slot: _one_of(made, literals) for slot, literals in sorted(at.items())})
        made.model.add(sum(made.busy[-1].values()) == len(meetings))


def _one_of(made: Model, literals: Sequence[Literal]) -> Literal:
    if len(literals) == 1:
        return literals[0]
    one = made.literal()
    made.model.add_exactly_one([*literals, ~one])
    return one


def _fill_the_tables(made: Model) -> None:
    """At most `tables` meetings in a slot, counted by those who do not meet, by meetings, and by heads (implied)."""
    few = strangers(made.instance)
    outside = meetings_outside(made.instance, few)
    for slot in range(made.instance.horizon):
        meetings = [slots[slot] for slots in made.chosen if slot in slots]
        heads = [slots[slot] for slots in made.busy if slot in slots]
        mixed = [made.busy[each][slot] for each in few if slot in made.busy[each]]
        mixed += [made.chosen[each][slot] for each in outside if slot in made.chosen[each]]
        for literals, most in ((meetings, 1), (mixed, 1), (heads, 2)):
            if len(literals) > most * made.instance.tables:
                made.model.add(sum(literals) <= most * made.instance.tables)


def _keep_the_order(made: Model) -> None:
    """A meeting is in a slot only if the one before it was in an earlier one."""
    until = {meeting: _until(made, made.chosen[meeting]) for pair in made.instance.precedences for meeting in pair}
    for before, after in made.instance.precedences:
        for slot, literal in made.chosen[after].items():
            done = [until[before][earlier] for earlier in until[before] if earlier < slot]
            made.model.add_implication(literal, done[-1]) if done else made.model.add(literal == 0)
        for slot, literal in made.chosen[before].items():
            begun = [until[after][earlier] for earlier in until[after] if earlier <= slot]
            if begun:
                made.model.add_implication(literal, ~begun[-1])


def _until(made: Model, literals: dict[int, Literal]) -> dict[int, Literal]:
    """For each slot, whether one of `literals` is true in it or before it."""
    until: dict[int, Literal] = {}
    earlier = None
    for slot, literal in literals.items():
        if earlier is None:
            until[slot] = literal
        else:
            until[slot] = made.literal()
            made.model.add_bool_or(literal, earlier, ~until[slot])
            made.model.add_implication(literal, until[slot])
            made.model.add_implication(earlier, until[slot])
        earlier = until[slot]
    return until


def _breaks(made: Model, participant: int, meetings: int) -> list[Literal]:
    """One literal for each slot in which `participant` may resume after a gap: true if and only if that happens."""
    if meetings < 2:
        return []
    busy = made.busy[participant]
    until = _until(made, busy)
    breaks = []
    for slot in list(busy)[1:]:
        earlier = [before for before in busy if before < slot]
        resumed = made.literal()
        causes = [busy[slot], until[earlier[-1]]] + ([~busy[slot - 1]] if slot - 1 in busy else [])
        for cause in causes:
            made.model.add_implication(resumed, cause)
        made.model.add_bool_or([resumed, *(~cause for cause in causes)])
        breaks.append(resumed)
    _be_whole_or_broken(made, busy, until, meetings, breaks)
    return breaks


def _be_whole_or_broken(made: Model, busy, until, meetings: int, breaks: list[Literal]) -> None:
    """The day is one block of meetings that starts in some slot, or has a break (implied)."""
    broken = made.literal()
    made.model.add_bool_or([*breaks, ~broken])
    for resumed in breaks:
        made.model.add_implication(resumed, broken)
    blocks = []
    for start in busy:
        block = range(start, start + meetings)
        if not all(slot in busy for slot in block):
            continue
        whole = made.literal()
        made.model.add_bool_and(busy[slot] for slot in block).only_enforce_if(whole)
        before = [slot for slot in busy if slot < start]
        if before:
            made.model.add_implication(whole, ~until[before[-1]])
        blocks.append(whole)
    made.model.add_exactly_one([broken, *blocks])


def _be_fair(made: Model) -> None:
    """No two participants' numbers of breaks differ by more than `fairness`."""
    apart = made.instance.fairness
    if apart is None or not made.breaks:
        return
    most = min(len(breaks) for breaks in made.breaks)
    least = made.model.new_int_var(0, most, "") if most else 0
    for breaks in made.breaks:
        if most:
            made.model.add(sum(breaks) >= least)
        if len(breaks) > apart:
            made.model.add(sum(breaks) <= least + apart)
