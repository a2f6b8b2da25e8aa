"""The waiting list in the portal, over the API and in the panel."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from delegations.actions import registration, waiting
from delegations.models import CategoryQuota, Delegate, DelegateStatus, RegistrationTerms, WaitingEntry
from tests.delegations.missions import accredited, facts


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def full(delegation):
    for number in range(1, 4):
        accredited(delegation, number, DelegateStatus.IN_REVIEW)
    return delegation


@pytest.fixture
def mission(client, focal):
    client.force_login(focal)
    return client


def page(name, thing):
    return reverse(f"delegations:{name}", args=["pmif25", thing.public_id])


def offered(full, focal, now):
    entry = waiting.join(full, facts(11), by=focal, now=now)
    registration.withdraw(full.delegates.order_by("pk")[0], by=focal, now=now)
    entry.refresh_from_db()
    return entry


def test_full_delegation_leads_to_its_waiting_list(mission, full):
    assert page("waiting", full) in mission.get(full.get_absolute_url()).text
    assert page("waiting", full) in mission.get(page("register", full)).text
    assert page("join-waiting", full) in mission.get(page("waiting", full)).text
    form = {name: value for name, value in facts(11).items() if name != "email"} | {"category": "guest"}
    assert mission.post(page("join-waiting", full), form)["Location"] == page("waiting", full)
    assert "Number 1 in line" in mission.get(page("waiting", full)).text
    assert "on the waiting list already" in mission.post(page("join-waiting", full), form).text


def test_offer_is_shown_with_its_end_and_taken_by_one_click(mission, full, focal, now):
    RegistrationTerms.objects.create(edition=full.edition, offer_hours=5)
    entry = offered(full, focal, now)
    shown = mission.get(page("waiting", full)).text
    assert (now + dt.timedelta(hours=5)).astimezone(full.edition.zone).strftime("%H:%M") in shown
    assert "1 place is offered to the waiting list." in mission.get(full.get_absolute_url()).text
    answer = mission.post(page("take-offer", entry))
    draft = Delegate.objects.get(status=DelegateStatus.DRAFT)
    assert (answer["Location"], draft.person.name) == (page("contact", draft), "Sample Delegate 11")


def test_leaving_takes_off_the_list(mission, full, focal, now):
    entry = waiting.join(full, facts(11), by=focal, now=now)
    mission.post(page("leave-waiting", entry))
    assert "Nobody is waiting" in mission.get(page("waiting", full)).text


def test_api_lists_joins_takes_and_leaves(mission, full, focal, now):
    path, json = "/api/v1/pmif25/waiting/", {"content_type": "application/json"}
    joined = mission.post(path, {**facts(12), "delegation": full.public_id}, **json)
    told = joined.json()
    assert (joined.status_code, told["status"], told["name"]) == (201, "waiting", "Sample Delegate 12")
    refused = mission.post(f"{path}{joined.json()['id']}/take/", **json)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:majlis:problem:not-offered")
    registration.withdraw(full.delegates.order_by("pk")[0], by=focal, now=now)
    assert mission.get(path).json()["results"][0]["status"] == "offered"
    taken = mission.post(f"{path}{joined.json()['id']}/take/", **json)
    assert (taken.status_code, taken.json()["status"]) == (201, "draft")
    other = mission.post(path, {**facts(13), "delegation": full.public_id}, **json).json()
    assert mission.post(f"{path}{other['id']}/leave/", **json).json()["status"] == "withdrawn"


@pytest.mark.parametrize("at", ["page", "api", "panel"])
def test_lists_cost_the_same_queries_for_one_and_three(client, full, focal, desk, now, at):
    client.force_login(desk if at == "panel" else focal)
    address = {
        "page": page("waiting", full),
        "api": "/api/v1/pmif25/waiting/",
        "panel": reverse("admin:delegations_waitingentry_changelist"),
    }[at]
    costs = []
    for numbers in ((11,), (12, 13)):
        for number in numbers:
            waiting.join(full, facts(number), by=focal, now=now)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert f"Sample Delegate {numbers[-1]}" in client.get(address).text
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_panel_takes_off_the_list_and_shows_it_beside_the_delegation(client, full, focal, desk, now):
    entry = waiting.join(full, facts(11), by=focal, now=now)
    client.force_login(desk)
    shown = client.get(reverse("admin:delegations_delegation_change", args=[full.pk])).text
    assert reverse("admin:delegations_waitingentry_change", args=[entry.pk]) in shown
    client.post(reverse("admin:delegations_waitingentry_take_off", args=[entry.pk]), {"x": "y"})
    entry.refresh_from_db()
    assert entry.status == "withdrawn"


def test_quotas_saved_in_the_panel_offer_what_they_release(client, full, focal, desk, now):
    waiting.join(full, facts(11), by=focal, now=now)
    client.force_login(desk)
    address = reverse("admin:delegations_delegation_change", args=[full.pk])
    rows = {"quotas-0-category": "guest", "quotas-0-places": "2", "quotas-0-overflow_places": "1"}
    counts = {"quotas-TOTAL_FORMS": "1", "quotas-INITIAL_FORMS": "0"}
    facts_of_it = {"kind": "state", "country": "TR", "name": "Sample Mission A", "native_name": "", "quota": "4"}
    answer = client.post(address, facts_of_it | counts | rows)
    assert answer.status_code == 302, answer.context["errors"]
    full.refresh_from_db()
    quota = CategoryQuota.objects.get()
    assert (full.quota, quota.category, quota.places, quota.overflow_places) == (4, "guest", 2, 1)
    assert WaitingEntry.objects.get().status == "offered"
    gone = {"quotas-0-id": str(quota.pk), "quotas-0-delegation": str(full.pk), "quotas-0-DELETE": "on"}
    client.post(address, facts_of_it | {"quotas-TOTAL_FORMS": "1", "quotas-INITIAL_FORMS": "1"} | rows | gone)
    assert not CategoryQuota.objects.exists()
