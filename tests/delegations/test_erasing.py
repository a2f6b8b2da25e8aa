"""Somebody asks to be erased: what goes, what a ground keeps until when, what is refused, and who is told."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import User
from core import workflow
from core.errors import DomainError, InvalidInput
from delegations import guest_list_seal
from delegations.actions import badge_keys, confirmation, erasing, guest_lists
from delegations.models import (
    Agency,
    Attachment,
    Delegate,
    DelegateStatus,
    ErasureRequest,
    ErasureStatus,
    GuestList,
    GuestListVersion,
    IdentityDocument,
    KeepingGround,
    PersonFacts,
    SecretReading,
)
from delegations.models.erasure_request import TRANSITIONS
from delegations.tasks import finish_erasures
from forum.models import Person
from notifications import outbox
from notifications.models import Message
from tests import lifecycles
from tests.delegations.missions import NOW, accredited
from tests.delegations.test_confirmation import PASSPORT, pdf, picture

pytestmark = pytest.mark.django_db
AFTER = dt.datetime(2025, 5, 1, 9, tzinfo=dt.UTC)
SELF = "signed in as the person"


@pytest.fixture
def known(delegate, said):
    confirmation.save_document(delegate, PASSPORT, scan=picture(), **said)
    confirmation.save_papers(delegate, {"assignment_letter": pdf()}, **said)
    delegate.person.photo.save("sample.png", ContentFile(b"picture"), save=False)
    delegate.person.user = User.objects.create_user(delegate.person.email, name="Sample Delegate 1")
    delegate.person.save()
    return delegate


@pytest.fixture
def asked(known, edition):
    return erasing.ask(known.person, edition, identity=SELF, by=known.person.user, now=AFTER)


def test_app_asks_and_the_desk_answers(known, edition, desk, focal):
    api, base = APIClient(), "/api/v1/pmif25/erasure-requests/"
    api.force_authenticate(focal)
    assert api.post(base).status_code == 404
    api.force_authenticate(known.person.user)
    first = api.post(base, {"reason": "Sample reason"}, format="json").json()
    assert api.post(base).json()["type"] == "urn:majlis:problem:asked-already"
    assert api.post(f"{base}{first['id']}/refuse/", {"reason": "No."}, format="json").status_code == 403
    assert api.post(f"{base}{first['id']}/withdraw/").json()["status"] == "withdrawn"
    second = api.post(base).json()["id"]
    api.force_authenticate(desk)
    assert [one["status"] for one in api.get(base).json()["results"]] == ["withdrawn", "asked"]
    done = api.post(f"{base}{second}/carry-out/").json()
    assert (done["status"], "name" in done["erased"], done["kept"]) == ("carried_out", True, [])
    assert Person.objects.get(pk=known.person_id).name == "Erased person"


def everything_of(person):
    """All text of the rows that are about the person, their history and the mails, but not the last one."""
    rows = [*Person.objects.filter(pk=person.pk).values(), *User.objects.filter(name="Sample Delegate 1").values()]
    rows += apps.get_model("forum.PersonEvent").objects.filter(pgh_obj=person.pk).values()
    return str([*rows, *Message.objects.exclude(kind="erasure_carried_out").values()])


def test_what_is_held_is_gone_and_the_person_is_told(asked, known, desk, tmp_path):
    email = known.person.email
    erasing.carry_out(asked, by=desk, now=AFTER)
    left = everything_of(known.person)
    assert not any(word in left for word in ("Sample Delegate 1", email, "Director", "picture"))
    assert (IdentityDocument.objects.count(), Attachment.objects.count()) == (0, 0)
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []
    mail = Message.objects.get(kind="erasure_carried_out")
    assert (mail.email, mail.recipient, len(mail.facts["erased"]), mail.facts["kept"]) == (email, None, 8, [])
    assert User.objects.filter(email=email).count() == 0
    with pytest.raises(DomainError):
        erasing.carry_out(asked, by=desk, now=AFTER)
    assert Message.objects.filter(kind="erasure_carried_out").count() == 1


def test_ground_of_the_edition_keeps_until_its_day_and_the_night_ends_it(asked, known, edition, desk):
    KeepingGround.objects.create(edition=edition, group=PersonFacts.NAME, ground="Sample security log", years=2)
    made = erasing.carry_out(asked, by=desk, now=AFTER)
    assert made.kept == [{"group": "name", "ground": "Sample security log", "until": "2027-04-09"}]
    assert Person.objects.get(pk=known.person.pk).name == "Sample Delegate 1"
    mail = Message.objects.get(kind="erasure_carried_out")
    assert [(one["ground"], one["until"]) for one in mail.facts["kept"]] == [("Sample security log", "2027-04-09")]
    assert (
        erasing.finish(now=dt.datetime(2027, 4, 9, 18, 59, tzinfo=dt.UTC)) == 0
    )  # a minute before midnight in Karachi
    assert erasing.finish(now=dt.datetime(2027, 4, 9, 19, 0, tzinfo=dt.UTC)) == 1
    assert "Sample Delegate 1" not in everything_of(known.person)
    finish_erasures()
    made.refresh_from_db()
    assert (made.kept, "name" in made.erased) == ([], True)


def test_frozen_guest_lists_forget_the_name_and_still_hold(known, edition, desk):
    badge_keys.make_first(edition, by=None, now=NOW)
    Delegate.objects.filter(pk=known.pk).update(status=DelegateStatus.APPROVED)
    office = Agency.objects.create(edition=edition, name="Sample Office of the Prime Minister")
    opening = GuestList.objects.create(edition=edition, title="Sample opening", day=edition.starts_on, agency=office)
    version = guest_lists.freeze(opening, by=desk, now=NOW)
    assert [entry.name for entry in version.entries.all()] == [str(known.person)]
    request = erasing.ask(known.person, edition, identity=SELF, by=known.person.user, now=AFTER)
    erasing.carry_out(request, by=desk, now=AFTER)
    assert [entry.name for entry in version.entries.all()] == [""]
    assert guest_list_seal.standing(GuestListVersion.objects.get(pk=version.pk)) == "signed"


def test_nobody_is_erased_who_still_comes(asked, known, desk):
    before = dt.datetime(2025, 4, 1, 9, tzinfo=dt.UTC)
    with pytest.raises(DomainError, match="is not over"):
        erasing.carry_out(asked, by=desk, now=before)
    assert IdentityDocument.objects.count() == 1
    workflow.move(known, DelegateStatus.WITHDRAWN, by=desk, now=before)
    erasing.carry_out(asked, by=desk, now=before)
    assert IdentityDocument.objects.count() == 0


def test_focal_points_account_is_kept_and_said_so(known, edition, delegation, desk, focal):
    Person.objects.filter(pk=known.person.pk).update(user=focal)
    filed = erasing.ask(known.person, edition, identity="Sample letter", by=desk, now=AFTER)
    made = erasing.carry_out(filed, by=desk, now=AFTER)
    assert [one["group"] for one in made.kept] == ["account"]
    focal.refresh_from_db()
    assert focal.is_active


def test_one_request_at_a_time_with_identity_and_a_reason_to_refuse(asked, known, edition, desk):
    with pytest.raises(DomainError, match="already"):
        erasing.ask(known.person, edition, identity=SELF, by=desk, now=AFTER)
    with pytest.raises(InvalidInput):
        erasing.ask(known.person, edition, identity=" ", by=desk, now=AFTER)
    with pytest.raises(InvalidInput):
        erasing.refuse(asked, reason=" ", by=desk, now=AFTER)
    erasing.refuse(asked, reason="Sample reason", by=desk, now=AFTER)
    assert Message.objects.get(kind="erasure_refused").facts["words"] == "Sample reason"
    assert IdentityDocument.objects.count() == 1


@pytest.mark.parametrize(("before", "after"), lifecycles.refused(ErasureStatus, TRANSITIONS))
def test_request_refuses_every_step_outside_the_table(asked, before, after):
    lifecycles.assert_refused(asked, before, after)


def test_person_asks_and_withdraws_in_the_portal(client, known, edition):
    client.force_login(known.person.user)
    page = "/pmif25/portal/my-data/"
    assert "This is what would happen today" in client.get(page).content.decode()
    assert client.post(f"{page}erase/", {"reason": "Sample reason"}).status_code == 302
    filed = ErasureRequest.objects.get()
    assert (filed.person, filed.status, filed.reason) == (known.person, "asked", "Sample reason")
    assert "The desk has your request" in client.get(page).content.decode()
    assert client.post(f"{page}keep/").status_code == 302
    filed.refresh_from_db()
    assert filed.status == "withdrawn"
    assert client.post(f"{page}keep/").status_code == 404


def test_desk_files_reads_the_fate_and_erases(client, known, edition, desk):
    client.force_login(desk)
    button = reverse("admin:delegations_erasurerequest_file")
    facts = {
        "edition": edition.pk,
        "email": known.person.email,
        "identity": "Sample letter with passport",
        "reason": "",
    }
    assert "Nobody of this forum" in client.post(button, facts | {"email": "no@mission.example"}).content.decode()
    assert client.post(button, facts).status_code == 302
    filed = ErasureRequest.objects.get()
    KeepingGround.objects.create(edition=edition, group="gates", ground="Sample security log", years=9)
    page = client.get(reverse("admin:delegations_erasurerequest_change", args=[filed.pk])).content.decode()
    assert "Sample security log" in page
    assert client.post(reverse("admin:delegations_erasurerequest_carry_out", args=[filed.pk])).status_code == 302
    filed.refresh_from_db()
    assert (filed.status, [one["group"] for one in filed.kept]) == ("carried_out", ["gates"])
    assert SecretReading.objects.count() == 0


def test_mailbox_that_a_mission_gives_for_its_people_keeps_the_missions_mails(asked, known, focal, desk):
    Person.objects.filter(pk=known.person.pk).update(email=focal.email)
    telling = outbox.Telling("delivery_test", "test:1")
    outbox.queue(telling, [outbox.Recipient(focal.email, user_id=focal.pk)], now=AFTER)
    outbox.queue(telling, [outbox.Recipient(known.person.user.email, user_id=known.person.user.pk)], now=AFTER)
    erasing.carry_out(asked, by=desk, now=AFTER)
    assert list(Message.objects.filter(kind="delivery_test").values_list("email", flat=True)) == [focal.email]


def test_queue_asks_as_much_for_three_as_for_one(client, edition, delegation, desk, asked):
    client.force_login(desk)
    address = reverse("admin:delegations_erasurerequest_changelist")

    def asks():
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    asks()  # what is kept from the first time on
    first = asks()
    for number in (2, 3):
        erasing.ask(accredited(delegation, number).person, edition, identity="Sample letter", by=desk, now=AFTER)
    assert asks() == first


def test_stranger_reads_and_erases_nothing(client, asked, stranger):
    client.force_login(stranger)
    address = reverse("admin:delegations_erasurerequest_carry_out", args=[asked.pk])
    assert client.post(address).status_code in (302, 403, 404)
    asked.refresh_from_db()
    assert asked.status == "asked"
