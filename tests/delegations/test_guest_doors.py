"""Doors with a guest list: who enters by which version, what a phone is told of it, and what the panel says."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from delegations.actions import devices, guest_lists, scanning
from delegations.models import BadgeStatus, Checkpoint, DelegateStatus, Device, Scan, ScanResult
from forum.models import Edition, Role, TeamMember
from tests.delegations import gates
from tests.delegations.gates import DAY_ONE, reading
from tests.delegations.missions import accredited, member

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
EVE = DAY_ONE - dt.timedelta(hours=20)
STATE = "/api/v1/pmif25/gate/state/"
R = ScanResult


@pytest.fixture
def key(edition):
    return gates.key(edition)


@pytest.fixture
def protocol(edition):
    return member(edition, Role.PROTOCOL)


@pytest.fixture
def opening(edition):
    return gates.guest_list(edition)


@pytest.fixture
def enrolled(edition, opening):
    return gates.device(gates.checkpoint(gates.zone(edition), guest_list=opening))


@pytest.fixture
def phone(enrolled):
    return loaded(enrolled[0])


@pytest.fixture
def guest(key, delegation):
    """Makes an approved delegate with a badge."""
    made = iter(range(1, 99))
    return lambda **more: gates.badge(key, accredited(delegation, next(made), DelegateStatus.APPROVED), **more)


@pytest.fixture
def freeze(opening, protocol):
    return lambda now=EVE: guest_lists.freeze(opening, by=protocol, now=now)


@pytest.fixture
def ask(enrolled):
    client = Client(headers={"Authorization": f"Gate {enrolled[1]}"})
    return lambda guests="": client.get(STATE, {"guests": guests})


@pytest.fixture
def desk(client, edition):
    client.force_login(member(edition, Role.ACCREDITATION))
    return client


def loaded(device):
    return Device.objects.select_related("edition", "checkpoint__zone").get(pk=device.pk)


def said(device, badge, version=None, now=DAY_ONE, **more):
    held = version.public_id if version else ""
    return scanning.read(device, reading(badge, now, guest_version=held, **more), now=now).result


def screen(model, kind="changelist", *args):
    return reverse(f"admin:delegations_{model}_{kind}", args=args)


def test_only_who_stands_on_the_newest_version_enters(phone, freeze, guest, key):
    listed = guest()
    version = freeze()
    late, floater = guest(), gates.badge(key)

    assert [said(phone, badge, version) for badge in (listed, late, floater)] == [R.ADMITTED, *[R.NOT_LISTED] * 2]
    assert said(phone, listed, version) == R.INSIDE
    assert said(phone, floater, version, direction="exit") == R.NOT_INSIDE
    assert set(Scan.objects.values_list("guest_version", flat=True)) == {version.pk}


def test_phone_with_an_older_version_or_none_admits_nobody(phone, freeze, guest):
    first_guest = guest()
    old = freeze()
    second_guest = guest()
    new = freeze(DAY_ONE - MINUTE)

    assert [said(phone, one, held) for held in (None, old) for one in (first_guest, second_guest)] == [R.OLD_GUESTS] * 4
    assert [said(phone, one, new) for one in (first_guest, second_guest)] == [R.ADMITTED] * 2


def test_door_whose_list_has_no_version_admits_nobody(phone, guest):
    assert said(phone, guest()) == R.NOT_LISTED


def test_version_of_another_list_is_not_the_doors(phone, freeze, guest, edition, protocol):
    listed = guest()
    freeze()
    other = guest_lists.freeze(gates.guest_list(edition, "Sample dinner"), by=protocol, now=EVE)
    assert said(phone, listed, other) == R.OLD_GUESTS
    assert Scan.objects.get().guest_version is None


def test_other_reasons_are_said_before_the_list(phone, freeze, guest, key):
    guest()
    version = freeze()
    revoked, elsewhere = guest(status=BadgeStatus.REVOKED), guest(zone_mask=0b10)
    tomorrow = guest(days=[dt.date(2025, 4, 9)])
    told = [said(phone, one, version) for one in (revoked, elsewhere, tomorrow, "NOTHING OF OURS")]
    assert told == [R.REVOKED, R.WRONG_ZONE, R.WRONG_DAY, R.UNKNOWN]


def test_listed_badge_opens_the_door_after_its_holder_is_erased_from_the_list(phone, freeze, guest):
    listed = guest()
    version = freeze()
    assert guest_lists.erase(listed.delegate, now=EVE) == 1
    assert said(phone, listed, version) == R.ADMITTED


def test_without_network_a_phone_is_held_to_the_version_that_was_out(phone, freeze, guest, opening, protocol):
    struck, kept = guest(), guest()
    old = freeze()
    guest_lists.strike(opening, struck.delegate, reason="Sample reason", by=protocol, now=DAY_ONE)
    freeze(DAY_ONE)
    told = [
        reading(badge, at, device_result=R.ADMITTED, guest_version=old.public_id)
        for badge, at in ((struck, DAY_ONE - MINUTE), (kept, DAY_ONE + MINUTE))
    ]
    told.append(reading(struck, DAY_ONE + MINUTE, device_result=R.ADMITTED, guest_version=old.public_id))
    told.append(reading(kept, DAY_ONE + 2 * MINUTE, device_result=R.NOT_LISTED))

    verdicts = scanning.read_batch(phone, told, now=DAY_ONE + 5 * MINUTE)

    assert [(one.result, one.is_conflict) for one in verdicts] == [
        (R.ADMITTED, False),
        (R.ADMITTED, False),
        (R.NOT_LISTED, True),
        (R.NOT_LISTED, True),
    ]


@pytest.mark.parametrize(("is_bound", "queries"), [(False, 3), (True, 4)])
@pytest.mark.parametrize("count", [1, 3])
def test_guest_list_costs_one_query_and_only_where_there_is_one(phone, freeze, guest, is_bound, queries, count):
    badges = [guest() for _unused in range(count)]
    freeze()
    guest()
    held = freeze(DAY_ONE).public_id
    if not is_bound:
        phone.checkpoint.guest_list = None
    with CaptureQueriesContext(connection) as asked:
        scanning.read_batch(phone, [reading(one, guest_version=held) for one in badges], now=DAY_ONE)
    assert len([one for one in asked if "SAVEPOINT" not in one["sql"]]) == queries
    assert set(Scan.objects.values_list("result", flat=True)) == {R.ADMITTED}


def test_state_tells_the_serials_where_the_phone_has_another_version(ask, freeze, guest):
    badges = sorted([guest(), guest()], key=lambda badge: badge.serial)
    nothing = ask().json()
    version = freeze()

    told = ask().json()
    same = ask(version.public_id)

    facts = {"version": version.public_id, "number": 1, "title": "Sample opening"}
    assert nothing["checkpoint"]["guest_list"] == {"version": "", "number": 0, "title": "Sample opening"}
    assert "guests" not in nothing
    assert told["checkpoint"]["guest_list"] == facts
    assert told["guests"] == facts | {"serials": [str(badge.serial) for badge in badges]}
    assert "guests" not in same.json()
    assert Device.objects.get().guest_version == version
    for nonsense in ("nothing", "\x00", "x" * 99):
        assert ask(nonsense).json()["guests"] == told["guests"]
    assert Device.objects.get().guest_version is None


def test_state_asks_once_for_the_list_and_once_more_to_tell_it(ask, freeze, guest):
    guest()
    version = freeze()

    def cost(held):
        ask(held)  # what it says it holds is noted by the first
        with CaptureQueriesContext(connection) as asked:
            ask(held)
        return len(asked)

    with_list = [cost(version.public_id), cost("")]
    Checkpoint.objects.update(guest_list=None)
    assert [one - cost("") for one in with_list] == [1, 2]


def test_state_of_a_door_without_a_list_tells_none(ask, freeze, guest):
    guest()
    version = freeze()
    ask(version.public_id)
    Checkpoint.objects.update(guest_list=None)
    told = ask(version.public_id).json()
    assert (told["checkpoint"]["guest_list"], "guests" in told) == (None, False)
    assert Device.objects.get().guest_version is None


def test_list_with_a_door_is_not_deleted_and_a_phone_enrolled_anew_holds_nothing(enrolled, opening, ask, freeze, guest):
    guest()
    ask(freeze().public_id)
    with pytest.raises(ProtectedError):
        opening.delete()
    phone = enrolled[0]
    devices.enrol(phone.edition, devices.offer(phone, by=None, now=DAY_ONE), now=DAY_ONE)
    assert Device.objects.get().guest_version is None


def test_panel_says_which_version_a_phone_holds(desk, ask, freeze, guest, phone):
    assert "nobody enters" in desk.get(screen("checkpoint")).content.decode()
    assert "guest list is old" not in desk.get(screen("device")).content.decode()
    guest()
    first = freeze()
    assert "version 1" in desk.get(screen("checkpoint")).content.decode()
    told = desk.get(screen("device")).content.decode()
    assert "Sample opening: no version on the phone" in told
    assert "guest list is old" in told
    ask(first.public_id)
    guest()
    second = freeze(DAY_ONE)
    for page in (screen("device"), screen("device", "change", phone.pk)):
        assert "Sample opening, version 1; version 2 is out" in desk.get(page).content.decode()
    assert "guest list is old" in desk.get(screen("device")).content.decode()
    ask(second.public_id)
    told = desk.get(screen("device")).content.decode()
    assert [words in told for words in ("Sample opening, version 2", "is out", "is old")] == [True, False, False]


def test_door_is_bound_to_a_list_of_its_own_edition(desk, edition, phone, opening):
    other = Edition.objects.create(slug="other", name="Other", starts_on=DAY_ONE.date(), ends_on=DAY_ONE.date())
    user = desk.get(screen("checkpoint")).wsgi_request.user
    TeamMember.objects.create(edition=other, user=user, role=Role.ACCREDITATION)
    page, facts = screen("checkpoint", "change", phone.checkpoint_id), {"name": "North door", "counts": "on"}
    refused = desk.post(page, facts | {"guest_list": gates.guest_list(other).pk})
    assert set(refused.context["adminform"].form.errors) == {"guest_list"}
    assert desk.post(page, facts | {"guest_list": ""}).status_code == 302
    assert Checkpoint.objects.get().guest_list is None
    assert desk.post(page, facts | {"guest_list": opening.pk}).status_code == 302
    assert Checkpoint.objects.get().guest_list == opening


def test_panel_lists_cost_the_same_for_one_and_three(desk, phone, edition):
    costs = []
    for number in range(3):
        if number:
            guests = gates.guest_list(edition, f"Sample dinner {number}")
            gates.device(gates.checkpoint(phone.checkpoint.zone, f"Door {number}", guest_list=guests), f"P{number}")
        with CaptureQueriesContext(connection) as asked:
            desk.get(screen("device"))
            desk.get(screen("checkpoint"))
        costs.append(len(asked))
    assert costs[1] == costs[2]
