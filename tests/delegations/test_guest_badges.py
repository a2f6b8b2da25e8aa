"""A door with a guest list and badges made after its freezing: the same people enter, nobody else does."""

import datetime as dt
from types import SimpleNamespace

import pytest

from delegations import door_guests, gatehouse
from delegations.actions import accreditation, badges, guest_lists, registration, reopening, scanning
from delegations.models import Badge, Device, ScanResult
from forum.models import Role
from tests.delegations import gates
from tests.delegations.gates import DAY_ONE, reading
from tests.delegations.missions import accredited, facts, member

MINUTE = dt.timedelta(minutes=1)
EVE = DAY_ONE - dt.timedelta(hours=20)
R = ScanResult


@pytest.fixture
def protocol(edition):
    return member(edition, Role.PROTOCOL)


@pytest.fixture
def door(edition, protocol):
    """A phone at a door with a list; what it is told of a version, and what it says to a badge."""
    gates.key(edition)
    opening = gates.guest_list(edition)
    made, _token = gates.device(gates.checkpoint(gates.zone(edition), guest_list=opening))
    phone = Device.objects.select_related("edition", "checkpoint__zone").get(pk=made.pk)

    def state(version):
        return gatehouse.state(phone, 0, guests=door_guests.newest(phone.checkpoint), holds=version.pk)

    def said(badge, version):
        return scanning.read(phone, reading(badge, guest_version=version.public_id), now=DAY_ONE).result

    def freeze(now):
        return guest_lists.freeze(opening, by=protocol, now=now)

    return SimpleNamespace(phone=phone, state=state, said=said, freeze=freeze)


def approved(delegation, number, *, by):
    """Somebody approved by the desk on the eve, which the badge then says."""
    delegate = accredited(delegation, number)
    accreditation.approve(delegate, by=by, now=EVE)
    return delegate


def test_who_stands_on_it_enters_with_a_badge_printed_or_made_since(door, delegation, protocol):
    """By the server and, told by its state, by a phone without network."""
    printed, bare = (approved(delegation, number, by=protocol) for number in (1, 2))
    former = badges.prepare(printed, now=EVE)
    badges.print_all([former], form="card", by=protocol, now=EVE)
    version = door.freeze(EVE + MINUTE)
    assert door.state(version)["made_since"] == []

    [again] = badges.print_all([former], form="card", by=protocol, now=DAY_ONE)
    first = badges.print_all([badges.prepare(bare, now=DAY_ONE)], form="card", by=protocol, now=DAY_ONE)[0]
    late = badges.prepare(approved(delegation, 3, by=protocol), now=DAY_ONE)
    badges.print_all([late], form="card", by=protocol, now=DAY_ONE)

    Badge.objects.update(zone_mask=1)

    assert again.serial != former.serial
    offline = reading(first, DAY_ONE, device_result=R.ADMITTED, guest_version=version.public_id)
    assert scanning.read(door.phone, offline, now=DAY_ONE).is_conflict is False
    told = [door.said(one, version) for one in (again, first, former, late)]
    assert told == [R.ADMITTED, R.INSIDE, R.REVOKED, R.NOT_LISTED]
    state = door.state(version)
    assert set(state["made_since"]) == {str(again.serial), str(first.serial)}
    assert "Sample Delegate" not in str(state)


def test_other_name_or_another_person_waits_for_the_next_version(door, delegation, protocol):
    renamed, replaced = (approved(delegation, number, by=protocol) for number in (1, 2))
    lost = badges.prepare(renamed, now=EVE)
    badges.print_all([lost, badges.prepare(replaced, now=EVE)], form="card", by=protocol, now=EVE)
    badges.report_lost(lost, by=protocol, now=EVE)
    version = door.freeze(EVE + MINUTE)
    said_by = {"by": protocol, "now": EVE + 2 * MINUTE}
    reopening.of_person(renamed.person, {"name"}, **said_by)
    renamed.refresh_from_db()
    accreditation.approve(renamed, by=protocol, now=EVE + 3 * MINUTE)
    successor = registration.substitute(replaced, facts(5), **said_by)
    accreditation.approve(successor, by=protocol, now=EVE + 3 * MINUTE)

    made = badges.print_all([lost, badges.prepare(successor, now=DAY_ONE)], form="card", by=protocol, now=DAY_ONE)
    Badge.objects.update(zone_mask=1)

    assert door.state(version)["made_since"] == []
    assert [door.said(one, version) for one in made] == [R.NOT_LISTED] * 2
    newest = door.freeze(DAY_ONE)
    assert [door.said(one, newest) for one in made] == [R.ADMITTED] * 2
