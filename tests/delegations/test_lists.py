"""A list is registered as a whole or not at all; what is kept of it is secret, and gone after an hour."""

import datetime as dt
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from core import access
from core.errors import DomainError, InvalidInput
from delegations.actions import lists
from delegations.models import Badge, Delegate, DelegateStatus, IdentityDocument, ListUpload
from delegations.spreadsheets import writing
from delegations.tasks import erase_old_lists
from forum.models import Person
from notifications.models import Message
from tests.delegations.lists import BORN, HEADINGS, csv_file, person
from tests.delegations.missions import NOW, accredited, mission

LATER = NOW + dt.timedelta(hours=1, minutes=1)


def uploaded(delegation, by, rows, headings=HEADINGS):
    return lists.take_in(delegation, csv_file(rows, headings), by=by, now=NOW)


def test_list_is_registered_as_drafts_without_a_mail(delegation, focal):
    rows = [person(1, birth_date=BORN, document_number="U 1234567"), person(2, name="نمونہ شخص")]
    upload = uploaded(delegation, focal, rows)
    assert Delegate.objects.count() == 0
    assert lists.register(upload, by=focal, now=NOW) == lists.Tally(registered=2, changed=0)

    assert list(Delegate.objects.order_by("pk").values_list("person__name", "status", "category")) == [
        (rows[0]["name"], DelegateStatus.DRAFT, "delegate"),
        ("نمونہ شخص", DelegateStatus.DRAFT, "delegate"),
    ]
    document = IdentityDocument.objects.get()
    assert (document.number, document.born_on, str(document.country)) == ("U 1234567", BORN, "TR")
    assert document.number_print
    assert not Message.objects.exists()
    assert not ListUpload.objects.exists()


def test_bulk_leaves_the_history_that_one_by_one_leaves(delegation, focal):
    lists.register(uploaded(delegation, focal, [person(1), person(2)]), by=focal, now=NOW)
    for model in (Person, Delegate):
        events = model._meta.apps.get_model(f"{model._meta.app_label}.{model.__name__}Event")
        assert events.objects.filter(pgh_label="insert").count() == 2


def test_failure_in_the_last_row_undoes_all(delegation, other, focal, monkeypatch):
    """The last row's passport is taken by another mission between the check and the writing."""
    rows = [person(1), person(2), person(3, document_number="U1234567")]
    upload = uploaded(delegation, focal, rows)
    bulk = Delegate.objects.bulk_create

    def first_the_other(*args, **kwargs):
        taken = Person.objects.create(name="Quicker")
        lists.documents.written(IdentityDocument(person=taken), {"number": "U1234567", "country": "TR"}).save()
        return bulk(*args, **kwargs)

    monkeypatch.setattr(Delegate.objects, "bulk_create", first_the_other)
    with pytest.raises(DomainError, match="has just been registered elsewhere"):
        lists.register(upload, by=focal, now=NOW)
    assert not Delegate.objects.exists()
    assert not Person.objects.exists()
    assert ListUpload.objects.filter(pk=upload.pk).exists()


def test_list_with_an_error_registers_nobody_until_it_is_mended(delegation, focal):
    upload = uploaded(delegation, focal, [person(1), person(2, country="Nowhere")])
    with pytest.raises(DomainError, match="cannot be registered as it stands"):
        lists.register(upload, by=focal, now=NOW)
    assert not Delegate.objects.exists()

    lists.mend(upload, {(3, "country"): "Turkey", (99, "country"): "x", (3, "owner"): "x"}, {}, now=NOW)
    assert lists.register(upload, by=focal, now=NOW).registered == 2


def test_same_person_as_known_is_changed_and_not_doubled(delegation, focal):
    known = accredited(delegation, 1, DelegateStatus.DRAFT)
    rows = [person(1, name="Sample Delegate 1", email="delegate1@mission.example", position="Minister")]
    upload = lists.mend(uploaded(delegation, focal, rows), {}, {2: "known", 3: "skip"}, now=NOW)
    assert lists.register(upload, by=focal, now=NOW) == lists.Tally(registered=0, changed=1)
    known.person.refresh_from_db()
    assert known.person.position == "Minister"
    assert Delegate.objects.count() == 1


def test_own_list_comes_back_and_changes_the_same_people(delegation, focal):
    first, second = accredited(delegation, 1), accredited(delegation, 2, native_name="=HYPERLINK(1)")
    table = writing.whole_list(Delegate.objects.select_related("person").order_by("pk"))
    upload = lists.take_in(delegation, SimpleUploadedFile("list.xlsx", table), by=focal, now=NOW)
    unchanged = lists.report_of(upload, now=NOW)
    assert unchanged.is_ready
    assert [line.delegate for line in unchanged.changes] == [first, second]

    lists.mend(upload, {(4, "position"): "Minister"}, {}, now=NOW)
    assert lists.register(upload, by=focal, now=NOW) == lists.Tally(registered=0, changed=1)
    second.person.refresh_from_db()
    assert (second.person.position, second.person.native_name) == ("Minister", "=HYPERLINK(1)")


def test_document_changed_after_approval_goes_back_to_review(delegation, focal):
    approved = accredited(delegation, 1, DelegateStatus.APPROVED)
    facts = {"number": "U1234567", "country": "TR"}
    lists.documents.written(IdentityDocument(person=approved.person), facts).save()
    rows = [{"id": approved.public_id, "name": "Sample Delegate 1", "document_number": "U7654321"}]
    upload = uploaded(delegation, focal, rows, ("id", "name", "document_number"))
    lists.register(upload, by=focal, now=NOW)
    approved.refresh_from_db()
    assert approved.status == DelegateStatus.IN_REVIEW
    assert not Badge.objects.exists()


def test_known_document_of_a_former_forum_brings_the_person_back(delegation, focal):
    known = accredited(delegation, 1, DelegateStatus.WITHDRAWN)
    facts = {"number": "U1234567", "country": "TR"}
    lists.documents.written(IdentityDocument(person=known.person), facts).save()
    upload = uploaded(delegation, focal, [person(5, name="Renamed Person", document_number="U1234567")])
    lists.register(upload, by=focal, now=NOW)
    assert Delegate.objects.in_the_count().get().person == known.person


def test_wrong_file_is_refused_and_not_kept(delegation, focal):
    with pytest.raises(InvalidInput, match="neither"):
        lists.take_in(delegation, SimpleUploadedFile("list.xlsx", b"%PDF-1.4"), by=focal, now=NOW)
    assert not ListUpload.objects.exists()


def test_closed_delegation_takes_no_list(delegation, focal):
    delegation.status = "closed"
    with pytest.raises(DomainError, match="nobody can be registered"):
        uploaded(delegation, focal, [person()])


def test_upload_is_kept_encrypted_for_an_hour(delegation, focal):
    upload = uploaded(delegation, focal, [person(1, document_number="U1234567")])
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM delegations_listupload")
        assert "U1234567" not in cursor.fetchone()[0]
    with pytest.raises(DomainError, match="its hour is over"):
        lists.register(upload, by=focal, now=LATER)
    assert lists.erase_old(now=NOW) == 0
    assert lists.erase_old(now=LATER) == 1


def test_upload_is_seen_by_its_owner_alone(delegation, other, focal, stranger, desk):
    upload = uploaded(delegation, focal, [person()])
    for reader in (focal, stranger, desk):
        assert list(ListUpload.objects.visible_to(reader)) == ([upload] if reader == focal else [])
        assert access.allows(reader, "view_list_upload", upload) is (reader == focal)


def test_list_is_erased_by_its_owner_and_by_the_clock(delegation, focal):
    lists.discard(uploaded(delegation, focal, [person()]))
    assert not ListUpload.objects.exists()
    uploaded(delegation, focal, [person()])
    erase_old_lists()
    assert not ListUpload.objects.exists()


def test_list_is_registered_once(delegation, focal):
    upload = uploaded(delegation, focal, [person()])
    lists.register(upload, by=focal, now=NOW)
    with pytest.raises(DomainError, match="registered already"):
        lists.register(upload, by=focal, now=NOW)
    assert Delegate.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_lists_at_once_do_not_pass_the_quota(edition):
    delegation = mission(edition, "Sample Mission C", "c@mission.example", quota=3)
    focal = delegation.focal_points.get().user
    uploads = [uploaded(delegation, focal, [person(number), person(number + 1)]) for number in (1, 11)]
    gate, said = threading.Barrier(2), []

    def run(upload):
        gate.wait(timeout=20)
        try:
            said.append(lists.register(upload, by=focal, now=NOW))
        except DomainError as refusal:
            said.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[upload]) for upload in uploads]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(map(str, said)) == ["Tally(registered=2, changed=0)", "list-not-ready"]
    assert Delegate.objects.count() == 2


def test_document_of_somebody_elses_person_is_left_alone(edition, delegation, other, focal):
    """A minister of the programme whom two missions know is registered again as known, and keeps the passport."""
    known = accredited(delegation, 1, DelegateStatus.WITHDRAWN)
    Delegate.objects.create(edition=edition, delegation=other, person=known.person, status=DelegateStatus.WITHDRAWN)
    facts = {"number": "U1234567", "country": "TR"}
    lists.documents.written(IdentityDocument(person=known.person), facts).save()
    row = person(1, name="Sample Delegate 1", email="delegate1@mission.example", document_number="U7654321")
    lists.register(uploaded(delegation, focal, [row]), by=focal, now=NOW)
    assert Delegate.objects.in_the_count().get().person == known.person
    assert IdentityDocument.objects.get().number == "U1234567"
