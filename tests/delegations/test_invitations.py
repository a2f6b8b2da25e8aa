"""A focal point is asked by mail, accepts by working, or declines."""

import pytest

from accounts.models import User
from core.errors import DomainError, IllegalTransition, InvalidInput
from core.models import StatusChange
from delegations.actions import invitations, registration
from delegations.models import Delegation, DelegationStatus, FocalPoint
from notifications.models import Message
from tests.delegations.missions import NOW, facts


@pytest.fixture
def invited(edition):
    return Delegation.objects.create(edition=edition, name="Sample Mission C", quota=2)


def mails():
    return list(Message.objects.order_by("pk").values_list("kind", "email", "version"))


def test_invite_makes_the_account_and_mails_once(invited, desk):
    focal_point = invitations.invite(
        invited, email=" New@Mission.example ", name="Sample Secretary", language="ur", by=desk, now=NOW
    )
    user = User.objects.get(email="new@mission.example")
    assert (focal_point.user, focal_point.is_primary, focal_point.invited_at) == (user, True, NOW)
    assert (user.name, user.language, user.has_usable_password()) == ("Sample Secretary", "ur", False)
    message = Message.objects.get()
    assert (message.kind, message.email, message.language) == ("delegation_invited", user.email, "ur")
    assert message.facts["link"].endswith(f"/pmif25/delegations/{invited.public_id}/")
    assert message.facts["quota"] == 2


def test_invite_finds_an_account_whatever_its_letters(invited, desk, focal):
    assert invitations.invite(invited, email="A@MISSION.example", by=desk, now=NOW).user == focal


def test_invite_of_a_second_makes_a_backup(invited, desk):
    invitations.invite(invited, email="one@mission.example", by=desk, now=NOW)
    assert not invitations.invite(invited, email="two@mission.example", by=desk, now=NOW).is_primary


def test_invite_refuses_whoever_is_a_focal_point_already(delegation, focal, desk):
    with pytest.raises(DomainError, match="focal point of Sample Mission A already"):
        invitations.invite(delegation, email=focal.email, by=desk, now=NOW)


@pytest.mark.parametrize(
    "email", ["", "nobody", "a@b", "a@mission.example\nBcc: x@y.example", "a" * 250 + "@m.example"]
)
def test_invite_refuses_a_bad_address_by_field(invited, desk, email):
    with pytest.raises(InvalidInput) as refusal:
        invitations.invite(invited, email=email, by=desk, now=NOW)
    assert refusal.value.field == "email"
    assert not FocalPoint.objects.exists()


def test_invite_refuses_a_closed_account(invited, desk, focal):
    User.objects.filter(pk=focal.pk).update(is_active=False)
    with pytest.raises(InvalidInput) as refusal:
        invitations.invite(invited, email=focal.email, by=desk, now=NOW)
    assert refusal.value.field == "email"


@pytest.mark.parametrize("status", [DelegationStatus.CLOSED, DelegationStatus.WITHDRAWN])
def test_invite_refuses_a_delegation_that_is_out(invited, desk, status):
    Delegation.objects.filter(pk=invited.pk).update(status=status)
    with pytest.raises(DomainError, match="cannot be invited"):
        invitations.invite(invited, email="new@mission.example", by=desk, now=NOW)
    assert not User.objects.filter(email="new@mission.example").exists()


def test_invite_asks_a_delegation_that_declined_again(invited, desk):
    Delegation.objects.filter(pk=invited.pk).update(status=DelegationStatus.DECLINED)
    invitations.invite(invited, email="new@mission.example", by=desk, now=NOW)
    invited.refresh_from_db()
    assert invited.status == DelegationStatus.INVITED


def test_invite_refuses_in_an_archived_edition(invited, desk, edition):
    edition.is_archived = True
    edition.save()
    with pytest.raises(DomainError, match="archived"):
        invitations.invite(invited, email="new@mission.example", by=desk, now=NOW)
    assert mails() == []


def test_resend_is_a_new_mail(delegation, focal, desk):
    focal_point = delegation.focal_points.get()
    invitations.resend(focal_point, by=desk, now=NOW)
    invitations.resend(focal_point, by=desk, now=NOW)
    assert mails() == [("delegation_invited", focal.email, 1), ("delegation_invited", focal.email, 2)]


def test_resend_refuses_for_a_delegation_that_withdrew(delegation, desk):
    Delegation.objects.filter(pk=delegation.pk).update(status=DelegationStatus.WITHDRAWN)
    with pytest.raises(DomainError, match="cannot be invited"):
        invitations.resend(delegation.focal_points.get(), by=desk, now=NOW)


def test_replace_primary_takes_the_delegation_from_the_former(delegation, focal, desk):
    new = invitations.replace_primary(delegation, email="new@mission.example", by=desk, now=NOW)
    assert list(delegation.focal_points.all()) == [new]
    assert new.is_primary
    assert not Delegation.objects.visible_to(focal).exists()
    assert mails() == [("delegation_invited", "new@mission.example", 1)]


def test_replace_primary_raises_a_backup(delegation, desk):
    backup = invitations.invite(delegation, email="backup@mission.example", by=desk, now=NOW)
    new = invitations.replace_primary(delegation, email="backup@mission.example", by=desk, now=NOW)
    assert (new.pk, new.is_primary, new.invitations) == (backup.pk, True, 2)


def test_replace_primary_refuses_the_same_person(delegation, focal, desk):
    with pytest.raises(DomainError, match="primary focal point already"):
        invitations.replace_primary(delegation, email=focal.email, by=desk, now=NOW)


def test_accept_opens_the_registration(invited, desk):
    user = invitations.invite(invited, email="new@mission.example", by=desk, now=NOW).user
    invitations.accept(invited, by=user, now=NOW)
    invited.refresh_from_db()
    change = StatusChange.objects.of(invited).get()
    assert (change.before, change.after, change.actor) == ("invited", "registering", user)


def test_accept_refuses_twice(delegation, focal):
    with pytest.raises(IllegalTransition):
        invitations.accept(delegation, by=focal, now=NOW)


def test_first_registration_accepts_by_itself(invited, desk):
    user = invitations.invite(invited, email="new@mission.example", by=desk, now=NOW).user
    registration.draft(invited, facts(), by=user, now=NOW)
    invited.refresh_from_db()
    assert invited.status == DelegationStatus.REGISTERING


def test_decline_keeps_the_reason(invited, desk):
    invitations.decline(invited, reason="The minister travels elsewhere.", by=desk, now=NOW)
    assert StatusChange.objects.of(invited).get().reason == "The minister travels elsewhere."


def test_decline_refuses_while_people_are_registered(delegation, delegate, focal):
    with pytest.raises(DomainError, match="Withdraw them first"):
        invitations.decline(delegation, by=focal, now=NOW)
