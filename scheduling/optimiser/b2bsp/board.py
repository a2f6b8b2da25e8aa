"""The plan as arrays, for the search: who is where when. Meetings, participants and slots are positions."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduling.optimiser.b2bsp.domains import Domains
from scheduling.optimiser.b2bsp.instance import Instance

Numbers = NDArray[np.int32]


class Board(NamedTuple):
    """What belongs to row r of a list lies in `x[x_from[r]:x_from[r + 1]]`. Nothing is -1.

    `sides`: the two participants of a meeting. `allowed`: its slots. `order`: the meetings that must be later
    (`order_sign` 1) or earlier (-1). `slot`: where it is. `at`: the meeting of a participant in a slot.
    """

    sides: Numbers
    allowed: NDArray[np.bool_]
    allowed_slots: Numbers
    allowed_from: Numbers
    order: Numbers
    order_sign: Numbers
    order_from: Numbers
    diary: Numbers
    diary_from: Numbers
    slot: Numbers
    at: Numbers
    load: Numbers
    tables: int
    fairness: int


def board(instance: Instance, domains: Domains) -> Board:
    """An empty board. Without a limit of fairness, `fairness` is more than anyone can have."""
    order: list[list[tuple[int, int]]] = [[] for _ in instance.pairs]
    for before, after in instance.precedences:
        order[before].append((after, 1))
        order[after].append((before, -1))
    meetings = len(instance.pairs)
    allowed = np.zeros((meetings, instance.horizon), np.bool_)
    for meeting, slots in enumerate(domains):
        allowed[meeting, list(slots)] = True
    allowed_slots, allowed_from = _rows([sorted(slots) for slots in domains])
    others, order_from = _rows([[other for other, _sign in row] for row in order])
    diary, diary_from = _rows(instance.diary())
    return Board(
        sides=np.array(instance.pairs, np.int32).reshape(meetings, 2),
        allowed=allowed,
        allowed_slots=allowed_slots,
        allowed_from=allowed_from,
        order=others,
        order_sign=_rows([[sign for _other, sign in row] for row in order])[0],
        order_from=order_from,
        diary=diary,
        diary_from=diary_from,
        slot=np.full(meetings, -1, np.int32),
        at=np.full((instance.participants, instance.horizon), -1, np.int32),
        load=np.zeros(instance.horizon, np.int32),
        tables=instance.tables,
        fairness=instance.horizon if instance.fairness is None else instance.fairness,
    )


def put(board: Board, slots: list[int]) -> None:
    """Lay the plan `slots` out on an empty `board`."""
    for meeting, slot in enumerate(slots):
        board.slot[meeting] = slot
        board.at[board.sides[meeting], slot] = meeting
        board.load[slot] += 1


def _rows(rows: list[list[int]]) -> tuple[Numbers, Numbers]:
    flat = np.array([value for row in rows for value in row], np.int32)
    return flat, np.cumsum([0, *map(len, rows)]).astype(np.int32)
