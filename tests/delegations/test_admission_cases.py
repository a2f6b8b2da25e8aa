"""The rule of the gate, case by case; tests/browser/test_gate.py runs the same table in Chromium."""

import datetime as dt
import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from delegations import admission

TABLE = json.loads((Path(__file__).parent / "admission_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_rule_of_the_gate(case):
    badge, door = credential(case), door_of(case)
    inside = case.get("is_inside")
    if case.get("direction") == "exit":
        assert admission.leaving(badge, is_inside=inside) == case["result"]
        return
    result = admission.entry(
        badge,
        door,
        at=moment(case.get("at", TABLE["at"])),
        is_revoked=case.get("is_revoked", False),
        is_inside=inside,
        list_age=dt.timedelta(minutes=case.get("list_age_minutes", 0)),
        standing=admission.Standing(**case["standing"]) if "standing" in case else None,
    )
    assert result == case["result"]


def test_table_speaks_of_the_same_patience_and_every_result():
    assert dt.timedelta(minutes=TABLE["list_holds_for_minutes"]) == admission.LIST_HOLDS_FOR
    assert {case["result"] for case in TABLE["cases"]} == set(admission.ScanResult.values)


def credential(case):
    if "badge" in case and case["badge"] is None:
        return None
    facts = TABLE["badge"] | case.get("badge", {})
    return admission.Credential(
        facts["zone_mask"], moment(facts["valid_from"]), moment(facts["valid_until"]), facts["days"]
    )


def door_of(case):
    facts = TABLE["door"] | case.get("door", {})
    first, zone = dt.date.fromisoformat(facts["first_day"]), ZoneInfo(facts["timezone"])
    return admission.Door(facts["zone_bit"], first, zone, moment(facts["opens_at"]), moment(facts["closes_at"]))


def moment(text):
    return text and dt.datetime.fromisoformat(text)
