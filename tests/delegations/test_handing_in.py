"""The drafts of a delegation handed in together: who is complete goes, who is not is named, one receipt for all."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import DomainError
from delegations.actions import handing_in, registration
from delegations.models import Delegate, RegistrationTerms
from notifications.models import Message
from tests.delegations.missions import NOW, accredited, facts


@pytest.fixture
def drafts(delegation, focal):
    """Two that are complete, and one without a position."""
    given = [facts(1), facts(2), facts(3, position="")]
    return [registration.draft(delegation, one, by=focal, now=NOW) for one in given]


def told():
    return sorted((one.kind, one.email) for one in Message.objects.all())


def statuses():
    return list(Delegate.objects.order_by("pk").values_list("status", flat=True))


def test_complete_ones_go_the_other_is_named_and_one_receipt_is_for_all(drafts, delegation, focal):
    handed = handing_in.submit_drafts(delegation, by=focal, now=NOW)
    assert [str(one) for one in handed.done] == ["Sample Delegate 1", "Sample Delegate 2"]
    assert [(str(one.delegate), one.lacking) for one in handed.kept] == [("Sample Delegate 3", ["position"])]
    assert statuses() == ["submitted", "submitted", "draft"]
    assert set(Delegate.objects.filter(status="submitted").values_list("submitted_at", flat=True)) == {NOW}
    assert told() == [
        ("delegate_submitted", "delegate1@mission.example"),
        ("delegate_submitted", "delegate2@mission.example"),
        ("delegates_submitted", "a@mission.example"),
    ]
    receipt = Message.objects.get(kind="delegates_submitted").facts
    assert (receipt["people"], receipt["more"]) == (["Sample Delegate 1", "Sample Delegate 2"], 0)


def test_only_those_chosen_go_and_nothing_of_another_mission(drafts, delegation, other, stranger, focal):
    foreign = registration.draft(other, facts(9), by=stranger, now=NOW)
    chosen = [drafts[1].public_id, foreign.public_id, "\x00"]
    handed = handing_in.submit_drafts(delegation, chosen=chosen, by=focal, now=NOW)
    assert [str(one) for one in handed.done] == ["Sample Delegate 2"]
    assert statuses() == ["draft", "submitted", "draft", "draft"]


def test_refuses_where_there_is_no_draft_and_after_the_date(drafts, delegation, focal):
    with pytest.raises(DomainError, match="None of them is a draft"):
        handing_in.submit_drafts(delegation, chosen=[], by=focal, now=NOW)
    RegistrationTerms.objects.create(edition=delegation.edition, nominations_close_at=NOW)
    with pytest.raises(DomainError, match="Names were due"):
        handing_in.submit_drafts(delegation, by=focal, now=NOW + dt.timedelta(days=1))
    assert statuses() == ["draft"] * 3


def test_page_shows_who_is_complete_and_submits_those_chosen(client, drafts, delegation, focal):
    client.force_login(focal)
    page = reverse("delegations:submit-drafts", args=["pmif25", delegation.public_id])
    assert page in client.get(delegation.get_absolute_url()).text
    shown = client.get(page).text
    assert shown.count("checked") == 2
    assert "Missing: position" in shown
    answer = client.post(page, {"delegate": [one.public_id for one in drafts]}, follow=True)
    assert [str(one) for one in answer.context["messages"]] == [
        "2 people are submitted.",
        "Sample Delegate 3 stays a draft. Missing: position.",
    ]


def test_api_previews_and_submits(client, drafts, delegation, focal):
    client.force_login(focal)
    path = f"/api/v1/pmif25/delegations/{delegation.public_id}"
    preview = client.get(f"{path}/drafts/").json()
    assert [(one["name"], one["lacking"]) for one in preview] == [
        ("Sample Delegate 1", []),
        ("Sample Delegate 2", []),
        ("Sample Delegate 3", ["position"]),
    ]
    chosen = {"delegates": [drafts[0].public_id, drafts[2].public_id]}
    told = client.post(f"{path}/submit-drafts/", chosen, content_type="application/json").json()
    assert (told["submitted"], [one["id"] for one in told["kept"]]) == ([drafts[0].public_id], [drafts[2].public_id])
    again = client.post(f"{path}/submit-drafts/", chosen | {"delegates": []}, content_type="application/json")
    assert again.status_code == 409


def test_preview_costs_the_same_for_one_and_for_three(client, delegation, focal):
    client.force_login(focal)
    page = reverse("delegations:submit-drafts", args=["pmif25", delegation.public_id])
    counts = []
    for number in (1, 2, 3):
        accredited(delegation, number, "draft")
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        counts.append(len(queries))
    assert counts[2] == counts[1]
