"""The focal points as the primary one keeps them: actions, pages and the API."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core.errors import DomainError, InvalidInput
from delegations.actions import focal_points, invitations
from delegations.models import Delegation, DelegationStatus, FocalPoint
from notifications.models import Message
from tests.delegations.missions import NOW

EMAIL = "backup@mission.example"


@pytest.fixture
def backup(delegation, focal):
    return focal_points.add_backup(delegation, email=EMAIL, name="Sample Backup", by=focal, now=NOW)


def page(name, thing):
    return f"/pmif25/{name.format(thing.public_id)}"


def invitations_sent():
    rows = Message.objects.filter(kind="delegation_invited").order_by("pk")
    return list(rows.values_list("email", "version", "status"))


def test_add_backup_invites_by_mail_and_opens_the_delegation(delegation, backup):
    assert (backup.is_primary, backup.invited_at) == (False, NOW)
    assert invitations_sent() == [(EMAIL, 1, "queued")]
    assert list(Delegation.objects.visible_to(backup.user)) == [delegation]


@pytest.mark.parametrize("status", [DelegationStatus.DECLINED, DelegationStatus.WITHDRAWN, DelegationStatus.CLOSED])
def test_add_backup_refuses_for_a_delegation_that_does_not_come(delegation, focal, status):
    Delegation.objects.filter(pk=delegation.pk).update(status=status)
    with pytest.raises(DomainError, match="nobody can be registered"):
        focal_points.add_backup(delegation, email=EMAIL, by=focal, now=NOW)
    assert not User.objects.filter(email=EMAIL).exists()


def test_add_backup_refuses_one_too_many_and_one_twice(delegation, focal, backup):
    with pytest.raises(DomainError, match="focal point of Sample Mission A already"):
        focal_points.add_backup(delegation, email=EMAIL, by=focal, now=NOW)
    with pytest.raises(InvalidInput) as refusal:
        focal_points.add_backup(delegation, email="nobody", by=focal, now=NOW)
    assert refusal.value.field == "email"
    for number in range(focal_points.MOST - 2):
        focal_points.add_backup(delegation, email=f"more{number}@mission.example", by=focal, now=NOW)
    with pytest.raises(DomainError, match="at most 6 focal points"):
        focal_points.add_backup(delegation, email="last@mission.example", by=focal, now=NOW)
    assert delegation.focal_points.count() == focal_points.MOST


def test_remove_closes_the_delegation_and_keeps_back_the_mail(delegation, focal, backup):
    focal_points.remove(backup, by=focal, now=NOW)
    assert not Delegation.objects.visible_to(backup.user).exists()
    assert invitations_sent() == [(EMAIL, 1, "cancelled")]
    with pytest.raises(DomainError, match="taken off already"):
        focal_points.remove(backup, by=focal, now=NOW)


def test_remove_refuses_the_primary_one(delegation, focal):
    with pytest.raises(DomainError, match="Hand that over first"):
        focal_points.remove(delegation.focal_points.get(), by=focal, now=NOW)


def test_hand_over_makes_the_former_a_backup_and_mails(delegation, focal, backup):
    focal_points.hand_over(backup, by=focal, now=NOW)
    rows = delegation.focal_points.in_order().values_list("user__email", "is_primary")
    assert list(rows) == [(EMAIL, True), (focal.email, False)]
    assert invitations_sent() == [(EMAIL, 1, "queued"), (EMAIL, 2, "queued")]
    with pytest.raises(DomainError, match="primary focal point already"):
        focal_points.hand_over(backup, by=focal, now=NOW)


def test_page_names_hands_over_and_takes_off(client, delegation, focal):
    client.force_login(focal)
    there = page("delegations/{}/focal-points/", delegation)
    assert "E-mail" in client.post(there, {"email": "no address", "language": "en"}).text
    assert client.post(there, {"email": EMAIL, "name": "Sample Backup", "language": "ur"}).status_code == 302
    backup = FocalPoint.objects.get(user__email=EMAIL)
    assert (backup.user.language, "Sample Backup" in client.get(there).text) == ("ur", True)
    client.post(page("focal-points/{}/hand-over/", backup))
    backup.refresh_from_db()
    assert backup.is_primary
    own = delegation.focal_points.get(user=focal)
    assert client.post(page("focal-points/{}/remove/", own)).status_code == 403
    assert "Name a backup" not in client.get(there).text
    assert client.post(there, {"email": "x@mission.example", "language": "en"}).status_code == 403


def test_page_takes_the_same_queries_for_more(client, delegation, focal, backup):
    client.force_login(focal)
    counts = []
    for more in ((), ("two", "three")):
        for name in more:
            invitations.invite(delegation, email=f"{name}@mission.example", by=focal, now=NOW)
        with CaptureQueriesContext(connection) as asked:
            client.get(page("delegations/{}/focal-points/", delegation))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_api_names_hands_over_and_takes_off(client, delegation, focal, stranger):
    client.force_login(focal)
    door, said = "/api/v1/pmif25/focal-points/", {"delegation": delegation.public_id, "email": EMAIL}
    made = client.post(door, said, content_type="application/json")
    assert (made.status_code, made.json()["is_primary"]) == (201, False)
    again = client.post(door, said, content_type="application/json")
    assert (again.status_code, again.json()["type"]) == (409, "urn:majlis:problem:already-invited")
    assert [row["email"] for row in client.get(door).json()["results"]] == [focal.email, EMAIL]
    own = delegation.focal_points.get(user=focal)
    refused = client.delete(f"{door}{own.public_id}/")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:majlis:problem:primary-focal-point")
    handed = client.post(f"{door}{made.json()['id']}/hand-over/")
    assert handed.json()["is_primary"] is True
    assert client.delete(f"{door}{made.json()['id']}/").status_code == 403
    client.force_login(stranger)
    assert client.post(door, said, content_type="application/json").status_code == 404
    assert client.delete(f"{door}{own.public_id}/").status_code == 404
    client.force_login(FocalPoint.objects.get(user__email=EMAIL).user)
    assert client.delete(f"{door}{own.public_id}/").status_code == 204


def test_desk_hands_over_and_takes_off_in_the_panel(client, delegation, focal, backup, desk):
    client.force_login(desk)
    former = {"focal_point": delegation.focal_points.get(user=focal).pk}
    hand_over, take_off = (
        reverse(f"admin:delegations_delegation_{name}", args=[delegation.pk]) for name in ("hand_over", "take_off")
    )
    assert "not one of the available choices" in client.post(take_off, former).text
    client.post(hand_over, {"focal_point": backup.pk})
    backup.refresh_from_db()
    assert backup.is_primary
    client.post(take_off, former)
    assert list(delegation.focal_points.all()) == [backup]
