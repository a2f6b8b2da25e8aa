import json

import pytest

from scheduling.optimiser.b2bsp.domains import NoPlan, domains
from scheduling.optimiser.b2bsp.instance import BadInstance, breaks_by_participant, parse, read
from scheduling.optimiser.b2bsp.violations import violations
from tests.scheduling.optimiser.b2bsp.tiny_instances import data

MEETING = {"id": 0, "a": 0, "b": 1, "session": None}

MALFORMED = [
    ([], "The instance is not an object."),
    ({key: value for key, value in data().items() if key != "tables"}, "tables is missing."),
    (data(participants=True), "participants is true, not a whole number."),
    (data(participants=-1), "participants is -1, not from 0 to 999999."),
    (data(slots=4), "slots is not a list."),
    (data(morning_slots=5), "morning_slots is 5, not from 0 to 4."),
    (data(tables=float("nan")), "tables is NaN, not a whole number."),
    (data(meetings=[7]), "meetings[0] is not an object."),
    (data(meetings=[MEETING, MEETING]), "meetings[1]: there are two meetings 0."),
    (data(meetings=[MEETING | {"id": 1}]), "meetings[0].id is 1, not from 0 to 0."),
    (data(meetings=[MEETING | {"b": 3}]), "meetings[0].b is 3, not from 0 to 2."),
    (data(meetings=[MEETING | {"b": 0}]), "meetings[0]: participant 0 meets itself."),
    (data(meetings=[MEETING | {"session": "am"}]), 'meetings[0].session is "am", not AM, PM or null.'),
    (data(forbidden=[]) | {"forbidden": [1]}, "forbidden is not an object."),
    (data(forbidden={"x": []}), "forbidden: 'x' is no number."),
    (data(forbidden={"2": [4]}), "forbidden[2] is 4, not from 0 to 3."),
    (data(fixed={"3": 0}), "fixed is 3, not from 0 to 2."),
    (data(fixed={"0": None}), "fixed[0] is null, not a whole number."),
    (data(fixed={"0": 1, "00": 2}), "fixed: meeting 0 has two slots."),
    (data(precedences=[[0]]), "precedences[0] is not two meetings."),
    (data(precedences=[[0, 9]]), "precedences[0] is 9, not from 0 to 2."),
    (data(fairness_d=-2), "fairness_d is -2, not from 0 to 999999."),
]


@pytest.mark.parametrize(("bad", "sentence"), MALFORMED, ids=[sentence for _bad, sentence in MALFORMED])
def test_a_malformed_instance_is_refused_by_name(bad, sentence):
    with pytest.raises(BadInstance) as refused:
        parse(bad)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("content", [b"{", b"\xff", b"[" * 100_000])
def test_a_file_that_is_no_json_is_refused(tmp_path, content):
    (tmp_path / "bad.json").write_bytes(content)
    with pytest.raises(BadInstance, match=r"bad.json is not"):
        read(tmp_path / "bad.json")
    with pytest.raises(BadInstance, match="cannot be read"):
        read(tmp_path / "absent.json")


def test_slots_follow_from_what_is_fixed_and_ordered():
    instance = parse(data(precedences=[[0, 1], [1, 2]], forbidden={"0": [3]}, fixed={"1": 1}))
    assert domains(instance) == [{0}, {1}, {2}]
    assert instance == parse(
        json.loads(json.dumps(data(precedences=[[0, 1], [1, 2]], forbidden={"0": [3]}, fixed={"1": 1})))
    )


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"tables": 0}, "3 meetings, 0 tables in 4 slots."),
        ({"forbidden": {"0": [0, 1, 2, 3]}}, "Meeting 0 has no slot left."),
        (
            {"forbidden": {"0": [0, 1, 2]}},
            "Two of the meetings [0, 2] of one participant are left with the same single slot.",
        ),
        ({"fixed": {"0": 1, "1": 1}}, "Participant 1 has 2 meetings fixed to slot 1."),
        ({"precedences": [[0, 1], [1, 0]]}, "The precedences run in a circle through some of the meetings [0, 1]."),
        ({"precedences": [[1, 1]]}, "The precedences run in a circle through some of the meetings [1]."),
        (
            {"meetings": [{"id": number, "a": 0, "b": 1, "session": "AM"} for number in range(3)]},
            "Participant 0 has 3 meetings, and not as many slots for them.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(changed, reason):
    with pytest.raises(NoPlan) as refused:
        domains(parse(data(**changed)))
    assert str(refused.value) == reason


def test_every_broken_rule_is_named():
    changed = {"forbidden": {"2": [2]}, "fixed": {"0": 3}, "precedences": [[1, 0]], "fairness_d": 0}
    instance = parse(data(**changed, meetings=[MEETING, MEETING | {"id": 1, "b": 2, "session": "AM"}]))
    assert list(violations(instance, [0, 2])) == [
        "Meeting 1 is in slot 2, which is not AM.",
        "Meeting 1 is in slot 2, when participant 2 is away.",
        "Meeting 0 is not in slot 3, to which it is fixed.",
        "Meeting 1 is not before meeting 0.",
        "The numbers of breaks run from 0 to 1.",
    ]
    assert breaks_by_participant(instance, [0, 2]) == [1, 0, 0]
    assert "Participant 0 has 2 meetings in slot 0." in list(violations(instance, [0, 0]))
    assert "Slot 0 has 2 meetings at 1 tables." in list(violations(instance, [0, 0]))
