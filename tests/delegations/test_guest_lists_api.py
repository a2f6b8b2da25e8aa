"""Guest lists for an office's own system: versions, who stands on one, what is new, taking note."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from delegations.actions import guest_lists
from forum.models import Role
from tests.delegations import guest_samples
from tests.delegations.missions import NOW, accredited, member

pytestmark = pytest.mark.django_db
LISTS = "/api/v1/pmif25/guest-lists/"


@pytest.fixture
def office(edition):
    return guest_samples.office(edition)


@pytest.fixture
def opening(delegation, office):
    return guest_samples.opening(delegation, office)


@pytest.fixture
def protocol(edition):
    return member(edition, Role.PROTOCOL)


def as_(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_office_reads_what_is_new_and_takes_note(opening, office, protocol, desk):
    guest_list, guests = opening
    liaison = as_(guest_samples.reader(office))
    first = guest_samples.freeze(guest_list, protocol)
    assert liaison.post(f"{LISTS}{first.public_id}/acknowledge/").json()["is_acknowledged"] is True
    guest_samples.rename(guests[0], position="Minister")
    guest_samples.withdraw(guests[1])
    second = guest_samples.freeze(guest_list, protocol, note="Sample note")

    told = liaison.get(LISTS).json()["results"]
    shown = [(one["number"], one["names"], one["is_newest"], one["is_acknowledged"]) for one in told]
    assert sorted(shown) == [(1, 3, False, True), (2, 2, True, False)]
    assert {one["guest_list"] for one in told} == {guest_list.public_id}
    page = liaison.get(f"{LISTS}{second.public_id}/")
    assert page["Cache-Control"] == "private, no-store"
    assert [(one["name"], one["position"]) for one in page.json()["entries"]] == [
        ("Sample Delegate 1", "Minister"),
        ("Sample Delegate 3", "Director"),
    ]
    new = liaison.get(f"{LISTS}{second.public_id}/difference/").json()
    assert (new["since"], new["added"]) == (first.public_id, [])
    assert [one["name"] for one in new["removed"]] == ["Sample Delegate 2"]
    assert [(one["before"]["position"], one["after"]["position"]) for one in new["changed"]] == [
        ("Director", "Minister")
    ]
    assert len(liaison.get(f"{LISTS}{first.public_id}/difference/").json()["added"]) == 3
    asked = f"{LISTS}{second.public_id}/difference/?since="
    assert as_(desk).get(asked + first.public_id).json()["removed"] == new["removed"]
    assert as_(desk).get(asked + second.public_id).status_code == 404

    assert liaison.post(f"{LISTS}{first.public_id}/acknowledge/").json()["type"] == "urn:majlis:problem:old-version"
    assert liaison.post(f"{LISTS}{second.public_id}/acknowledge/").status_code == 200
    assert liaison.post(f"{LISTS}{second.public_id}/acknowledge/").json()["type"] == "urn:majlis:problem:acknowledged"


def test_erased_entries_say_so(opening, office, protocol):
    guest_list, guests = opening
    version = guest_samples.freeze(guest_list, protocol)
    guest_lists.erase(guests[0], now=NOW)
    entries = as_(guest_samples.reader(office)).get(f"{LISTS}{version.public_id}/").json()["entries"]
    assert (entries[0]["name"], entries[0]["is_erased"], entries[1]["is_erased"]) == ("", True, False)


def test_lists_cost_the_same_for_one_and_for_three(delegation, office, protocol):
    guest_list, _guests = guest_samples.opening(delegation, office, names=1)
    client = as_(guest_samples.reader(office))

    def cost(address):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def costs(version):
        return [cost(LISTS), cost(f"{LISTS}{version.public_id}/"), cost(f"{LISTS}{version.public_id}/difference/")]

    one = costs(guest_samples.freeze(guest_list, protocol))
    for number in (7, 8):
        accredited(delegation, number, "approved")
        version = guest_samples.freeze(guest_list, protocol)
    assert costs(version) == one
