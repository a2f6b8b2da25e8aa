"""The night's erasing: what falls due when, who needs it still, nothing forgotten, nothing twice."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.encryption import EncryptedStorage, EncryptedTextField, fingerprint
from delegations.actions import retention
from delegations.erasers import ERASED_OTHERWISE, ERASERS, NOT_OF_A_PERSON
from delegations.models import (
    Attachment,
    AttachmentKind,
    DelegateDetails,
    DelegateStatus,
    Erasure,
    FactGroup,
    IdentityDocument,
    RetentionRule,
)
from delegations.tasks import erase_what_is_due
from forum.models import Edition, Role
from tests.delegations.missions import NOW, accredited, member, mission

pytestmark = pytest.mark.django_db
G = FactGroup


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def document(delegate):
    made = IdentityDocument(person=delegate.person, country="TR", number="XN1234567", born_on="1980-12-31")
    made.number_print, made.birth_print = fingerprint("TR", made.number), fingerprint(made.born_on)
    made.scan.save("scan.pdf", ContentFile(b"%PDF-1.7"), save=False)
    made.save()
    return made


def rule(edition, group, days, category=""):
    return RetentionRule.objects.create(edition=edition, group=group, days=days, category=category)


def night(edition, days):
    """The clock ``days`` after the edition's last day, at noon there."""
    return dt.datetime.combine(edition.ends_on + dt.timedelta(days=days), dt.time(12), edition.zone)


def files_in(folder):
    return [one for one in folder.rglob("*") if one.is_file()]


def test_nothing_is_erased_without_a_rule_or_before_its_day(edition, document, private):
    assert retention.erase_due(now=night(edition, 9999)) == 0
    rule(edition, G.SCAN, 7)
    rule(edition, G.DOCUMENT, None)
    assert retention.erase_due(now=night(edition, 7)) == 0
    assert len(files_in(private)) == 1


def test_scan_goes_first_and_the_number_later_each_once(edition, document, private):
    rule(edition, G.SCAN, 7)
    rule(edition, G.DOCUMENT, 30)
    assert retention.erase_due(now=night(edition, 8)) == 1
    document.refresh_from_db()
    assert (document.scan.name, document.number, files_in(private)) == ("", "XN1234567", [])
    assert retention.erase_due(now=night(edition, 31)) == 1
    document.refresh_from_db()
    assert (document.number, document.number_print, document.country, document.born_on) == ("", "", "", "1980-12-31")
    assert retention.erase_due(now=night(edition, 32)) == 0
    counted = Erasure.objects.order_by("pk").values_list("edition__slug", "group", "count")
    assert list(counted) == [(edition.slug, "scan", 1), (edition.slug, "document", 1)]


def test_rule_of_a_category_goes_before_the_rule_of_all(edition, delegation):
    people = [accredited(delegation, number) for number in (1, 2)]
    people[1].category = "media"
    people[1].save()
    for one in people:
        DelegateDetails.objects.create(delegate=one, diet="halal", hotel="Sample Hotel")
    rule(edition, G.HEALTH, 7)
    kept = rule(edition, G.HEALTH, None, "media")
    assert (retention.waiting(edition, G.HEALTH, ""), retention.waiting(edition, G.HEALTH, "media")) == (1, 1)
    assert retention.erase_due(now=night(edition, 8)) == 1
    assert [one.diet for one in DelegateDetails.objects.order_by("pk")] == ["", "halal"]
    kept.days = 8
    kept.save()
    assert retention.erase_due(now=night(edition, 9)) == 1
    assert set(DelegateDetails.objects.values_list("diet", "hotel")) == {("", "Sample Hotel")}


def test_who_comes_again_keeps_the_document_until_that_edition_is_over(edition, delegate, document):
    after = dt.timedelta(days=365)
    later = Edition.objects.create(
        slug="later", name="Later", starts_on=edition.starts_on + after, ends_on=edition.ends_on + after
    )
    again = accredited(mission(later, "Sample Mission C", "c@mission.example"), 3)
    spare, again.person = again.person, delegate.person
    again.save()
    spare.delete()
    rule(edition, G.DOCUMENT, 30)
    assert retention.erase_due(now=night(edition, 31)) == 0
    rule(later, G.DOCUMENT, 30)
    assert retention.erase_due(now=night(later, 31)) == 1
    document.refresh_from_db()
    assert document.number == ""


def test_who_withdrew_from_the_later_edition_does_not_keep_it(edition, delegate, document):
    after = dt.timedelta(days=365)
    later = Edition.objects.create(
        slug="later", name="Later", starts_on=edition.starts_on + after, ends_on=edition.ends_on + after
    )
    again = accredited(mission(later, "Sample Mission C", "c@mission.example"), 3, DelegateStatus.WITHDRAWN)
    again.person = delegate.person
    again.save()
    rule(edition, G.DOCUMENT, 30)
    assert retention.erase_due(now=night(edition, 31)) == 1


def test_round_stopped_after_the_file_went_is_finished_by_the_next(edition, document, private):
    rule(edition, G.SCAN, 7)
    document.scan.storage.delete(document.scan.name)
    assert retention.erase_due(now=night(edition, 8)) == 1
    document.refresh_from_db()
    assert document.scan.name == ""


def test_batches_are_bounded_and_each_is_counted(edition, delegation, focal, private, monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    rule(edition, G.PAPERS, 180)
    for number in range(3):
        note = Attachment(delegation=delegation, kind=AttachmentKind.NOTE_VERBALE, name=f"{number}.pdf", added_at=NOW)
        note.file.save("note.pdf", ContentFile(b"%PDF-1.7"), save=True)
    assert retention.erase_due(now=night(edition, 181)) == 3
    assert (Attachment.objects.count(), files_in(private)) == (0, [])
    assert list(Erasure.objects.order_by("pk").values_list("count", flat=True)) == [2, 1]


def test_archived_edition_is_erased_by_the_beat(edition, document):
    edition.is_archived = True
    edition.save()
    rule(edition, G.BIRTH_DATE, 0)
    erase_what_is_due()  # today's clock: PMIF 2025 is over
    document.refresh_from_db()
    assert (document.born_on, document.birth_print) == ("", "")


def test_every_encrypted_column_and_file_has_an_eraser():
    """A new one needs a line in ``delegations.erasers``."""
    named = {f"{one.model._meta.label}.{name}" for one in ERASERS for name in (*one.blank, *one.files)}
    whole = {one.model for one in ERASERS if not one.blank}
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model not in whole
        for field in model._meta.local_fields
        if _is_encrypted(field)
    }
    assert found - named == {*ERASED_OTHERWISE, *NOT_OF_A_PERSON}
    files = {one.model: set(one.files) for one in ERASERS}
    assert all(
        {field.name for field in model._meta.local_fields if _is_private_file(field)} <= files[model] for model in whole
    )


def test_history_tables_copy_no_encrypted_column():
    copies = [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]
    assert copies
    assert [field for model in copies for field in model._meta.get_fields() if _is_encrypted(field)] == []


def _is_private_file(field):
    return isinstance(field, models.FileField) and isinstance(field.storage, EncryptedStorage)


def _is_encrypted(field):
    return _is_private_file(field) or isinstance(field, EncryptedTextField)


def test_usual_rules_are_written_once_and_what_is_decided_stays(client, edition, delegate):
    rule(edition, G.SCAN, 2)
    client.force_login(member(edition, Role.ORGANISER))
    button = reverse("admin:delegations_retentionrule_write_usual")
    assert "18 rules are written." in client.post(button, {"edition": edition.pk}, follow=True).text
    assert RetentionRule.objects.get(group=G.SCAN).days == 2
    assert set(RetentionRule.objects.values_list("group", flat=True)) == set(FactGroup.values)
    assert "Everything has its rule already." in client.post(button, {"edition": edition.pk}, follow=True).text


def test_rule_of_an_archived_edition_is_changed_and_says_what_waits(client, edition, document):
    edition.is_archived = True
    edition.save()
    made = rule(edition, G.SCAN, 7)
    client.force_login(member(edition, Role.ORGANISER))
    address = reverse("admin:delegations_retentionrule_change", args=[made.pk])
    page = client.get(address).text
    assert "16 Apr 2025" in page  # seven days after the last
    facts = {"edition": edition.pk, "group": "scan", "category": "", "days": "9"}
    assert client.post(address, facts | {"days": "-1"}).context["adminform"].form.errors.keys() == {"days"}
    assert client.post(address, facts).status_code == 302
    made.refresh_from_db()
    assert made.days == 9


def test_desk_reads_the_rules_and_changes_none(client, edition, desk):
    made = rule(edition, G.SCAN, 7)
    client.force_login(desk)
    address = reverse("admin:delegations_retentionrule_change", args=[made.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"days": "9"}).status_code == 403


def test_lists_ask_as_much_for_three_as_for_one(client, edition):
    client.force_login(member(edition, Role.ORGANISER))
    lists = [reverse(f"admin:delegations_{name}_changelist") for name in ("retentionrule", "erasure")]

    def asked():
        counts = []
        for address in lists:
            with CaptureQueriesContext(connection) as seen:
                assert client.get(address).status_code == 200
            counts.append(len(seen))
        return counts

    def add(group):
        rule(edition, group, 7)
        Erasure.objects.create(edition=edition, group=group, count=5, erased_at=NOW)

    add(G.SCAN)
    asked()  # what is kept from the first time on
    first = asked()
    add(G.HEALTH)
    add(G.TRAVEL)
    assert asked() == first
