"""What the kernels change: a schedule in the making and their scratch arrays. One per worker."""

from typing import Any, NamedTuple

import numpy as np

from scheduling.optimiser.grid import Grid

BIG = 1 << 40  # a position that costs this much is not to be had
MOST_STAFF = 12


class State(NamedTuple):
    """`start` -1: not placed, and then in `pool`. `price`: what it costs to push a meeting out of its place."""

    start: Any  # [meeting]
    room: Any  # [meeting]
    staff: Any  # [meeting, MOST_STAFF] people, -1 for none
    price: Any  # [meeting]
    diary: Any  # [person, place] meetings
    diary_n: Any  # [person]
    book: Any  # [room, place] meetings
    book_n: Any  # [room]
    book_place: Any  # [meeting] its place in the room's book
    use: Any  # [room, slot] meetings at once, turnaround counted
    count: Any  # [person, day] meetings
    work: Any  # [person, day] slots
    pool: Any  # [place] unplaced meetings
    pool_place: Any  # [meeting] or -1
    cost: Any  # [building, slot] scratch: the price of a start
    soft: Any  # [building, slot] scratch: what a free start adds to breaks, walking, early
    best_staff: Any  # [MOST_STAFF, slot] scratch
    line: Any  # [slot] scratch
    met: Any  # [meeting] scratch: conflicts found
    met_pause: Any  # [meeting]
    met_place: Any  # [meeting]
    stamp: Any  # [meeting]
    person_stamp: Any  # [person]
    touched: Any  # [place] people or meetings
    kept: Any  # [place, 2 + MOST_STAFF] scratch: where meetings were
    things: Any  # [place, 3] scratch: one person's day
    found: Any  # [room, slot, cost, soft] the last evaluation's answer
    numbers: Any  # [N] random state, stamp, pool length, work done, unplaced weight, best of it, soft
    best_start: Any
    best_room: Any
    best_staffing: Any


RANDOM, TAG, POOL, WORK, LOST, BEST, SOFT, BEST_SOFT, MOVES = range(9)


def fresh(g: Grid, seed: int) -> State:
    """Nothing placed; prices are the weights, and no price moves a lock."""
    meetings, people, rooms = len(g.length), len(g.pause), len(g.places)
    shortest = int(g.length.min()) if meetings else 1
    member_of = np.bincount(g.member, minlength=max(people, 1)) if len(g.member) else np.zeros(1, dtype=np.int64)
    wide = int(max(member_of.max(), g.slots // shortest + 2))
    booked = meetings if (g.places > 1).any() else g.slots // shortest + 2
    things = int(wide + (np.diff(g.thing_at).max() if people else 0) + 2)
    state = State(
        start=_full(meetings),
        room=_full(meetings),
        staff=_full(meetings, MOST_STAFF),
        price=np.where(g.lock >= 0, BIG, g.weight),
        diary=_full(people, wide),
        diary_n=_zeros(people),
        book=_full(rooms, max(booked, 1)),
        book_n=_zeros(rooms),
        book_place=_full(meetings),
        use=_zeros(rooms, g.slots + 1),
        count=_zeros(people, len(g.day_starts)),
        work=_zeros(people, len(g.day_starts)),
        pool=np.arange(meetings, dtype=np.int64),
        pool_place=np.arange(meetings, dtype=np.int64),
        cost=_zeros(len(g.way), g.slots + 1),
        soft=_zeros(len(g.way), g.slots + 1),
        best_staff=_zeros(MOST_STAFF, g.slots + 1),
        line=_zeros(g.slots + 1),
        met=_zeros(meetings + 1),
        met_pause=_zeros(meetings + 1),
        met_place=_zeros(meetings + 1),
        stamp=_zeros(meetings + 1),
        person_stamp=_zeros(people + 1),
        touched=_zeros(people + meetings + 1),
        kept=_zeros(64, 3 + MOST_STAFF),
        things=_zeros(things, 3),
        found=_zeros(4),
        numbers=_zeros(16),
        best_start=_full(meetings),
        best_room=_full(meetings),
        best_staffing=_full(meetings, MOST_STAFF),
    )
    state.numbers[RANDOM] = (seed * 2654435761 + 88172645463325252) & 0x7FFFFFFFFFFFFFFF
    state.numbers[POOL] = meetings
    state.numbers[LOST] = state.numbers[BEST] = int(g.weight.sum())
    return state


def _zeros(*shape: int) -> np.ndarray:
    return np.zeros(shape, dtype=np.int64)


def _full(*shape: int) -> np.ndarray:
    return np.full(shape, -1, dtype=np.int64)
