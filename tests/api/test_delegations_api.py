"""Delegations and accreditations through the API."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from delegations import revisions
from delegations.api.delegates import DelegateViewSet
from delegations.api.delegations import DelegationViewSet
from delegations.models import CategoryQuota, Delegate, DelegateStatus, Delegation, DelegationStatus
from forum.models import Role
from notifications.models import Message
from tests.delegations.missions import accredited, facts, member, mission

BASE = "/api/v1/pmif25"
PROBLEM = "application/problem+json"
VERBS = {
    "submit": {},
    "withdraw": {},
    "answer": {"text": "Sample Ministry."},
    "take-up": {},
    "approve": {},
    "ask": {"question": "Which ministry?"},
    "reject": {"reason": "No."},
    "revoke": {"reason": "No."},
}
DECISIONS = ["approve", "ask", "reject"]


@pytest.fixture
def delegation(edition):
    return mission(edition, "Sample Mission A", "a@mission.example")


@pytest.fixture
def other(edition):
    return mission(edition, "Sample Mission B", "b@mission.example")


@pytest.fixture
def delegate(delegation):
    return accredited(delegation)


def api(user=None):
    client = APIClient()
    client.force_authenticate(user)
    return client


def focal_of(delegation):
    return api(delegation.focal_points.get().user)


@pytest.fixture
def mine(delegation):
    return focal_of(delegation)


@pytest.fixture
def desk(edition):
    return api(member(edition, Role.ACCREDITATION))


def at(delegate, verb=""):
    return f"{BASE}/delegates/{delegate.public_id}/" + (f"{verb}/" if verb else "")


def test_own_delegation_is_one_document(mine, delegation, delegate):
    assert mine.get(f"{BASE}/delegation/").json() == {
        "id": delegation.public_id,
        "kind": "state",
        "country": "TR",
        "name": "Sample Mission A",
        "native_name": "",
        "status": "registering",
        "head": None,
        "places": {"quota": 3, "used": 1, "left": 2, "overflow_used": 0},
        "nominations_close_at": None,
        "is_sample": False,
    }


def test_own_delegation_of_nobody_is_404(desk, delegation):
    answer = desk.get(f"{BASE}/delegation/")
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)


def test_delegations_are_ones_own_and_all_for_the_desk(mine, desk, delegation, other):
    assert [row["id"] for row in mine.get(f"{BASE}/delegations/").json()["results"]] == [delegation.public_id]
    assert desk.get(f"{BASE}/delegations/").json()["count"] == 2


def test_delegate_is_registered_submitted_asked_answered_and_approved(mine, desk, delegation):
    created = mine.post(f"{BASE}/delegates/", {**facts(), "delegation": delegation.public_id})
    assert (created.status_code, created.json()["status"]) == (201, "draft")
    assert created.json()["contact"] == {"email": "delegate1@mission.example", "language": "en"}
    delegate = Delegate.objects.get()
    said = [
        (mine, "submit", {}, "submitted"),
        (desk, "ask", {"question": "Which ministry?"}, "info_needed"),
        (mine, "answer", {"text": "Sample Ministry."}, "in_review"),
        (desk, "approve", {}, "approved"),
    ]
    for client, verb, body, after in said:
        seen = {"seen": revisions.of(delegate)} if verb in DECISIONS else {}
        answer = client.post(at(delegate, verb), body | seen)
        assert (answer.status_code, answer.json()["status"]) == (200, after)
    kinds = Message.objects.filter(email="delegate1@mission.example").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["delegate_submitted", "delegate_info_needed", "delegate_approved"]


@pytest.mark.parametrize("verb", DECISIONS)
def test_decision_says_which_facts_it_has_seen(desk, delegate, verb):
    answer = desk.post(at(delegate, verb), VERBS[verb])
    assert (answer.status_code, [one["pointer"] for one in answer.json()["errors"]]) == (400, ["/seen"])
    assert desk.get(at(delegate)).json()["status"] == "submitted"


@pytest.mark.parametrize("verb", DECISIONS)
def test_decision_on_facts_that_were_edited_meanwhile_is_stale(mine, desk, delegate, verb):
    seen = desk.get(at(delegate)).json()["revision"]
    mine.patch(at(delegate), {"name": "Somebody Else"})
    answer = desk.post(at(delegate, verb), {**VERBS[verb], "seen": seen})
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:majlis:problem:stale")
    assert desk.get(at(delegate)).json()["status"] == "submitted"
    again = desk.post(at(delegate, verb), {**VERBS[verb], "seen": answer.json()["facts"]["revision"]})
    assert again.status_code == 200


def test_change_of_name_after_approval_returns_to_review(mine, delegation):
    approved = accredited(delegation, status=DelegateStatus.APPROVED)
    answer = mine.patch(at(approved), {"name": "Sample Delegate 9"})
    assert (answer.json()["status"], answer.json()["person"]["name"]) == ("in_review", "Sample Delegate 9")


def test_status_cannot_be_written(mine, delegate):
    assert mine.patch(at(delegate), {"status": "approved"}).json()["status"] == "submitted"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("country", "ZZ"),
        ("email", "a@mission.example\nBcc: b@mission.example"),
        ("name", "x" * 201),
        ("name", None),
        ("language", "tlh"),
        ("languages", "tr"),
        ("timezone", "Mars/Olympus"),
        ("category", "emperor"),
        ("delegation", None),
    ],
)
def test_create_points_at_the_field_that_is_wrong(mine, delegation, field, value):
    answer = mine.post(f"{BASE}/delegates/", {**facts(), "delegation": delegation.public_id, field: value})
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert [error["pointer"] for error in answer.json()["errors"]] == [f"/{field}"]
    assert not Delegate.objects.exists()


def test_create_and_submit_cost_few_queries(mine, delegation):
    with CaptureQueriesContext(connection) as queries:
        created = mine.post(f"{BASE}/delegates/", {**facts(), "delegation": delegation.public_id}).json()
    assert len(queries) <= 20
    with CaptureQueriesContext(connection) as queries:
        mine.post(f"{BASE}/delegates/{created['id']}/submit/")
    assert len(queries) <= 35


def test_places_are_told_by_category(mine, delegation):
    CategoryQuota.objects.create(delegation=delegation, category="media", places=2, overflow_places=1)
    mine.post(f"{BASE}/delegates/", {**facts(), "delegation": delegation.public_id, "category": "media"})
    rows = {row.pop("category"): row for row in mine.get(f"{BASE}/delegations/{delegation.public_id}/places/").json()}
    overflow = {"overflow_quota": 1, "overflow_used": 0, "overflow_left": 1}
    assert rows["media"] == {"is_offered": True, "quota": 2, "used": 1, "left": 1, **overflow}
    assert (rows["guest"]["quota"], rows["guest"]["left"], rows["speaker"]["is_offered"]) == (None, 2, False)


def test_category_that_is_not_offered_is_refused_by_field(mine, delegation):
    answer = mine.post(f"{BASE}/delegates/", {**facts(), "delegation": delegation.public_id, "category": "crew"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/category")


@pytest.mark.parametrize("body", ["[]", '"text"', "nonsense", "null", "\x00"])
def test_create_refuses_a_body_that_is_no_object(mine, delegation, body):
    answer = mine.post(f"{BASE}/delegates/", data=body, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)


def test_create_without_a_name_points_at_it(mine, delegation):
    answer = mine.post(f"{BASE}/delegates/", {"delegation": delegation.public_id})
    assert answer.json()["errors"][0]["pointer"] == "/name"


def test_create_in_a_full_delegation_is_409_with_the_sentence(mine, delegation):
    for number in range(3):
        accredited(delegation, number)
    answer = mine.post(f"{BASE}/delegates/", {**facts(9), "delegation": delegation.public_id})
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (409, "urn:majlis:problem:quota-used")
    assert problem["detail"].startswith("All 3 places of Sample Mission A are used.")


def test_submit_of_an_incomplete_draft_names_the_field(mine, delegation):
    draft = accredited(delegation, status=DelegateStatus.DRAFT, position="", organisation="")
    answer = mine.post(at(draft, "submit"))
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/position")


@pytest.mark.parametrize(("verb", "field"), [("ask", "question"), ("reject", "reason"), ("revoke", "reason")])
def test_decisions_need_their_words(desk, delegate, verb, field):
    for body in ({}, {field: ""}, {field: " "}, {field: "x" * 5000}):
        answer = desk.post(at(delegate, verb), body | {"seen": revisions.of(delegate)})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, f"/{field}")


def test_illegal_step_is_409(desk, delegation):
    draft = accredited(delegation, status=DelegateStatus.DRAFT)
    answer = desk.post(at(draft, "approve"), {"seen": revisions.of(draft)})
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:majlis:problem:illegal-transition")


@pytest.mark.parametrize("verb", ["take-up", "approve", "ask", "reject", "revoke"])
def test_decisions_are_the_desks(mine, delegate, verb):
    assert mine.post(at(delegate, verb), VERBS[verb]).status_code == 403
    assert api().post(at(delegate, verb), VERBS[verb]).status_code in (401, 403)


def test_everything_of_another_mission_is_404(other, delegation, delegate):
    stranger = focal_of(other)
    assert stranger.get(at(delegate)).status_code == 404
    assert stranger.patch(at(delegate), {"name": "Mine"}).status_code == 404
    for verb, body in VERBS.items():
        assert stranger.post(at(delegate, verb), body).status_code == 404
    theirs = f"{BASE}/delegations/{delegation.public_id}/"
    assert stranger.get(theirs).status_code == 404
    for verb in ("accept", "decline", "confirm"):
        assert stranger.post(f"{theirs}{verb}/").status_code == 404
    created = stranger.post(f"{BASE}/delegates/", {**facts(2), "delegation": delegation.public_id})
    assert created.status_code == 404
    assert stranger.get(f"{BASE}/delegates/").json()["count"] == 0


def test_create_for_a_delegation_one_may_only_see_is_403(edition, delegation):
    viewer = api(member(edition, Role.VIEWER))
    answer = viewer.post(f"{BASE}/delegates/", {**facts(), "delegation": delegation.public_id})
    assert (answer.status_code, Delegate.objects.count()) == (403, 0)


def test_contact_is_for_those_who_may_correct_it(edition, delegate):
    viewer = api(member(edition, Role.VIEWER))
    assert viewer.get(at(delegate)).json()["contact"] is None
    assert "contact" not in viewer.get(f"{BASE}/delegates/").json()["results"][0]


def test_invitation_is_accepted_and_declined(mine, delegation):
    Delegation.objects.filter(pk=delegation.pk).update(status=DelegationStatus.INVITED)
    own = f"{BASE}/delegations/{delegation.public_id}"
    assert mine.post(f"{own}/accept/").json()["status"] == "registering"
    assert mine.post(f"{own}/confirm/").status_code == 409
    assert mine.post(f"{own}/decline/", {"reason": "Travel"}).json()["status"] == "declined"


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_for_one_and_for_three(edition, rows, django_assert_num_queries):
    organiser = member(edition, Role.ORGANISER)
    for number in range(rows):
        accredited(mission(edition, f"Sample Mission {number}", f"{number}@mission.example"), number)
    client = api(organiser)
    with django_assert_num_queries(3):
        assert client.get(f"{BASE}/delegates/").json()["count"] == rows
    with django_assert_num_queries(4):
        assert client.get(f"{BASE}/delegations/").json()["count"] == rows


def test_list_is_narrowed_by_status(desk, delegation):
    accredited(delegation, 1)
    accredited(delegation, 2, DelegateStatus.APPROVED)
    assert desk.get(f"{BASE}/delegates/?status=approved").json()["count"] == 1


@pytest.mark.parametrize("viewset", [DelegateViewSet, DelegationViewSet])
def test_every_action_names_its_rule(viewset):
    named = {action.__name__ for action in viewset.get_extra_actions()}
    usual = ("mine", "list", "retrieve", "create", "partial_update", "update", "destroy")
    named |= {name for name in usual if hasattr(viewset, name)}
    assert named == set(viewset.rules)


def test_addresses_are_stable():
    assert reverse("delegations-api:mine", args=["pmif25"]) == f"{BASE}/delegation/"
