"""Compiled: what every start in every fitting room would cost a meeting, in prices of those that would give way."""

from scheduling.optimiser.compiling import inner
from scheduling.optimiser.kernel_moves import disorder, draw
from scheduling.optimiser.state import BIG, TAG, WORK


@inner
def evaluate(g, s, m, is_soft):
    """Into s.found: room, slot, price and soft cost of the cheapest position, by chance among equals.

    The price is 0 where nothing is in the way, and at least BIG where there is no position at all. `is_soft`: s.soft
    has been filled, and decides among free positions.
    """
    s.numbers[WORK] += 1500
    _open_starts(g, s, m)
    _add_meetings_of_members(g, s, m)
    _add_days(g, s, m)
    _add_orders(g, s, m)
    if g.need_at[m] < g.need_at[m + 1]:
        for b in range(len(g.way)):
            _add_staff(g, s, m, b)
    s.found[0] = -1
    s.found[2] = BIG
    s.found[3] = BIG
    for k in range(g.room_at[m], g.room_at[m + 1]):
        _best_in_room(g, s, m, g.room[k], is_soft, (k - g.room_at[m]) << 18)


@inner
def _open_starts(g, s, m):
    length = g.length[m]
    for b in range(len(g.way)):
        for t in range(g.slots):
            s.cost[b, t] = 0 if g.own[m, t] else BIG
        for k in range(g.member_at[m], g.member_at[m + 1]):
            closed = g.closed[g.member[k], b]
            for t in range(g.slots - length + 1):
                if closed[t + length] != closed[t]:
                    s.cost[b, t] = BIG
    s.numbers[WORK] += (1 + g.member_at[m + 1] - g.member_at[m]) * len(g.way) * g.slots // 4


@inner
def _add_meetings_of_members(g, s, m):
    """Each meeting in the way counts once, however many persons it shares."""
    s.numbers[TAG] += 1
    tag = s.numbers[TAG]
    n = 0
    for k in range(g.member_at[m], g.member_at[m + 1]):
        p = g.member[k]
        for d in range(s.diary_n[p]):
            other = s.diary[p, d]
            if s.stamp[other] != tag:
                s.stamp[other] = tag
                s.met[n] = other
                s.met_pause[n] = g.pause[p]
                s.met_place[other] = n
                n += 1
            elif g.pause[p] > s.met_pause[s.met_place[other]]:
                s.met_pause[s.met_place[other]] = g.pause[p]
    for k in range(n):
        for b in range(len(g.way)):
            _add_around(g, s, m, s.met[k], s.met_pause[k], b, s.cost[b])


@inner
def _add_around(g, s, m, other, pause, b, line):
    """The price of `other` at every start of m in building b that it stands in the way of."""
    b2 = g.building[s.room[other]]
    t2 = s.start[other]
    first = max(0, t2 - max(pause, g.way[b, b2]) - g.length[m] + 1)
    last = min(g.slots, t2 + g.length[other] + max(pause, g.way[b2, b]))
    price = s.price[other]
    for t in range(first, last):
        line[t] += price


@inner
def _add_days(g, s, m):
    """On a day that is full for a person, the cheapest of the person's meetings has to give way."""
    for k in range(g.member_at[m], g.member_at[m + 1]):
        p = g.member[k]
        for day in range(len(g.day_starts)):
            if s.count[p, day] < g.cap[p] and s.work[p, day] + g.length[m] <= g.work[p]:
                continue
            least = BIG
            for d in range(s.diary_n[p]):
                if g.day[s.start[s.diary[p, d]]] == day:
                    least = min(least, s.price[s.diary[p, d]])
            for b in range(len(g.way)):
                for t in range(g.slots):
                    if g.day[t] == day:
                        s.cost[b, t] += least


@inner
def _add_orders(g, s, m):
    for k in range(g.order_at[m], g.order_at[m + 1]):
        for t in range(g.slots):
            if disorder(g, s, m, t, k):
                for b in range(len(g.way)):
                    s.cost[b, t] += s.price[g.order_other[k]]


@inner
def _add_staff(g, s, m, b):
    """For each pair of languages the cheapest interpreters at every start, added up."""
    at = g.need_at[m]
    while at < g.need_at[m + 1]:
        pair, wanted = g.need[at], 0
        while at < g.need_at[m + 1] and g.need[at] == pair:
            wanted += 1
            at += 1
        s.best_staff[:wanted, :] = BIG
        for k in range(g.speaker_at[pair], g.speaker_at[pair + 1]):
            interpreter_line(g, s, m, g.speaker[k], b)
            for t in range(g.slots):
                price = s.line[t]
                for place in range(wanted):
                    if price < s.best_staff[place, t]:
                        price, s.best_staff[place, t] = s.best_staff[place, t], price
        for place in range(wanted):
            for t in range(g.slots):
                s.cost[b, t] += s.best_staff[place, t]
        s.numbers[WORK] += g.slots * (g.speaker_at[pair + 1] - g.speaker_at[pair])


@inner
def interpreter_line(g, s, m, i, b):
    """Into s.line: what it costs to have interpreter i in m at every start in building b."""
    length = g.length[m]
    closed = g.closed[i, b]
    for t in range(g.slots):
        is_open = t + length <= g.slots and closed[min(t + length, g.slots)] == closed[t] and g.day[t] >= 0
        s.line[t] = 0 if is_open and s.work[i, g.day[t]] + length <= g.work[i] else BIG
    for d in range(s.diary_n[i]):
        _add_around(g, s, m, s.diary[i, d], g.pause[i], b, s.line)


@inner
def _best_in_room(g, s, m, r, is_soft, larger):
    """`larger`: the larger rooms are kept for those who need them."""
    b = g.building[r]
    span = g.length[m] + g.turnaround[r]
    if g.places[r] == 1:
        _room_line(g, s, m, r)
    else:
        _hall_line(g, s, r, span)
    last = g.slots - g.length[m] + 1
    for t in range(last):
        price = s.cost[b, t]
        if price > s.found[2] or price >= BIG:
            continue
        price += s.line[t]
        if price > s.found[2] or price >= BIG:
            continue
        if g.shut[r, t + g.length[m]] != g.shut[r, t] or g.blocked[r, min(t + span, g.slots)] != g.blocked[r, t]:
            continue
        soft = s.soft[b, t] if is_soft else draw(s, 1 << 20) + larger
        if price < s.found[2] or soft < s.found[3]:
            s.found[0] = r
            s.found[1] = t
            s.found[2] = price
            s.found[3] = soft
    s.numbers[WORK] += g.slots


@inner
def _room_line(g, s, m, r):
    s.line[:] = 0
    turn = g.turnaround[r]
    for k in range(s.book_n[r]):
        other = s.book[r, k]
        first = max(0, s.start[other] - g.length[m] - turn + 1)
        for t in range(first, min(g.slots, s.start[other] + g.length[other] + turn)):
            s.line[t] += s.price[other]


@inner
def _hall_line(g, s, r, span):
    """Where all tables are taken, one of the meetings there has to give way: any, for the price of a sample."""
    price = BIG
    for _sample in range(min(4, s.book_n[r])):
        price = min(price, s.price[s.book[r, draw(s, s.book_n[r])]])
    full = g.slots + span
    for t in range(g.slots - 1, -1, -1):
        if s.use[r, t] >= g.places[r]:
            full = t
        s.line[t] = price if full < t + span else 0
