"""The first complete plan, by guided ejection: a meeting without a slot turns out those easiest to place again.

Plain Python over arrays: it runs at once as it is, and compiled (compiled_placing.py) where that takes long.
Nagata and Bräysy (2009) describe the guidance: a meeting's weight is how often it could not be placed.
"""

from typing import NamedTuple

import numpy as np

from scheduling.optimiser.b2bsp.board import Board

IMPOSSIBLE = 1 << 40


class Waiting(NamedTuple):
    """`queue`: the meetings without a slot, and room for more. `weight`: how often each could not be placed.

    `random`: the one number that all chance comes from.
    """

    queue: np.ndarray
    weight: np.ndarray
    random: np.ndarray


def waiting(board: Board, seed: int) -> Waiting:
    """All meetings, those with the most slots and the least busy people first: the last is placed first."""
    room = np.diff(board.allowed_from)
    busy = np.diff(board.diary_from)[board.sides].sum(axis=1) if len(board.sides) else room
    queue = np.lexsort((busy, -room)).astype(np.int32)
    return Waiting(queue, np.zeros(len(queue), np.int64), np.array([seed % 1_000_000 + 1]))


def place(board: Board, waiting: Waiting, left: int, steps: int) -> int:
    """Place the first `left` meetings of the queue, in at most `steps` steps. Answers how many are left."""
    queue = waiting.queue
    for _step in range(steps):
        if left == 0:
            break
        left -= 1
        meeting = queue[left]
        slot = best_slot(board, meeting, waiting)
        waiting.weight[meeting] += 1
        if slot < 0:
            queue[left] = meeting
            left += 1
            continue
        left = turn_out(board, meeting, slot, waiting, left)
        board.slot[meeting] = slot
        board.at[board.sides[meeting, 0], slot] = meeting
        board.at[board.sides[meeting, 1], slot] = meeting
        board.load[slot] += 1
    return left


def best_slot(board: Board, meeting: int, waiting: Waiting) -> int:
    """The slot that costs least; among free ones, the one that leaves the fewest gaps. -1 if there is none."""
    best, found, ties = IMPOSSIBLE, -1, 1
    for position in range(board.allowed_from[meeting], board.allowed_from[meeting + 1]):
        slot = board.allowed_slots[position]
        cost = eviction_cost(board, meeting, slot, waiting.weight)
        if cost == 0:
            cost = -neighbours(board, meeting, slot)
        if cost < best:
            best, found, ties = cost, slot, 1
        elif cost == best and found >= 0:
            ties += 1
            if draw(waiting.random, ties) == 0:
                found = slot
    return found


def eviction_cost(board: Board, meeting: int, slot: int, weight) -> int:
    """The weight of all that must leave so that `meeting` can be in `slot`."""
    cost, leaving = 0, 0
    for side in range(2):
        other = board.at[board.sides[meeting, side], slot]
        if other >= 0:
            if is_sure(board, other):
                return IMPOSSIBLE
            cost += 1 + weight[other]
            leaving += 1
    for position in range(board.order_from[meeting], board.order_from[meeting + 1]):
        other = board.order[position]
        if is_out_of_order(board, slot, position):
            if is_sure(board, other):
                return IMPOSSIBLE
            cost += 1 + weight[other]
    if leaving == 0 and board.load[slot] >= board.tables:
        cost += 2
    return cost


def is_sure(board: Board, meeting: int) -> bool:
    """Whether it has no other slot."""
    return board.allowed_from[meeting + 1] - board.allowed_from[meeting] == 1


def is_out_of_order(board: Board, slot: int, position: int) -> bool:
    other = board.slot[board.order[position]]
    return other >= 0 and (other - slot) * board.order_sign[position] <= 0


def neighbours(board: Board, meeting: int, slot: int) -> int:
    """How many meetings of its two participants are just before or after `slot`."""
    found = 0
    for side in range(2):
        participant = board.sides[meeting, side]
        if slot > 0 and board.at[participant, slot - 1] >= 0:
            found += 1
        if slot + 1 < len(board.load) and board.at[participant, slot + 1] >= 0:
            found += 1
    return found


def turn_out(board: Board, meeting: int, slot: int, waiting: Waiting, left: int) -> int:
    """Take out of the plan what stands in the way of `meeting` in `slot`, onto the end of the queue."""
    queue = waiting.queue
    for side in range(2):
        other = board.at[board.sides[meeting, side], slot]
        if other >= 0:
            queue[left] = other
            left += 1
            remove(board, other)
    for position in range(board.order_from[meeting], board.order_from[meeting + 1]):
        if is_out_of_order(board, slot, position):
            queue[left] = board.order[position]
            left += 1
            remove(board, board.order[position])
    while board.load[slot] >= board.tables:
        other = someone_at(board, slot, waiting.random)
        queue[left] = other
        left += 1
        remove(board, other)
    return left


def someone_at(board: Board, slot: int, random) -> int:
    """A meeting in `slot`, one that could move if there is one."""
    found, ties = -1, 0
    for meeting in range(len(board.slot)):
        if board.slot[meeting] == slot:
            if is_sure(board, meeting):
                if found < 0:
                    found = meeting
            else:
                ties += 1
                if draw(random, ties) == 0:
                    found = meeting
    return found


def remove(board: Board, meeting: int) -> None:
    slot = board.slot[meeting]
    board.at[board.sides[meeting, 0], slot] = -1
    board.at[board.sides[meeting, 1], slot] = -1
    board.load[slot] -= 1
    board.slot[meeting] = -1


def draw(random, below: int) -> int:
    """A number from 0 to `below` - 1, the same in Python and compiled (a xorshift of 32 bits)."""
    number = int(random[0])
    number ^= (number << 13) & 0xFFFFFFFF
    number ^= number >> 17
    number ^= (number << 5) & 0xFFFFFFFF
    random[0] = number
    return number % below
