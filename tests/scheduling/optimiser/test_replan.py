"""Re-plans move only what they must, touch nothing past, running or locked, and keep every rule."""

import dataclasses

import pytest

from scheduling.optimiser import check
from scheduling.optimiser.events import MeetingAdded, MeetingOverruns, NewTime, PersonAway, RoomLost, changed
from scheduling.optimiser.plan import Placement, Plan, Unplaced
from scheduling.optimiser.problem import Lock, Meeting, Person, Problem, Room
from scheduling.optimiser.replan import replan
from tests.scheduling.optimiser.test_check import START

pytestmark = pytest.mark.xdist_group("optimiser")

PROBLEM = Problem(
    starts_at=START,
    slots=40,
    persons=(Person("minister", rank=1), Person("miner"), Person("banker"), Person("guest")),
    rooms=(Room("salon", "room", 4), Room("study", "room", 4)),
    meetings=(
        Meeting("past", 4, ("minister", "guest")),
        Meeting("running", 4, ("miner", "guest")),
        Meeting("fixed", 4, ("minister", "banker"), lock=Lock(16, "salon")),
        Meeting("talk", 4, ("minister", "miner"), weight=5),
        Meeting("chat", 4, ("banker", "guest")),
    ),
)
PRESENT = Plan(
    (
        Placement("past", 0, "salon"),
        Placement("running", 8, "salon"),
        Placement("fixed", 16, "salon"),
        Placement("talk", 12, "salon"),
        Placement("chat", 12, "study"),
    )
)
NEW = Meeting("new", 24, ("miner", "banker"), weight=3)


@pytest.mark.parametrize(
    ("event", "moved", "dropped"),
    [
        (PersonAway("minister", 0, 14), ("talk",), ()),
        (PersonAway("banker", 10, 15), ("chat",), ()),
        (RoomLost("study", 0, 40), ("chat",), ()),
        (MeetingOverruns("running", 3), ("chat", "talk"), ()),
        (NewTime("talk", 30, 34), ("talk",), ()),
        (MeetingAdded(NEW), (), ()),
        (PersonAway("guest", 10, 40), (), ("chat",)),
    ],
)
def test_replan_moves_only_what_it_must(event, moved, dropped):
    best = replan(PROBLEM, PRESENT, [event], now_slot=10, seconds=0.2)[0]
    assert (best.moved, best.dropped) == (moved, dropped)
    assert best.is_fewest_proven == (not dropped)
    assert {"past", "running", "fixed"} <= {one.meeting for one in best.placements if one in PRESENT.placements}
    after = changed(PROBLEM, [event])
    unplaced = tuple(Unplaced(one) for one in {m.id for m in after.meetings} - {p.meeting for p in best.placements})
    found = check.violations(after, dataclasses.replace(PRESENT, placements=best.placements, unplaced=unplaced))
    assert {one.code for one in found} <= {"score", "in_block"}
    assert {one.facts.get("meeting", "running") for one in found} <= {"running", "past"}


def test_replan_makes_way_for_what_weighs_more():
    tight = dataclasses.replace(PROBLEM, slots=24)
    must = Meeting("new", 4, ("guest", "minister"), weight=9, is_must=True)
    best = replan(tight, PRESENT, [MeetingAdded(must)], now_slot=10, seconds=0.2)[0]
    assert "new" in {one.meeting for one in best.placements}
    assert best.weight_lost == 0
