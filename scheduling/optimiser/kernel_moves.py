"""Compiled: putting a meeting in its place and taking it out. `g` is a Grid, `s` a State; indices and inner slots."""

from scheduling.optimiser.compiling import inner
from scheduling.optimiser.state import LOST, MOST_STAFF, POOL, RANDOM, WORK


@inner
def draw(s, below):
    """A number from 0 to `below` - 1; xorshift, so that a seed says all."""
    x = s.numbers[RANDOM]
    x ^= (x << 13) & 0x7FFFFFFFFFFFFFFF
    x ^= x >> 7
    x ^= (x << 17) & 0x7FFFFFFFFFFFFFFF
    s.numbers[RANDOM] = x
    return (x >> 11) % below


@inner
def _enter(g, s, p, m, day):
    s.diary[p, s.diary_n[p]] = m
    s.diary_n[p] += 1
    s.count[p, day] += 1
    s.work[p, day] += g.length[m]


@inner
def _strike(g, s, p, m, day):
    n = s.diary_n[p]
    for k in range(n):
        if s.diary[p, k] == m:
            s.diary[p, k] = s.diary[p, n - 1]
            break
    s.diary_n[p] = n - 1
    s.count[p, day] -= 1
    s.work[p, day] -= g.length[m]


@inner
def place(g, s, m, t, r):
    """Put m there; its staff is named already, and nothing is in the way."""
    s.start[m] = t
    s.room[m] = r
    day = g.day[t]
    for k in range(g.member_at[m], g.member_at[m + 1]):
        _enter(g, s, g.member[k], m, day)
    for k in range(MOST_STAFF):
        if s.staff[m, k] >= 0:
            _enter(g, s, s.staff[m, k], m, day)
    if r < len(g.places) - 1:
        s.book[r, s.book_n[r]] = m
        s.book_place[m] = s.book_n[r]
        s.book_n[r] += 1
        for slot in range(t, min(t + g.length[m] + g.turnaround[r], g.slots)):
            s.use[r, slot] += 1
    last = s.pool[s.numbers[POOL] - 1]
    s.pool[s.pool_place[m]] = last
    s.pool_place[last] = s.pool_place[m]
    s.pool_place[m] = -1
    s.numbers[POOL] -= 1
    s.numbers[LOST] -= g.weight[m]


@inner
def remove(g, s, m):
    """Take m out of its place into the pool; its staff stays named until it is placed again."""
    t, r = s.start[m], s.room[m]
    day = g.day[t]
    for k in range(g.member_at[m], g.member_at[m + 1]):
        _strike(g, s, g.member[k], m, day)
    for k in range(MOST_STAFF):
        if s.staff[m, k] >= 0:
            _strike(g, s, s.staff[m, k], m, day)
    if r < len(g.places) - 1:
        last = s.book[r, s.book_n[r] - 1]
        s.book[r, s.book_place[m]] = last
        s.book_place[last] = s.book_place[m]
        s.book_n[r] -= 1
        for slot in range(t, min(t + g.length[m] + g.turnaround[r], g.slots)):
            s.use[r, slot] -= 1
    s.start[m] = -1
    s.pool[s.numbers[POOL]] = m
    s.pool_place[m] = s.numbers[POOL]
    s.numbers[POOL] += 1
    s.numbers[LOST] += g.weight[m]
    s.numbers[WORK] += 50


@inner
def at_odds(g, s, m, t, other, pause, b):
    """Whether a person cannot be in m at t in building b and in `other` where that is now."""
    b2 = g.building[s.room[other]]
    t2 = s.start[other]
    before = max(pause, g.way[b, b2])
    after = max(pause, g.way[b2, b])
    return t < t2 + g.length[other] + after and t2 < t + g.length[m] + before


@inner
def disorder(g, s, m, t, k):
    """Whether the k-th order is broken with m at t; only where the other is placed."""
    other = g.order_other[k]
    if s.start[other] < 0:
        return False
    if g.order_is_first[k]:
        return t + g.length[m] + g.order_gap[k] > s.start[other]
    return s.start[other] + g.length[other] + g.order_gap[k] > t
