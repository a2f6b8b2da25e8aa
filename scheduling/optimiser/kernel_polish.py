"""Compiled: with all placed that can be, fewer breaks and ways: a few meetings are taken out and put back better.

Nothing is placed less for it: a try that cannot put all back, or makes the day worse, is undone.
"""

from scheduling.optimiser.compiling import inner
from scheduling.optimiser.kernel_moves import draw, place, remove
from scheduling.optimiser.kernel_prices import evaluate
from scheduling.optimiser.kernel_search import keep_best, settle
from scheduling.optimiser.kernel_soft import soft_lines, soft_of_meeting_start, soft_of_person
from scheduling.optimiser.state import BEST, BEST_SOFT, LOST, POOL, SOFT, TAG, WORK

MOST_OUT = 4


@inner
def restore(g, s, start, room, staff):
    """Make the schedule that one, and count its soft cost."""
    for m in range(len(g.length)):
        if s.start[m] >= 0:
            remove(g, s, m)
    for m in range(len(g.length)):
        if start[m] >= 0:
            s.staff[m, :] = staff[m, :]
            place(g, s, m, start[m], room[m])
    s.numbers[SOFT] = total_soft(g, s)
    s.numbers[BEST_SOFT] = s.numbers[SOFT]
    keep_best(g, s)


@inner
def total_soft(g, s):
    total = 0
    for p in range(len(g.pause)):
        total += soft_of_person(g, s, p)
    for m in range(len(g.length)):
        total += soft_of_meeting_start(g, s, m)
    return total


@inner
def polish(g, s, budget, cancelled):
    """Tries until the work is done. The best is kept whenever more is placed or it is placed better."""
    until = s.numbers[WORK] + budget
    while s.numbers[WORK] < until and not cancelled[0]:
        if s.numbers[POOL] and draw(s, 8) == 0:
            _try_pool(g, s)
        _try(g, s)
        is_better = s.numbers[LOST] == s.numbers[BEST] and s.numbers[SOFT] < s.numbers[BEST_SOFT]
        if s.numbers[LOST] < s.numbers[BEST] or is_better:
            s.numbers[BEST_SOFT] = s.numbers[SOFT]
            keep_best(g, s)


@inner
def _try_pool(g, s):
    m = s.pool[draw(s, s.numbers[POOL])]
    soft_lines(g, s, m)
    evaluate(g, s, m, True)
    if s.found[2] == 0:
        before = _soft_around(g, s, m)
        if settle(g, s, m):
            s.numbers[SOFT] += _soft_around(g, s, m) - before


@inner
def _soft_around(g, s, m):
    total = soft_of_meeting_start(g, s, m)
    for k in range(g.member_at[m], g.member_at[m + 1]):
        total += soft_of_person(g, s, g.member[k])
    return total


@inner
def _try(g, s):
    """Take out one to four meetings that share people, put them back in another order; undo what is worse."""
    s.numbers[WORK] += 500
    n = _choose(g, s)
    if n == 0:
        return
    before = _soft_of_touched(g, s, n)
    for k in range(n):
        m = s.kept[k, 0]
        s.kept[k, 1], s.kept[k, 2] = s.start[m], s.room[m]
        s.kept[k, 3:] = s.staff[m, :]
        remove(g, s, m)
    is_whole = True
    for k in range(n):
        m = s.kept[k, 0]
        soft_lines(g, s, m)
        evaluate(g, s, m, True)
        is_whole = s.found[2] == 0 and settle(g, s, m)
        if not is_whole:
            break
    after = _soft_of_touched(g, s, n) if is_whole else before
    slack = before // 400 if draw(s, 16) == 0 else 0
    if is_whole and after <= before + slack:
        s.numbers[SOFT] += after - before
        return
    for k in range(n):
        if s.start[s.kept[k, 0]] >= 0:
            remove(g, s, s.kept[k, 0])
    for k in range(n):
        m = s.kept[k, 0]
        s.staff[m, :] = s.kept[k, 3:]
        place(g, s, m, s.kept[k, 1], s.kept[k, 2])


@inner
def _choose(g, s):
    """Into s.kept: a meeting by chance, and up to three of its people's; none that is locked."""
    m = draw(s, len(g.length))
    if s.start[m] < 0 or g.lock[m] >= 0:
        return 0
    s.kept[0, 0] = m
    n = 1
    wanted = 1 + draw(s, MOST_OUT)
    for _tried in range(2 * wanted):
        if n == wanted or g.member_at[m] == g.member_at[m + 1]:
            break
        p = g.member[g.member_at[m] + draw(s, g.member_at[m + 1] - g.member_at[m])]
        other = s.diary[p, draw(s, s.diary_n[p])]
        is_new = g.lock[other] < 0
        for k in range(n):
            is_new = is_new and s.kept[k, 0] != other
        if is_new:
            s.kept[n, 0] = other
            n += 1
    for k in range(n - 1, 0, -1):
        other = draw(s, k + 1)
        s.kept[k, 0], s.kept[other, 0] = s.kept[other, 0], s.kept[k, 0]
    return n


@inner
def _soft_of_touched(g, s, n):
    """Of all people in the first n of s.kept, each once, and of these meetings' starts."""
    s.numbers[TAG] += 1
    tag = s.numbers[TAG]
    total = 0
    for k in range(n):
        m = s.kept[k, 0]
        total += soft_of_meeting_start(g, s, m)
        for at in range(g.member_at[m], g.member_at[m + 1]):
            p = g.member[at]
            if s.person_stamp[p] != tag:
                s.person_stamp[p] = tag
                total += soft_of_person(g, s, p)
    return total
