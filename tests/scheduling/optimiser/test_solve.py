"""Plans of the solver keep every rule, whatever is asked, and are repeatable."""

import dataclasses
import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduling.optimiser import check
from scheduling.optimiser.planted import SIZES, Size, planted
from scheduling.optimiser.problem import Engagement, Lock, Meeting, Order, Pair, Person, Problem, Room, Span
from scheduling.optimiser.solve import Limits, solve

pytestmark = pytest.mark.xdist_group("optimiser")  # one process compiles, where nothing is compiled yet
TINY = planted(SIZES["tiny"])
QUICK = Limits(0.2, 1, 5)


def _solved(problem: Problem, limits: Limits = QUICK):
    plan = solve(problem, limits)
    assert check.violations(problem, plan) == []
    return plan


def test_planted_problem_is_placed_whole_and_again_the_same():
    one = _solved(TINY, Limits(2, 2, 3))
    assert one.score.weight_placed >= 0.95 * one.score.weight
    first, second = (_solved(TINY, Limits(0.2, 2, 7)) for _time in range(2))
    assert first.placements == second.placements or "clock" in {first.stopped_by, second.stopped_by}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, 10**6), st.sampled_from([0.7, 0.95, 1.3]), st.sampled_from([0.5, 0.9]))
def test_plan_keeps_every_rule(seed, room_use, busy):
    problem = planted(Size(4, 14, 12, 2, 2, 3, tables=4), room_use=room_use, busy=busy, seed=seed)
    optional = dataclasses.replace(problem.meetings[0], optional_persons=("person-3", "person-9"))
    _solved(dataclasses.replace(problem, meetings=(optional, *problem.meetings[1:])), Limits(0.05, 1, seed))


def test_every_unplaced_meeting_says_why():
    persons = (
        Person("a", engagements=(Engagement(0, 15),), break_slots=1),
        Person("b", day_cap=1),
        Person("c"),
        Person("d"),
    )
    rooms = (
        Room("small", "room", 2),
        Room("late", "den", 9, windows=(Span(16, 20),)),
        Room("gone", "attic", 9, windows=()),
    )
    meetings = (
        Meeting("big", 3, ("c",), seats=40),
        Meeting("engaged", 5, ("a", "c")),
        Meeting("closed", 3, ("c",), room_kinds=("attic",)),
        Meeting("chinese", 3, ("c",), interpretation=(Pair("en", "zh"),)),
        Meeting("kept", 3, ("b",), weight=9, room_kinds=("den",)),
        Meeting("capped", 3, ("b",), needs_room=False),
        Meeting("whole", 16, ("d",), weight=7, room_kinds=("room",)),
        Meeting("crowded", 6, ("c",), room_kinds=("room",)),
        Meeting("long", 25, ("d",)),
    )
    problem = Problem(starts_at=TINY.starts_at, slots=20, persons=persons, rooms=rooms, meetings=meetings)
    plan = _solved(problem)
    codes = {one.meeting: [why.code for why in one.reasons] for one in plan.unplaced}
    assert codes == {
        "big": ["no_room_fits"],
        "engaged": ["no_time_for"],
        "closed": ["no_room_open"],
        "chinese": ["no_interpreter"],
        "capped": ["day_cap", "outweighed"],
        "crowded": ["rooms_full", "outweighed"],
        "long": ["fault"],
    }
    assert plan.bound.weight == plan.score.weight - 4


def test_locks_orders_and_bad_input_leave_the_rest_placed():
    meetings = (
        *(Meeting(f"m{place}", 4, ("a", "b")) for place in range(4)),
        Meeting("fixed", 4, ("a",), weight=2, lock=Lock(8, "r")),
        Meeting("against", 4, ("b",), lock=Lock(9, "r")),
    )
    orders = tuple(Order(f"m{one}", f"m{other}") for one, other in itertools.pairwise([3, 2, 1, 0]))
    rooms = (Room("r", "room", 4), Room("q", "room", 4))
    persons = (Person("a"), Person("b"))
    problem = Problem(
        starts_at=TINY.starts_at, slots=20, persons=persons, rooms=rooms, meetings=meetings, orders=orders
    )
    plan = _solved(problem, Limits(1, 1, 1))
    at = {one.meeting: one.starts_slot for one in plan.placements}
    assert at == {"m3": 0, "m2": 4, "fixed": 8, "m1": 12, "m0": 16}
    empty = Problem(starts_at=TINY.starts_at, slots=0, meetings=(Meeting("x", 0, ()),))
    assert [one.meeting for one in _solved(empty).unplaced] == ["x"]
    without = dataclasses.replace(problem, rooms=())
    assert "no_rooms" in {one.code for one in _solved(without).faults}


def test_cancel_keeps_the_first_plan_and_tells_progress():
    told = []
    plan = _solved(TINY, Limits(30, 1, 1, told.append, lambda: len(told) == 1))
    assert plan.stopped_by == "cancel"
    assert len(told) == 1
    assert told[0].placed > 10
