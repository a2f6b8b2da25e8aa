"""The search itself, compiled: annealing by Kempe chains. Importing this imports Numba; the first use compiles it.

A chain is what must change places when a meeting goes from one slot to another: its participants' meetings there come
back, those people's meetings here go there, and so on. No clash can arise, and only the two people at its ends have
another day than before.
"""

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from scheduling.optimiser.b2bsp.board import Board, Numbers

OVERFULL, OUT_OF_ORDER, UNFAIR = 1, 2, 2  # what a table too few, a pair in the wrong order and a break too many cost
BREAKS, UNFAIRNESS, DISORDER, OVERFLOW, BROKEN = range(5)


class Count(NamedTuple):
    """`breaks` by participant, `spread[n]` participants with n of them; `broken` those with any, `place_of` whom in it.

    `sums`: breaks, breaks too many, pairs in the wrong order, tables too few, participants with breaks.
    `chain`: the meetings of the chain at hand; `moved`: the new slot of each, or -1.
    """

    breaks: Numbers
    spread: Numbers
    broken: Numbers
    place_of: Numbers
    sums: Numbers
    chain: Numbers
    moved: Numbers


def anneal(board: Board, best: Numbers, known: int, *, heat: float, steps: int, seed: int) -> int:
    """Take `steps` steps at `heat` from the plan on the board. Answers the fewest breaks known then.

    Keeps in `best` each plan that has fewer than `known` and breaks no rule.
    """
    people, meetings, horizon = len(board.at), len(board.slot), len(board.load)
    counted = Count(
        breaks=np.zeros(people, np.int32),
        spread=np.zeros(horizon + 2, np.int32),
        broken=np.empty(people, np.int32),
        place_of=np.full(people, -1, np.int32),
        sums=np.zeros(5, np.int32),
        chain=np.empty(meetings, np.int32),
        moved=np.full(meetings, -1, np.int32),
    )
    return int(_anneal(board, counted, best, known, heat, steps, seed))


@njit(cache=True)
def _anneal(board, counted, best, known, heat, steps, seed):  # noqa: PLR0917 - compiled
    np.random.seed(seed)
    _count(board, counted)
    sums = counted.sums
    for _step in range(steps):
        if sums[BREAKS] < known and sums[UNFAIRNESS] == 0 and sums[DISORDER] == 0 and sums[OVERFLOW] == 0:
            known = sums[BREAKS]
            _copy(board.slot, best)
            if known == 0:
                break
        meeting, target = _propose(board, counted)
        if meeting >= 0:
            _try(board, counted, meeting, target, heat)
    return known


@njit(cache=True)
def _copy(slots, best):
    """As a loop: `best[:] = slots` takes three seconds more to compile, for the words of an error."""
    for meeting in range(len(slots)):
        best[meeting] = slots[meeting]


@njit(cache=True)
def _count(board, counted):
    """Count the plan on the board."""
    sums = counted.sums
    counted.spread[0] = len(board.at)
    for person in range(len(board.at)):
        breaks = _breaks_of(board, person)
        sums[BREAKS] += breaks
        _shift(counted, person, breaks)
    sums[UNFAIRNESS] = _unfairness(board, counted.spread)
    for slot in range(len(board.load)):
        sums[OVERFLOW] += max(board.load[slot] - board.tables, 0)
    for meeting in range(len(board.slot)):
        for position in range(board.order_from[meeting], board.order_from[meeting + 1]):
            later = board.slot[board.order[position]] - board.slot[meeting]
            sums[DISORDER] += int(board.order_sign[position] > 0 and later <= 0)


@njit(cache=True)
def _breaks_of(board, person):
    runs, was_busy = 0, False
    for slot in range(len(board.load)):
        is_busy = board.at[person, slot] >= 0
        if is_busy and not was_busy:
            runs += 1
        was_busy = is_busy
    return max(runs - 1, 0)


@njit(cache=True)
def _propose(board, counted):
    """A meeting and a slot for it; half of the time one that closes up somebody's day. (-1, -1): none this time."""
    if counted.sums[BROKEN] and np.random.random() < 0.5:
        person = counted.broken[np.random.randint(counted.sums[BROKEN])]
        first, last = board.diary_from[person], board.diary_from[person + 1]
        meeting = board.diary[np.random.randint(first, last)]
        target = board.slot[board.diary[np.random.randint(first, last)]] + 2 * np.random.randint(2) - 1
        if target < 0 or target >= len(board.load) or board.at[person, target] >= 0:
            return -1, -1
    else:
        meeting = np.random.randint(len(board.slot))
        first, last = board.allowed_from[meeting], board.allowed_from[meeting + 1]
        target = board.allowed_slots[np.random.randint(first, last)]
    if target == board.slot[meeting] or not board.allowed[meeting, target]:
        return -1, -1
    return meeting, target


@njit(cache=True)
def _try(board, counted, meeting, target, heat):
    """Move the chain of `meeting` to `target` if that is no worse, or by luck (Metropolis) if it is."""
    counted.chain[0] = meeting
    counted.moved[meeting] = target
    length, one, one_lost, one_won = _walk(board, counted, meeting, 0, target, 1)
    two, two_lost, two_won = -1, 0, 0
    if length > 0 and one >= 0:
        length, two, two_lost, two_won = _walk(board, counted, meeting, 1, target, length)
    if length > 0:
        by_one = _change(board, one, one_lost, one_won) if one >= 0 else 0
        by_two = _change(board, two, two_lost, two_won) if two >= 0 else 0
        net = int(one_lost == board.slot[meeting]) + int(two_lost == board.slot[meeting]) - 1 if one >= 0 else 0
        over = _overflow(board, board.slot[meeting], target, net)
        disorder = _disorder(board, counted, length) if len(board.order) else 0
        _shift(counted, one, by_one)
        _shift(counted, two, by_two)
        sums = counted.sums
        unfair = _unfairness(board, counted.spread) - sums[UNFAIRNESS] if by_one or by_two else 0
        cost = by_one + by_two + OVERFULL * over + OUT_OF_ORDER * disorder + UNFAIR * unfair
        if cost <= 0 or np.random.random() < math.exp(-cost / heat):
            _carry_out(board, counted, length)
            sums[BREAKS] += by_one + by_two
            sums[UNFAIRNESS] += unfair
            sums[DISORDER] += disorder
            sums[OVERFLOW] += over
        else:
            _shift(counted, one, -by_one)
            _shift(counted, two, -by_two)
    for index in range(abs(length)):
        counted.moved[counted.chain[index]] = -1


@njit(cache=True)
def _walk(board, counted, meeting, side, target, length):  # noqa: PLR0917 - compiled
    """Follow the chain from `meeting` by one of its sides. Answers (length, who is at the end, slot lost, slot won).

    A negative length: one of its meetings may not go where it must. End -1: it came back to where it began.
    """
    person, here, there = board.sides[meeting, side], board.slot[meeting], target
    while True:
        following = board.at[person, there]
        if following < 0:
            return length, person, here, there
        if following == meeting:
            return length, -1, here, there
        counted.moved[following] = here
        counted.chain[length] = following
        length += 1
        if not board.allowed[following, here]:
            return -length, person, here, there
        person = board.sides[following, 0] + board.sides[following, 1] - person
        here, there = there, here


@njit(cache=True)
def _change(board, person, lost, won):
    """How many breaks more `person` has with a meeting in slot `won` instead of `lost`."""
    last, row = len(board.load) - 1, board.at[person]
    gone = int(lost > 0 and row[lost - 1] >= 0) + int(lost < last and row[lost + 1] >= 0) - 1
    before = won > 0 and won - 1 != lost and row[won - 1] >= 0
    after = won < last and won + 1 != lost and row[won + 1] >= 0
    return gone + 1 - int(before) - int(after)


@njit(cache=True)
def _overflow(board, here, there, net):
    """How many tables more are missing with `net` (1, 0 or -1) meetings going from `here` to `there`."""
    if net == 0:
        return 0
    if net < 0:
        here, there = there, here
    return int(board.load[there] >= board.tables) - int(board.load[here] > board.tables)


@njit(cache=True)
def _disorder(board, counted, length):
    """How many pairs more are in the wrong order once the chain has moved."""
    more, moved = 0, counted.moved
    for index in range(length):
        meeting = counted.chain[index]
        for position in range(board.order_from[meeting], board.order_from[meeting + 1]):
            other, sign = board.order[position], board.order_sign[position]
            if moved[other] >= 0 and other < meeting:
                continue
            later = moved[other] if moved[other] >= 0 else board.slot[other]
            more += int((later - moved[meeting]) * sign <= 0)
            more -= int((board.slot[other] - board.slot[meeting]) * sign <= 0)
    return more


@njit(cache=True)
def _unfairness(board, spread):
    """Breaks beyond what fairness allows over the least that anybody has."""
    least, beyond = 0, 0
    while least < len(spread) - 1 and spread[least] == 0:
        least += 1
    for breaks in range(least + board.fairness + 1, len(spread)):
        beyond += spread[breaks] * (breaks - least - board.fairness)
    return beyond


@njit(cache=True)
def _shift(counted, person, by):
    """Count `by` breaks more for `person`, and keep the list of those who have any."""
    if by == 0:
        return
    breaks, spread, broken, place_of, sums = (
        counted.breaks,
        counted.spread,
        counted.broken,
        counted.place_of,
        counted.sums,
    )
    spread[breaks[person]] -= 1
    breaks[person] += by
    spread[breaks[person]] += 1
    if breaks[person] > 0 and place_of[person] < 0:
        place_of[person] = sums[BROKEN]
        broken[sums[BROKEN]] = person
        sums[BROKEN] += 1
    elif breaks[person] == 0 and place_of[person] >= 0:
        sums[BROKEN] -= 1
        other = broken[sums[BROKEN]]
        broken[place_of[person]] = other
        place_of[other] = place_of[person]
        place_of[person] = -1


@njit(cache=True)
def _carry_out(board, counted, length):
    for index in range(length):
        meeting = counted.chain[index]
        for side in range(2):
            board.at[board.sides[meeting, side], board.slot[meeting]] = -1
        board.load[board.slot[meeting]] -= 1
    for index in range(length):
        meeting = counted.chain[index]
        board.slot[meeting] = counted.moved[meeting]
        for side in range(2):
            board.at[board.sides[meeting, side], board.slot[meeting]] = meeting
        board.load[board.slot[meeting]] += 1
