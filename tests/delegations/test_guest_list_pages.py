"""A guest list at the pages of its office: what is new to this reader, and that they have taken note of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from delegations.actions import guest_lists
from delegations.models import DelegateStatus, GuestList, GuestListAcknowledgment
from forum.models import Role
from tests.delegations import guest_samples
from tests.delegations.missions import NOW, accredited, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(edition):
    return guest_samples.office(edition)


@pytest.fixture
def liaison(office):
    return guest_samples.reader(office)


@pytest.fixture
def opening(delegation, office):
    return guest_samples.opening(delegation, office)


@pytest.fixture
def protocol(edition):
    return member(edition, Role.PROTOCOL)


@pytest.fixture
def freeze(opening, protocol):
    return lambda **more: guest_samples.freeze(opening[0], protocol, **more)


@pytest.fixture
def reading(client, liaison):
    client.force_login(liaison)
    return client


def page(version, name="guest-list"):
    return reverse(f"clearance:{name}", args=["pmif25", version.public_id])


def test_reader_sees_what_changed_since_the_version_that_they_knew(reading, liaison, freeze, opening, delegation):
    _list, guests = opening
    guest_lists.acknowledge(freeze(), by=liaison, now=NOW)
    guest_samples.withdraw(guests[0])
    freeze()
    guest_samples.rename(guests[1], position="Minister")
    accredited(delegation, 9, DelegateStatus.APPROVED)
    third = freeze(note="for the office")

    said = reading.get(page(third)).text
    assert "New since version 1" in said
    added, removed, changed = (said.index(word) for word in ("<h3>Added", "<h3>Removed", "<h3>Changed"))
    assert added < said.index("Sample Delegate 9") < removed < said.index("Sample Delegate 1<") < changed
    assert "<del><bdi>Director</bdi></del>" in said
    assert "<ins><bdi>Minister</bdi></ins>" in said
    for words in ("for the office", third.digest, "Asia/Karachi", "1 Mar 2025", "Sample protocol"):
        assert words in said


def test_first_version_says_that_all_of_it_is_new(reading, freeze):
    said = reading.get(page(freeze())).text
    assert "all of it is new to you" in said
    assert "3 names" in said


def test_note_is_taken_once_and_of_the_newest_version_only(reading, liaison, freeze, opening):
    first = freeze()
    assert "I have taken note" in reading.get(page(first)).text
    answer = reading.post(page(first, "acknowledge-guest-list"), follow=True)
    assert "You have taken note of version 1." in answer.text
    assert "I have taken note" not in answer.text
    assert (
        "You have acknowledged version 1 already."
        in reading.post(page(first, "acknowledge-guest-list"), follow=True).text
    )

    guest_samples.withdraw(opening[1][0])
    second = freeze()
    guest_samples.withdraw(opening[1][1])
    third = freeze()
    refused = reading.post(page(second, "acknowledge-guest-list"), follow=True).text
    assert "A newer version is out. Read that one." in refused
    assert page(third) in refused
    assert list(GuestListAcknowledgment.objects.values_list("version__number", "user")) == [(1, liaison.pk)]


def test_queue_page_lists_what_is_not_acknowledged_first(reading, liaison, office, freeze, opening, protocol):
    guest_lists.acknowledge(freeze(), by=liaison, now=NOW)
    other = GuestList.objects.create(edition=office.edition, title="Sample visit", day=opening[0].day, agency=office)
    unread = guest_samples.freeze(other, protocol)
    said = reading.get(reverse("clearance:queue", args=["pmif25", office.public_id])).text
    assert said.index("Sample visit") < said.index("not acknowledged") < said.index("Sample opening")
    assert page(unread) in said


def test_portal_names_what_is_to_be_read_until_it_is_acknowledged(reading, liaison, freeze, opening):
    first = freeze()
    home = reverse("portal:home", args=["pmif25"])
    assert page(first) in reading.get(home).text
    guest_lists.acknowledge(first, by=liaison, now=NOW)
    assert "Guest lists to read" not in reading.get(home).text
    guest_samples.withdraw(opening[1][0])
    second = freeze()
    said = reading.get(home).text
    assert page(second) in said
    assert page(first) not in said


def test_whoever_the_list_is_not_for_finds_nothing(client, freeze, edition, focal, protocol):
    version = freeze()
    elsewhere = guest_samples.reader(guest_samples.Agency.objects.create(edition=edition, name="Sample Other"), "else")
    for user in (focal, elsewhere, member(edition, Role.GATE), User.objects.create_user("nobody@majlis.example")):
        client.force_login(user)
        assert client.get(page(version)).status_code == 404
        assert client.post(page(version, "acknowledge-guest-list")).status_code == 404
    client.force_login(protocol)
    said = client.get(page(version))
    assert said.status_code == 200
    assert "I have taken note" not in said.text
    assert client.post(page(version, "acknowledge-guest-list")).status_code == 403


def test_erased_people_are_shown_as_such(reading, freeze, opening):
    version = freeze()
    guest_lists.erase(opening[1][0], now=NOW)
    said = reading.get(page(version)).text
    assert "erased" in said
    assert "Sample Delegate 1" not in said


def test_list_is_searched(reading, freeze):
    version = freeze()
    found = reading.get(page(version), {"q": "delegate 2"}).text
    assert "Sample Delegate 2" in found
    assert "Sample Delegate 3" not in found
    assert "Nobody of that name is on it" in reading.get(page(version), {"q": "nobody"}).text


def test_version_asks_the_same_for_three_as_for_one(reading, office, delegation, protocol, liaison):
    made, _guests = guest_samples.opening(delegation, office, names=1)
    version = guest_samples.freeze(made, protocol)
    reading.get(page(version))
    with CaptureQueriesContext(connection) as one:
        reading.get(page(version))
    for number in (7, 8):
        accredited(delegation, number, DelegateStatus.APPROVED)
    longer = guest_samples.freeze(made, protocol)
    with CaptureQueriesContext(connection) as three:
        assert "3 names" in reading.get(page(longer)).text
    assert len(three) == len(one)
