"""The checker finds every breach of a rule, and the reading of bad input names each fault."""

import dataclasses
import datetime as dt

import pytest

from scheduling.optimiser import check, faults, json_form
from scheduling.optimiser.plan import Finding, Placement, Plan, Score, Unplaced
from scheduling.optimiser.problem import (
    Engagement,
    Interpreter,
    Lock,
    Meeting,
    Order,
    Pair,
    Person,
    Problem,
    Room,
    Span,
    Travel,
)

START = dt.datetime(2026, 4, 8, 4, tzinfo=dt.UTC)
EN_ZH = Pair("en", "zh")

PROBLEM = Problem(
    starts_at=START,
    slots=120,
    days=(Span(0, 50), Span(60, 120)),
    persons=(
        Person("minister", "PK", 1, is_head=True, day_cap=2, break_slots=1, blocks=(Span(44, 50),)),
        Person("miner", "AU", windows=(Span(0, 48), Span(60, 110))),
        Person("banker", "SA", engagements=(Engagement(10, 16, "annexe", "a panel"),)),
        Person("guest", "SA"),
    ),
    rooms=(
        Room("hall", "table", 4, building="centre", places=2),
        Room("salon", "room", 6, ("screen",), "annexe", turnaround_slots=2, blocks=(Span(30, 34),)),
        Room("study", "room", 3, building="centre", windows=(Span(0, 40),)),
    ),
    interpreters=(Interpreter("lin", (EN_ZH,)), Interpreter("wu", (EN_ZH,), blocks=(Span(70, 80),))),
    meetings=(
        Meeting("call", 4, ("minister", "miner"), weight=9, is_must=True, room_kinds=("room",)),
        Meeting("talk", 6, ("minister", "banker"), optional_persons=("guest",), rooms=("salon",), features=("screen",)),
        Meeting("deal", 10, ("miner", "banker"), interpretation=(EN_ZH,), earliest_slot=20, latest_slot=100),
        Meeting("chat", 3, ("guest",), needs_room=False, windows=(Span(0, 20), Span(60, 70))),
        Meeting("fixed", 4, ("guest",), lock=Lock(62, "study")),
    ),
    travel=(Travel("centre", "annexe", 3),),
    orders=(Order("call", "talk", 1),),
)
GOOD = {
    "call": Placement("call", 0, "study"),
    "talk": Placement("talk", 20, "salon", (), ("guest",)),
    "deal": Placement("deal", 80, "salon", ("lin", "wu")),
    "chat": Placement("chat", 10, None),
}
EXCUSE = (Finding("lock_outside", {"meeting": "fixed"}),)


def _plan(*changed: Placement, faults_found=EXCUSE, **facts) -> Plan:
    placed = (GOOD | {one.meeting: one for one in changed}).values()
    weights = {one.id: one for one in PROBLEM.meetings}
    known = [weights[one.meeting] for one in placed if one.meeting in weights]
    score = Score(len(known), 5, sum(one.is_must for one in known), 1, weight_placed=sum(one.weight for one in known))
    unplaced = (Unplaced("fixed"),)
    return Plan(tuple(placed), unplaced, faults_found, **({"score": score} | facts))


def _codes(plan: Plan) -> list[str]:
    return [one.code for one in check.violations(PROBLEM, plan)]


def test_check_accepts_a_right_plan():
    assert check.violations(PROBLEM, _plan()) == []


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        (Placement("nobody", 3, None), ["unknown_meeting"]),
        (Placement("chat", 46, None), ["outside_windows"]),
        (Placement("call", 58, "study"), ["outside_days", "order", "outside_windows", "outside_windows"]),
        (Placement("call", 46, "salon"), ["order", "outside_windows", "in_block"]),
        (Placement("deal", 91, "salon", ("lin", "wu")), ["too_late"]),
        (Placement("deal", 18, "salon", ("lin", "wu")), ["too_early", "clash", "room_clash"]),
        (Placement("deal", 68, "salon", ("lin", "wu")), ["in_block"]),
        (Placement("deal", 80, "salon", ("lin",)), ["interpreters"]),
        (Placement("deal", 80, "salon", ("lin", "lin")), ["unknown_interpreter", "unknown_interpreter"]),
        (Placement("deal", 80, "hall", ("lin", "wu")), []),
        (Placement("deal", 80, "study", ("lin", "wu")), ["wrong_room", "outside_windows"]),
        (Placement("deal", 80, None, ("lin", "wu")), ["no_room"]),
        (Placement("deal", 80, "shed", ("lin", "wu")), ["unknown_room"]),
        (Placement("talk", 6, "salon"), ["engagement", "clash"]),
        (Placement("talk", 24, "salon"), ["in_block"]),
        (Placement("talk", 20, "hall"), ["wrong_room", "wrong_room"]),
        (Placement("talk", 20, "salon", ("lin",)), ["idle_interpreters"]),
        (Placement("talk", 20, "salon", (), ("miner",)), ["not_optional"]),
        (Placement("fixed", 61, "study"), ["lock", "outside_windows"]),
    ],
)
def test_check_finds_the_breach(changed, codes):
    assert _codes(_plan(changed)) == codes


def test_check_counts_what_is_missing_and_what_is_said():
    assert _codes(_plan(faults_found=())) == ["lock_left_out"]
    assert _codes(dataclasses.replace(_plan(), unplaced=())) == ["not_accounted"]
    assert _codes(dataclasses.replace(_plan(), score=Score(4, 5, 1, 1, weight_placed=99))) == ["score"]
    twice = dataclasses.replace(_plan(), placements=(*_plan().placements, GOOD["chat"]))
    assert "placed_twice" in _codes(twice)


def test_check_counts_caps_in_a_day():
    capped = dataclasses.replace(PROBLEM.persons[0], day_cap=1)
    problem = dataclasses.replace(PROBLEM, persons=(capped, *PROBLEM.persons[1:]))
    assert [one.code for one in check.violations(problem, _plan())] == ["day_cap"]
    rules = dataclasses.replace(PROBLEM.interpreter_rules, day_slots=9)
    problem = dataclasses.replace(PROBLEM, interpreter_rules=rules)
    assert [one.code for one in check.violations(problem, _plan())] == ["interpreter_day", "interpreter_day"]


def test_problem_and_plan_come_back_from_json_as_they_were():
    assert json_form.loads(Problem, json_form.dumps(PROBLEM)) == PROBLEM
    assert json_form.loads(Plan, json_form.dumps(_plan())) == _plan()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[", "not JSON"),
        ("[]", "object"),
        ('{"format": "x"}', "format"),
        ('{"slots": 3}', "starts_at: missing"),
        ('{"starts_at": "2026-04-08T04:00", "slots": 3}', "offset"),
        ('{"starts_at": "2026-04-08T04:00Z", "slots": "3"}', "slots: int is expected, not str"),
        ('{"starts_at": "2026-04-08T04:00Z", "slots": 3, "rooms": [{"id": "a", "seat": 1}]}', "rooms[0].seat"),
        ('{"starts_at": "2026-04-08T04:00Z", "slots": 3, "days": [[1]]}', "days[0]: 2 values"),
    ],
)
def test_unreadable_json_is_named_with_its_place(text, said):
    with pytest.raises(json_form.Unreadable, match=said.replace("[", r"\[").replace("]", r"\]")):
        json_form.loads(Problem, text)


def test_faults_are_all_named_and_the_rest_is_left():
    bad = dataclasses.replace(
        PROBLEM,
        persons=(*PROBLEM.persons, Person("guest"), Person("odd", break_slots=-2, windows=(Span(9, 9),))),
        meetings=(
            *PROBLEM.meetings[:4],
            Meeting("ghost", 3, ("nobody",)),
            Meeting("nowhere", 3, ("guest",), rooms=("salon", "cellar")),
            Meeting("lost", 3, ("guest",), lock=Lock(3, "cellar")),
            Meeting("epic", 61, ("guest",)),
            Meeting("late", 3, ("minister",), lock=Lock(44)),
            Meeting("busy", 3, ("banker",), lock=Lock(12)),
            Meeting("first", 3, ("guest",), weight=5, lock=Lock(70)),
            Meeting("second", 3, ("guest",), lock=Lock(72)),
            Meeting("a", 2, ("guest",)),
            Meeting("b", 2, ("guest",), weight=3),
        ),
        orders=(Order("a", "b"), Order("b", "a"), Order("a", "zzz")),
        objective=("weight", "glory"),
    )
    found = faults.sound(bad)
    assert sorted(one.code for one in found.faults) == [
        "bad_number", "bad_span", "duplicate_id", "lock_meets_engagement", "lock_outside", "locks_clash",
        "meeting_too_long", "order_cycle", "unknown_level", "unknown_locked_room", "unknown_meeting", "unknown_person",
        "unknown_room",
    ]  # fmt: skip
    assert sorted(found.left_out) == ["a", "busy", "epic", "ghost", "late", "lost", "second"]
    assert {one.id for one in found.problem.meetings} == {"call", "talk", "deal", "chat", "nowhere", "first", "b"}
    assert found.problem.orders == ()
    clean = dataclasses.replace(PROBLEM, meetings=PROBLEM.meetings[:4])
    assert faults.sound(clean) == faults.Sound(clean, (), {})
