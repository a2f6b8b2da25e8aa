"""The office of a guest list is told of each version once, in the transaction that freezes it, and of no names."""

import json

import pytest

from core.errors import DomainError
from delegations.models import AgencyMember, DelegateStatus
from forum.models import Role
from notifications.models import Message
from tests.delegations import guest_samples
from tests.delegations.missions import accredited, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(edition):
    return guest_samples.office(edition)


def test_each_version_is_told_once_to_each_member_with_what_changed(edition, office, delegation):
    protocol, first, second = member(edition, Role.PROTOCOL), *(guest_samples.reader(office, box) for box in "ab")
    gone = guest_samples.reader(office, "gone")
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    opening, guests = guest_samples.opening(delegation, office)
    guest_samples.freeze(opening, protocol)
    with pytest.raises(DomainError, match="Nothing has changed"):
        guest_samples.freeze(opening, protocol)
    guest_samples.withdraw(guests[0])
    guest_samples.rename(guests[1], position="Minister")
    for number in (7, 8):
        accredited(delegation, number, DelegateStatus.APPROVED)
    version = guest_samples.freeze(opening, protocol)

    told = Message.objects.filter(kind="guest_list_frozen").order_by("version", "email")
    assert [(one.version, one.email) for one in told] == [
        (number, user.email) for number in (1, 2) for user in (first, second)
    ]
    facts = told.last().facts
    counts = {name: facts[name] for name in ("title", "number", "before", "names", "added", "removed", "changed")}
    assert counts == {
        "title": "Sample opening",
        "number": 2,
        "before": 1,
        "names": 4,
        "added": 2,
        "removed": 1,
        "changed": 1,
    }
    assert facts["link"].endswith(f"/pmif25/clearance/guest-lists/{version.public_id}/")
    assert "Sample Delegate" not in json.dumps([one.facts for one in told])


def test_office_without_members_hinders_nothing(edition, office, delegation):
    opening, _guests = guest_samples.opening(delegation, office)
    assert not AgencyMember.objects.exists()
    assert guest_samples.freeze(opening, member(edition, Role.PROTOCOL)).number == 1
    assert not Message.objects.exists()
