"""Compiled: the first plan, and placing the rest by pushing others out for a price that rises with every failure."""

from scheduling.optimiser.compiling import inner
from scheduling.optimiser.kernel_moves import at_odds, disorder, draw, place, remove
from scheduling.optimiser.kernel_prices import evaluate, interpreter_line
from scheduling.optimiser.state import BEST, BIG, LOST, MOST_STAFF, POOL, WORK


@inner
def construct(g, s, order):
    """Each meeting in `order` to a free position, if there is one."""
    for k in range(len(order)):
        m = order[k]
        if s.start[m] < 0:
            evaluate(g, s, m, False)
            if s.found[2] == 0:
                settle(g, s, m)
            elif s.found[2] >= BIG:
                _retire(g, s, m)
    keep_best(g, s)


@inner
def _retire(g, s, m):
    """Locks are placed first and never move: what they leave no position for has none at all."""
    last = s.pool[s.numbers[POOL] - 1]
    s.pool[s.pool_place[m]] = last
    s.pool_place[last] = s.pool_place[m]
    s.pool_place[m] = -1
    s.numbers[POOL] -= 1
    s.numbers[LOST] -= g.weight[m]


@inner
def settle(g, s, m):
    """Place m where the evaluation said, after taking out what stands in the way. False: no staff in the end."""
    r, t = s.found[0], s.found[1]
    if s.found[2] > 0:
        _clear(g, s, m, t, r)
    if not _find_staff(g, s, m, t, g.building[r]):
        return False
    place(g, s, m, t, r)
    return True


@inner
def _clear(g, s, m, t, r):
    b = g.building[r]
    for k in range(g.member_at[m], g.member_at[m + 1]):
        p = g.member[k]
        _clear_diary(g, s, m, t, p, b)
        day = g.day[t]
        while s.count[p, day] >= g.cap[p] or s.work[p, day] + g.length[m] > g.work[p]:
            if not _drop_of_day(g, s, p, day):
                break
    for k in range(g.order_at[m], g.order_at[m + 1]):
        if disorder(g, s, m, t, k):
            remove(g, s, g.order_other[k])
    if g.places[r] == 1:
        for k in range(s.book_n[r] - 1, -1, -1):
            other = s.book[r, k]
            turn = g.turnaround[r]
            if t < s.start[other] + g.length[other] + turn and s.start[other] < t + g.length[m] + turn:
                remove(g, s, other)
    else:
        _clear_hall(g, s, m, t, r)


@inner
def _clear_diary(g, s, m, t, p, b):
    for d in range(s.diary_n[p] - 1, -1, -1):
        other = s.diary[p, d]
        if at_odds(g, s, m, t, other, g.pause[p], b):
            remove(g, s, other)


@inner
def _drop_of_day(g, s, p, day):
    least = -1
    for d in range(s.diary_n[p]):
        other = s.diary[p, d]
        if g.day[s.start[other]] == day and (least < 0 or s.price[other] < s.price[least]):
            least = other
    if least < 0:
        return False
    remove(g, s, least)
    return True


@inner
def _clear_hall(g, s, m, t, r):
    """At each full slot the cheapest of a few meetings that lie over it."""
    span = g.length[m] + g.turnaround[r]
    for slot in range(t, min(t + span, g.slots)):
        while s.use[r, slot] >= g.places[r]:
            least, seen, at = -1, 0, draw(s, s.book_n[r])
            for k in range(s.book_n[r]):
                other = s.book[r, (at + k) % s.book_n[r]]
                ends = s.start[other] + g.length[other] + g.turnaround[r]
                if s.start[other] <= slot < ends and s.price[other] < BIG:
                    seen += 1
                    if least < 0 or s.price[other] < s.price[least]:
                        least = other
                    if seen > 8:
                        break
            if least < 0:
                return
            remove(g, s, least)


@inner
def _find_staff(g, s, m, t, b):
    """Name the cheapest interpreters of each pair, each once, and take out what they are in."""
    s.staff[m, :] = -1
    named = 0
    for at in range(g.need_at[m], g.need_at[m + 1]):
        pair, least, price = g.need[at], -1, BIG
        for k in range(g.speaker_at[pair], g.speaker_at[pair + 1]):
            i = g.speaker[k]
            is_named = False
            for place_ in range(named):
                is_named = is_named or s.staff[m, place_] == i
            if not is_named:
                interpreter_line(g, s, m, i, b)
                if s.line[t] < price:
                    least, price = i, s.line[t]
        if least < 0 or named >= MOST_STAFF:
            s.staff[m, :] = -1
            return False
        s.staff[m, named] = least
        named += 1
    for k in range(named):
        if s.diary_n[s.staff[m, k]]:
            _clear_diary(g, s, m, t, s.staff[m, k], b)
    return True


@inner
def keep_best(g, s):
    s.numbers[BEST] = s.numbers[LOST]
    s.best_start[:] = s.start
    s.best_room[:] = s.room
    s.best_staffing[:, :] = s.staff


@inner
def place_rest(g, s, budget, cancelled, is_shaken):
    """Work on the pool until it is empty, the work is done or `cancelled[0]` is set.

    A meeting that finds no free position grows dearer; when it is dearer than what stands in its way, that goes out.
    """
    until = s.numbers[WORK] + budget
    while s.numbers[POOL] and s.numbers[WORK] < until and not cancelled[0]:
        m = s.pool[draw(s, s.numbers[POOL])]
        rival = s.pool[draw(s, s.numbers[POOL])]
        if g.weight[rival] > g.weight[m] and draw(s, 2):
            m = rival
        evaluate(g, s, m, False)
        if s.found[2] >= BIG:
            s.numbers[WORK] += 1000
        elif s.found[2] == 0:
            settle(g, s, m)
        else:
            s.price[m] += g.weight[m]
            if s.price[m] > BIG >> 8:
                _halve_prices(g, s)
            if s.found[2] < s.price[m]:
                settle(g, s, m)
        if s.numbers[LOST] < s.numbers[BEST]:
            keep_best(g, s)
        if is_shaken:
            _shake(g, s)


@inner
def _halve_prices(g, s):
    for m in range(len(g.length)):
        if s.price[m] < BIG:
            s.price[m] = max(g.weight[m], s.price[m] >> 1)


@inner
def _shake(g, s):
    """A placed meeting to another free position: room for what was tried in vain."""
    m = draw(s, len(g.length))
    if s.start[m] < 0 or g.lock[m] >= 0:
        return
    r, t = s.room[m], s.start[m]
    remove(g, s, m)
    evaluate(g, s, m, False)
    if s.found[2] != 0 or not settle(g, s, m):
        s.found[0], s.found[1], s.found[2] = r, t, 0
        settle(g, s, m)
