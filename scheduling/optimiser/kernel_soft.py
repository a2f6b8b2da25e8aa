"""Compiled: breaks, waiting, walking and earliness, of a person's days and of a start that is weighed."""

from scheduling.optimiser.compiling import inner
from scheduling.optimiser.grid import BREAK_COST
from scheduling.optimiser.state import WORK


@inner
def _day_of(g, s, p):
    """Into s.things: all meetings and engagements of p by their start (start, end, building); how many."""
    n = 0
    for k in range(g.thing_at[p], g.thing_at[p + 1]):
        n = _insert(s, n, g.thing_starts[k], g.thing_ends[k], g.thing_building[k])
    for k in range(s.diary_n[p]):
        m = s.diary[p, k]
        n = _insert(s, n, s.start[m], s.start[m] + g.length[m], g.building[s.room[m]])
    return n


@inner
def _insert(s, n, starts, ends, building):
    k = n
    while k > 0 and s.things[k - 1, 0] > starts:
        s.things[k, 0] = s.things[k - 1, 0]
        s.things[k, 1] = s.things[k - 1, 1]
        s.things[k, 2] = s.things[k - 1, 2]
        k -= 1
    s.things[k, 0] = starts
    s.things[k, 1] = ends
    s.things[k, 2] = building
    return n + 1


@inner
def _between(g, p, ends, b, starts, b2):
    """What lies between two things of one day costs: a break with its waiting, and the way."""
    way = g.way[b, b2]
    idle = starts - ends - max(g.pause[p], way)
    cost = g.scales[1] * way
    if idle > 0:
        cost += g.scales[0] * g.factor[p] * (BREAK_COST + idle)
    return cost


@inner
def soft_of_person(g, s, p):
    if g.factor[p] == 0:
        return 0
    n = _day_of(g, s, p)
    cost = 0
    for k in range(1, n):
        if g.day[s.things[k - 1, 0]] == g.day[s.things[k, 0]]:
            cost += _between(g, p, s.things[k - 1, 1], s.things[k - 1, 2], s.things[k, 0], s.things[k, 2])
    s.numbers[WORK] += 4 * n
    return cost


@inner
def soft_of_meeting_start(g, s, m):
    if g.early[m] and s.start[m] >= 0:
        return g.scales[2] * (s.start[m] - g.day_starts[g.day[s.start[m]]])
    return 0


@inner
def soft_lines(g, s, m):
    """Into s.soft: what m, not placed now, adds at every start in every building. Right only where a start is free."""
    for b in range(len(g.way)):
        for t in range(g.slots):
            s.soft[b, t] = 0
            if g.early[m] and g.day[t] >= 0:
                s.soft[b, t] = g.scales[2] * (t - g.day_starts[g.day[t]])
    for k in range(g.member_at[m], g.member_at[m + 1]):
        p = g.member[k]
        if g.factor[p]:
            n = _day_of(g, s, p)
            for b in range(len(g.way)):
                _add_person(g, s, m, p, n, b)
    s.numbers[WORK] += (1 + g.member_at[m + 1] - g.member_at[m]) * len(g.way) * g.slots


@inner
def _add_person(g, s, m, p, n, b):
    following = 0
    for t in range(g.slots):
        while following < n and s.things[following, 0] < t:
            following += 1
        if not g.own[m, t]:
            continue
        k = following
        has_last = k > 0 and g.day[s.things[k - 1, 0]] == g.day[t]
        has_next = k < n and g.day[s.things[k, 0]] == g.day[t]
        if has_last:
            s.soft[b, t] += _between(g, p, s.things[k - 1, 1], s.things[k - 1, 2], t, b)
        if has_next:
            s.soft[b, t] += _between(g, p, t + g.length[m], b, s.things[k, 0], s.things[k, 2])
        if has_last and has_next:
            s.soft[b, t] -= _between(g, p, s.things[k - 1, 1], s.things[k - 1, 2], s.things[k, 0], s.things[k, 2])
