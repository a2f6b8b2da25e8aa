"""Guest lists in the panel: protocol freezes, the desk reads, both see what has changed since."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from delegations.actions import badge_keys
from delegations.models import Agency, DelegateStatus, GuestList
from forum.models import Edition, Role
from tests.delegations.missions import NOW, accredited, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def protocol(edition):
    return member(edition, Role.PROTOCOL)


@pytest.fixture
def guests(delegation):
    return [accredited(delegation, number, DelegateStatus.APPROVED) for number in (1, 2, 3)]


@pytest.fixture
def opening(edition, guests):
    badge_keys.make_first(edition, by=None, now=NOW)
    office = Agency.objects.create(edition=edition, name="Sample Office of the Prime Minister")
    return GuestList.objects.create(edition=edition, title="Sample opening", day=edition.starts_on, agency=office)


def test_panel_freezes_for_protocol_and_shows_what_would_change(client, opening, protocol, desk, guests):
    page = reverse("admin:delegations_guestlist_change", args=[opening.pk])
    press = reverse("admin:delegations_guestlist_freeze", args=[opening.pk])
    client.force_login(desk)
    assert client.post(press, {"note": ""}).status_code == 403
    client.force_login(protocol)
    assert client.post(press, {"note": "for the office"}).status_code == 302
    _withdraw(guests[0])
    said = client.get(page).text
    assert "for the office" in said
    assert opening.versions.get().digest in said
    assert "Removed: <bdi>Sample Delegate 1</bdi>" in said
    _withdraw(guests[1])
    assert client.post(press, {"note": ""}).status_code == 302
    assert "Nothing has changed since version 2" in client.post(press, {"note": ""}).text
    assert opening.versions.count() == 2


def test_panel_refuses_an_office_of_another_edition(client, opening, protocol):
    other = Agency.objects.create(edition=opening.edition, name="Sample Other Office")
    Agency.objects.filter(pk=other.pk).update(edition=Edition.objects.create(**_another(opening.edition)))
    client.force_login(protocol)
    facts = {"title": opening.title, "day_0": "", "day": opening.day, "due_hours": 24, "agency": other.pk}
    answer = client.post(reverse("admin:delegations_guestlist_change", args=[opening.pk]), facts)
    assert answer.status_code == 200
    assert "agency" in answer.context["adminform"].form.errors


def test_panel_lists_in_as_many_queries_for_three_as_for_one(client, opening, protocol, django_assert_num_queries):
    client.force_login(protocol)
    address = reverse("admin:delegations_guestlist_changelist")
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number in (2, 3):
        GuestList.objects.create(
            edition=opening.edition, title=f"Sample {number}", day=opening.day, agency=opening.agency
        )
    with django_assert_num_queries(len(one)):
        assert "Sample 3" in client.get(address).text


def _another(edition):
    kept = ("slug", "name", "short_name", "timezone", "starts_on", "ends_on")
    return {name: getattr(edition, name) for name in kept} | {"slug": "another", "short_name": "Another"}


def _withdraw(delegate):
    type(delegate).objects.filter(pk=delegate.pk).update(status=DelegateStatus.WITHDRAWN)
