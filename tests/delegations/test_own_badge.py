"""A delegate's own badge on the phone and over the API; what the mission and the desk see of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import User
from core.typesetting import code_as_svg
from delegations.actions import badges
from delegations.models import Badge, DelegateStatus
from tests.delegations.badge_samples import key, terms, zone
from tests.delegations.missions import NOW, accredited

PAGE = "/pmif25/badge/"
API = "/api/v1/pmif25"


@pytest.fixture
def badge(edition, delegation):
    key(edition)
    terms(edition, "delegate", 60, zone(edition, "A", 0), color="#98501f")
    delegate = accredited(delegation, status=DelegateStatus.APPROVED, native_name="نمونہ مندوب")
    delegate.person.user = User.objects.create_user("delegate1@mission.example")
    delegate.person.save()
    return badges.prepare(delegate, now=NOW)


@pytest.fixture
def printed(badge, desk):
    return badges.print_all([badge], form="card", by=desk, now=NOW)[0]


@pytest.fixture
def owner(badge):
    return badge.delegate.person.user


def api(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_page_shows_the_code_names_and_zones(client, printed, owner):
    client.force_login(owner)
    page = client.get(PAGE)
    assert code_as_svg(printed.token) in page.text
    assert printed.token not in page.text
    for words in ("Sample Delegate 1", "نمونہ مندوب", "Sample zone A", "#98501f", "If it is lost"):
        assert words in page.text
    assert "no-store" in page["Cache-Control"]


def test_page_shows_no_code_that_opens_nothing(client, badge, owner, desk):
    client.force_login(owner)
    assert "badge-code" not in client.get(PAGE).text
    printed = badges.print_all([badge], form="card", by=desk, now=NOW)[0]
    assert "badge-code" in client.get(PAGE).text
    badges.report_lost(printed, by=desk, now=NOW)
    page = client.get(PAGE).text
    assert "badge-code" not in page
    assert "It was reported lost and opens nothing any more." in page


def test_page_shows_the_newest_of_two(client, printed, owner, desk):
    again = badges.print_all([printed], form="card", by=desk, now=NOW)[0]
    client.force_login(owner)
    assert code_as_svg(again.token) in client.get(PAGE).text


def test_page_of_somebody_without_a_badge_says_so(client, printed, focal):
    client.force_login(focal)
    page = client.get(PAGE).text
    assert "You have no badge yet" in page
    assert "Sample Delegate 1" not in page


def test_mission_reads_how_each_badge_stands_and_sees_no_code(client, delegation, printed, focal, owner):
    address = reverse("delegations:delegation", args=["pmif25", delegation.public_id])
    client.force_login(focal)
    page = client.get(address).text
    assert "Badge: printed" in page
    assert "badge-code" not in page
    client.force_login(owner)
    assert "Badge: printed" not in client.get(address).text


def test_mission_s_list_costs_the_same_for_one_and_for_three(client, edition, delegation, printed, focal):
    client.force_login(focal)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("delegations:delegation", args=["pmif25", delegation.public_id]))
        return len(seen)

    one = queries()
    for number in (2, 3):
        badges.prepare(accredited(delegation, number, DelegateStatus.APPROVED), now=NOW)
    assert queries() == one


def test_delegate_finds_the_badge_from_the_own_accreditation(client, badge, owner, focal):
    address = reverse("delegations:delegate", args=["pmif25", badge.delegate.public_id])
    for reader, is_led in ((owner, True), (focal, False)):
        client.force_login(reader)
        assert (PAGE in client.get(address).text) is is_led


def test_api_gives_the_own_badge_with_its_token(printed, owner):
    answer = api(owner).get(f"{API}/badge/")
    assert answer["Cache-Control"] == "no-store"
    assert answer.json() == {
        "id": printed.public_id,
        "delegate": printed.delegate.public_id,
        "holder": "Sample Delegate 1",
        "kind": "personal",
        "category": "delegate",
        "status": "printed",
        "days": [],
        "valid_from": "2025-04-08T00:00:00+05:00",
        "valid_until": "2025-04-10T00:00:00+05:00",
        "name": "Sample Delegate 1",
        "native_name": "نمونہ مندوب",
        "zones": [{"code": "A", "name": "Sample zone A"}],
        "token": printed.token,
    }


def test_api_gives_no_token_that_opens_nothing(badge, owner):
    assert api(owner).get(f"{API}/badge/").json()["token"] is None


def test_api_of_somebody_without_a_badge_is_not_found(badge, focal):
    assert api(focal).get(f"{API}/badge/").status_code == 404


def test_api_lists_badges_for_the_desk_without_their_codes(printed, desk, owner, focal):
    listed = api(desk).get(f"{API}/badges/?status=printed")
    assert [row["id"] for row in listed.json()["results"]] == [printed.public_id]
    assert printed.token not in listed.text
    assert api(focal).get(f"{API}/badges/").json()["results"] == []
    assert api(owner).get(f"{API}/badges/").json()["count"] == 1


def test_api_list_costs_the_same_for_one_and_for_three(delegation, printed, desk):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            api(desk).get(f"{API}/badges/")
        return len(seen)

    one = queries()
    for number in (2, 3):
        badges.prepare(accredited(delegation, number, DelegateStatus.APPROVED), now=NOW)
    assert Badge.objects.count() == 3
    assert queries() == one
