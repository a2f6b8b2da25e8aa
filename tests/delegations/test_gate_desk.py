"""The gate desk in the panel: doors, phones, readings, and who is inside."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from delegations.actions import devices, scanning
from delegations.models import Checkpoint, Device, Scan
from forum.models import Edition, Role, TeamMember, Venue
from tests.delegations import gates
from tests.delegations.gates import DAY_ONE, reading
from tests.delegations.missions import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone(edition):
    return gates.zone(edition)


@pytest.fixture
def door(zone):
    return gates.checkpoint(zone)


@pytest.fixture
def phone(door):
    gates.device(door)
    return Device.objects.select_related("edition", "checkpoint__zone").get()


@pytest.fixture
def desk(client, edition):
    client.force_login(member(edition, Role.ACCREDITATION))
    return client


def screen(model, kind="changelist", *args):
    return reverse(f"admin:delegations_{model}_{kind}", args=args)


def test_door_is_set_up_with_its_zones_edition(desk, zone):
    answer = desk.post(screen("checkpoint", "add"), {"zone": zone.pk, "name": "East door", "counts": "on"})
    assert answer.status_code == 302
    made = Checkpoint.objects.get()
    assert (made.edition, made.zone, made.name, made.counts) == (zone.edition, zone, "East door", True)


def test_door_of_a_room_elsewhere_a_second_of_its_name_and_one_never_open_are_refused(desk, zone, door, room):
    other = Edition.objects.create(slug="other", name="Other", starts_on=DAY_ONE.date(), ends_on=DAY_ONE.date())
    TeamMember.objects.create(edition=other, user=User.objects.get(), role=Role.ACCREDITATION)
    Venue.objects.filter(pk=room.venue_id).update(edition=other)
    facts = {"zone": zone.pk, "name": "North door", "room": room.pk}
    facts |= {"opens_at_0": "2025-04-08", "opens_at_1": "09:00", "closes_at_0": "2025-04-08", "closes_at_1": "08:00"}
    form = desk.post(screen("checkpoint", "add"), facts).context["adminform"].form
    assert set(form.errors) == {"room", "name", "closes_at"}


def test_code_is_shown_once_and_enrols(desk, phone, client):
    button = reverse("admin:delegations_device_enrol", args=[phone.pk])
    assert "enrol=" not in desk.get(button).content.decode()
    answer = desk.post(button)
    assert "no-store" in answer["Cache-Control"]
    assert answer.context["link"] == f"http://testserver/pmif25/gate/#enrol={answer.context['code']}"
    assert answer.context["picture"].startswith("data:image/svg+xml")
    enrolled, _token = devices.enrol(phone.edition, answer.context["code"], now=timezone.now())
    assert enrolled == phone


def test_phone_is_revoked_and_offered_nothing_more(desk, phone):
    desk.post(reverse("admin:delegations_device_revoke", args=[phone.pk]))
    phone.refresh_from_db()
    assert phone.revoked_at
    again = desk.post(reverse("admin:delegations_device_enrol", args=[phone.pk]))
    assert "is revoked" in again.content.decode()


@pytest.mark.parametrize("role", [Role.PRESS, Role.VIEWER])
def test_who_passed_which_door_is_not_for_press_and_viewers(client, edition, role):
    client.force_login(member(edition, role))
    for model in ("checkpoint", "device", "scan"):
        assert client.get(screen(model)).status_code == 403


def test_protocol_looks_and_touches_nothing(client, edition, phone):
    client.force_login(member(edition, Role.PROTOCOL))
    for model in ("checkpoint", "device", "scan"):
        assert client.get(screen(model)).status_code == 200
    assert client.get(screen("checkpoint", "add")).status_code == 403
    assert client.get(screen("device", "add")).status_code == 403
    assert client.post(reverse("admin:delegations_device_revoke", args=[phone.pk])).status_code == 403


def test_gate_staff_stay_outside_the_panel(client, edition):
    client.force_login(member(edition, Role.GATE))
    assert client.get(reverse("admin:delegations_checkpoint_inside")).status_code in (302, 403)


def test_who_is_inside_is_counted_as_it_stands(desk, phone, edition):
    scanning.read(phone, reading(gates.badge(gates.key(edition))), now=DAY_ONE)
    told = desk.get(reverse("admin:delegations_checkpoint_inside")).content.decode()
    assert "1 <small>/ 100</small>" in told
    assert "data-inside" in desk.get(screen("checkpoint")).content.decode()


def test_readings_are_narrowed_to_the_conflicts(desk, phone, edition):
    good, other = gates.badge(gates.key(edition)), "NO BADGE"
    scanning.read(phone, reading(good), now=DAY_ONE)
    scanning.read(phone, reading(other, device_result="admitted"), now=DAY_ONE)
    listed = desk.get(screen("scan"), {"is_conflict__exact": 1}).context["cl"].result_list
    assert [one.serial for one in listed] == [None]
    assert desk.get(screen("scan", "change", Scan.objects.first().pk)).status_code == 200


@pytest.mark.parametrize("model", ["scan", "device", "checkpoint"])
def test_lists_cost_the_same_for_one_and_three(desk, phone, edition, model):
    key = gates.key(edition)
    costs = []
    for number in range(3):
        scanning.read(phone, reading(gates.badge(key)), now=DAY_ONE)
        if number:
            gates.device(gates.checkpoint(phone.checkpoint.zone, f"Door {number}"), f"Phone {number + 1}")
        desk.get(screen(model))
        with CaptureQueriesContext(connection) as asked:
            desk.get(screen(model))
        costs.append(len(asked))
    assert costs[0] == costs[-1]
