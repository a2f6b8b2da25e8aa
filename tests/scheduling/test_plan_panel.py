"""The meetings desk's pages of plans: asked for, watched, compared, changed by hand, applied, undone."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum.models import Role, TeamMember
from scheduling.actions import plan_solving
from scheduling.models import Confidentiality, Meeting, Movable, Plan, PlanStatus
from tests.scheduling.meeting_samples import NOW, at, stands

pytestmark = pytest.mark.django_db
S = PlanStatus
ASKED = {"seconds": 5, "movable": Movable.NONE, "seed": 1}


def address(thing, verb="change"):
    return reverse(f"admin:scheduling_{thing._meta.model_name}_{verb}", args=[thing.pk])


@pytest.fixture
def panel(client, desk):
    client.force_login(desk)
    return client


def lines(text):
    return " ".join(text.split())


@pytest.fixture(autouse=True)
def a_week_before():
    with time_machine.travel(NOW):
        yield


def test_desk_works_a_plan_out_changes_it_applies_it_and_undoes_it(panel, edition, room, second, waiting):
    one, other, hidden = waiting("One"), waiting("Other"), waiting("Kept from the desk")
    answer = panel.post(reverse("admin:scheduling_plan_ask"), ASKED | {"edition": edition.pk})
    plan = Plan.objects.get()
    assert answer.url == address(plan)
    waits = panel.get(address(plan)).text
    assert 'hx-trigger="every 2s"' in waits
    assert "Stop and take the best" in waits

    plan_solving.run(plan, clock=lambda: NOW)
    Meeting.objects.filter(pk=hidden.pk).update(confidentiality=Confidentiality.HIDDEN)
    body = panel.get(address(plan)).text
    assert "Proposed" in body
    assert "Kept from the desk" not in body
    item = plan.items.get(meeting=one)
    assert "Committee Room 2" in panel.get(address(item, "adjust")).text
    wrong = {"day": "2025-04-08", "time": "11:02", "room": second.public_id}
    assert "full five minutes" in panel.post(address(item, "adjust"), wrong).text
    panel.post(address(item, "adjust"), wrong | {"time": "11:00"})
    panel.post(address(item, "lock"))
    item.refresh_from_db()
    assert (item.starts_at, item.room, item.is_locked) == (at(6), second, True)
    assert panel.get(address(plan.items.get(meeting=hidden))).status_code == 302

    foretold = lines(panel.get(address(plan, "apply")).text)
    assert "2 meetings get new places. 4 persons are told, each in one mail at most." in foretold
    done = panel.post(address(plan, "apply"), {"is_sure": "on"}, follow=True).text
    assert "1 meeting was left as it is" in done
    assert stands(one)[:3] == ("scheduled", at(6), "Committee Room 2")
    assert stands(other)[0] == "scheduled"
    assert stands(hidden)[0] == "accepted"
    assert "The plan is undone." in panel.post(address(plan, "undo"), follow=True).text
    assert stands(one)[:2] == ("accepted", None)


def test_pages_take_as_many_queries_for_three_meetings_as_for_one(panel, proposal, waiting, room):
    panel.get(address(proposal({})))  # what is asked once in a process
    pages = []
    for names in (["One"], ["Two", "Three", "Four"]):
        hours = {name: (at(4 + len(name) + number), room) for number, name in enumerate(names)}
        plan = proposal({waiting(name): spot for name, spot in hours.items()})
        waits = waiting(f"{names[0]} waits")
        plan.items.create(
            meeting=waits, was_status="accepted", was_version=0, reasons=[{"code": "not_found", "facts": {}}]
        )
        counts = []
        for page in (address(plan), address(plan, "apply"), f"/admin/scheduling/planitem/?plan__id__exact={plan.pk}"):
            with CaptureQueriesContext(connection) as queries:
                body = panel.get(page).text
            counts.append(len(queries))
        assert names[0] in body
        pages.append(counts)
        assert "No place was found in the time given." in panel.get(address(plan)).text

    assert pages[0] == pages[1]


def test_other_desks_press_nothing(client, edition, proposal, stranger):
    plan = proposal({})
    TeamMember.objects.create(edition=edition, user=stranger, role=Role.PROTOCOL)
    client.force_login(stranger)

    assert client.get(reverse("admin:scheduling_plan_changelist")).status_code == 403
    assert client.get(reverse("admin:scheduling_plan_ask")).status_code == 403
    assert client.post(address(plan, "discard")).status_code in (403, 404)
    plan.refresh_from_db()
    assert plan.status == S.PROPOSED
