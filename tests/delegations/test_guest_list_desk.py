"""Guest lists in the panel: protocol freezes, the desk reads, both see what has changed since."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from delegations import guest_lists as lists
from delegations.actions import badge_keys, guest_lists
from delegations.models import Agency, DelegateStatus, GuestList
from forum.models import Edition, Role, Session
from tests.delegations import gates, guest_samples
from tests.delegations.missions import NOW, accredited, member, mission

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
    assert "From version" not in said
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


def test_panel_compares_any_two_versions_in_full(client, opening, protocol, guests):
    guest_samples.freeze(opening, protocol)
    guest_samples.rename(guests[1], position="Minister")
    guest_samples.freeze(opening, protocol)
    _withdraw(guests[0])
    guest_samples.freeze(opening, protocol)
    client.force_login(protocol)
    last_two = client.get(_page(opening)).context["compared"]
    assert _numbers(last_two) == (2, 3)
    assert last_two.changes == []
    asked = client.get(_page(opening), {"before": "3", "after": "1"})
    assert _numbers(asked.context["compared"]) == (1, 3)
    assert [one.name for one in asked.context["compared"].difference.removed] == ["Sample Delegate 1"]
    assert [(one.name, one.fields) for one in asked.context["compared"].changes] == [
        ("Sample Delegate 2", [("Position", "Director", "Minister")])
    ]
    assert "<em><bdi>Minister</bdi></em>" in asked.text
    for given in ({"before": "1", "after": "1"}, {"before": "x", "after": "99"}):
        assert _numbers(client.get(_page(opening), given).context["compared"]) == (2, 3)


def test_panel_says_who_was_told_and_who_knows_and_what_was_late(client, opening, protocol):
    reader = guest_samples.reader(opening.agency)
    version = guest_samples.freeze(opening, protocol)
    guest_lists.acknowledge(version, by=reader, now=NOW)
    client.force_login(protocol)
    said = client.get(_page(opening)).text
    assert "<bdi>Sample liaison</bdi>" in said
    assert "Acknowledged by" in said
    assert "frozen late" not in said
    GuestList.objects.filter(pk=opening.pk).update(day=NOW.date())
    assert "frozen late" in client.get(_page(opening)).text
    assert "version 1, frozen late" in client.get(reverse("admin:delegations_guestlist_changelist")).text


def test_panel_asks_the_same_for_three_versions_as_for_two(
    client, opening, protocol, guests, django_assert_num_queries
):
    for guest in guests[:2]:
        guest_samples.freeze(opening, protocol)
        _withdraw(guest)
    client.force_login(protocol)
    client.get(_page(opening))
    with CaptureQueriesContext(connection) as two:
        client.get(_page(opening))
    guest_samples.freeze(opening, protocol)
    with django_assert_num_queries(len(two)):
        assert len(client.get(_page(opening)).context["versions"]) == 3


def test_panel_adds_and_strikes_by_hand_with_a_reason(client, opening, protocol, desk, other, guests):
    guest = accredited(other, 9, DelegateStatus.APPROVED)
    opening.delegations.add(guests[0].delegation)
    add, strike = (
        reverse(f"admin:delegations_guestlist_{name}", args=[opening.pk]) for name in ("add_by_hand", "strike")
    )
    client.force_login(desk)
    assert client.post(add, {"delegate": guest.pk, "reason": "x"}).status_code == 403
    client.force_login(protocol)
    assert "required" in client.post(add, {"delegate": guest.pk, "reason": " "}).text
    assert client.post(add, {"delegate": guest.pk, "reason": "asked by the chair"}).status_code == 302
    assert client.post(strike, {"delegate": guests[0].pk, "reason": "stays at home"}).status_code == 302
    source = {"app_label": "delegations", "model_name": "guestlistamendment", "field_name": "delegate"}
    found = client.get(reverse("admin:autocomplete"), source | {"term": "Delegate 9"}).json()["results"]
    assert [one["id"] for one in found] == [str(guest.pk)]
    said = client.get(_page(opening)).text
    for words in ("asked by the chair", "stays at home", "Struck: <bdi>Sample Delegate 1</bdi>"):
        assert words in said
    assert [one.name for one in lists.entries_now(opening)] == [
        "Sample Delegate 2",
        "Sample Delegate 3",
        "Sample Delegate 9",
    ]


def test_panel_offers_delegations_and_zones_of_the_same_edition_only(client, opening, protocol, delegation):
    elsewhere = Edition.objects.create(**_another(opening.edition))
    stranger, near = gates.zone(elsewhere, "X", 0), gates.zone(opening.edition, "B", 1)
    far = mission(elsewhere, "Sample Far Mission", "far@mission.example")
    client.force_login(protocol)
    facts = {"title": opening.title, "day": opening.day, "due_hours": 24, "agency": opening.agency_id}
    refused = client.post(_page(opening), facts | {"zones": [stranger.pk], "delegations": [far.pk]})
    assert {"zones", "delegations"} <= set(refused.context["adminform"].form.errors)
    assert client.post(_page(opening), facts | {"zones": [near.pk], "delegations": [delegation.pk]}).status_code == 302
    assert (list(opening.zones.all()), list(opening.delegations.all())) == ([near], [delegation])


@pytest.mark.parametrize(
    ("now", "is_told"),
    [
        (dt.datetime(2025, 4, 4, 18, 59, tzinfo=dt.UTC), False),
        (dt.datetime(2025, 4, 4, 19, tzinfo=dt.UTC), True),
        (dt.datetime(2025, 4, 7, 18, 59, tzinfo=dt.UTC), True),
        (dt.datetime(2025, 4, 7, 19, tzinfo=dt.UTC), False),
    ],
)
def test_start_page_tells_protocol_two_days_before_a_list_is_due(client, opening, protocol, now, is_told):
    """Due on 6 April at 19:00 UTC, which is a day before the first day begins in Karachi."""
    client.force_login(protocol)
    with time_machine.travel(now, tick=False):
        assert ("Guest lists to freeze" in client.get("/admin/").text) is is_told
        listed = client.get(reverse("admin:delegations_guestlist_changelist"), {"due": "soon"})
        assert listed.context["cl"].result_count == int(is_told)
        guest_samples.freeze(opening, protocol)
        assert "Guest lists to freeze" not in client.get("/admin/").text


def test_list_of_a_session_is_due_by_the_session_s_hour(opening):
    starts_at = dt.datetime(2025, 4, 8, 6, tzinfo=dt.UTC)
    facts = {"edition": opening.edition, "starts_at": starts_at, "ends_at": starts_at + dt.timedelta(hours=1)}
    session = Session.objects.create(title="Sample opening", **facts)
    GuestList.objects.filter(pk=opening.pk).update(day=None, session=session, due_hours=3)
    waits = [starts_at - dt.timedelta(days=2, hours=3), starts_at - dt.timedelta(seconds=1)]
    past = [waits[0] - dt.timedelta(seconds=1), starts_at]
    assert [lists.to_freeze(GuestList.objects.all(), now=now).count() for now in (*waits, *past)] == [1, 1, 0, 0]


def _page(opening):
    return reverse("admin:delegations_guestlist_change", args=[opening.pk])


def _numbers(compared):
    return compared.before.number, compared.after.number


def _another(edition):
    kept = ("slug", "name", "short_name", "timezone", "starts_on", "ends_on")
    return {name: getattr(edition, name) for name in kept} | {"slug": "another", "short_name": "Another"}


def _withdraw(delegate):
    type(delegate).objects.filter(pk=delegate.pk).update(status=DelegateStatus.WITHDRAWN)
