"""What the confirmation adds to a name: asked by category, saved step by step, kept encrypted, refused by field."""

import datetime as dt
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import reverse
from PIL import Image

from core.errors import DomainError, InvalidInput
from delegations import completeness
from delegations.actions import confirmation
from delegations.models import (
    Answer,
    Attachment,
    CategoryTerms,
    DelegateDetails,
    DelegateStatus,
    IdentityDocument,
    Question,
    RegistrationTerms,
)
from tests.delegations.missions import NOW, accredited
from tests.delegations.test_uploads import PDF

NUMBER = "Sample-N0 77.5"
PASSPORT = {"kind": "passport", "country": "TR", "number": NUMBER, "born_on": "1980-12-31"}


def picture(size=(600, 800), form="JPEG", color="green", **options):
    kept = BytesIO()
    Image.new("RGB", size, color).save(kept, form, **options)
    return ContentFile(kept.getvalue(), name="me.jpg")


def pdf():
    return ContentFile(PDF, name="paper.pdf")


def refused(action, *args, **kwargs):
    with pytest.raises(InvalidInput) as refusal:
        action(*args, **kwargs)
    return refusal.value.field


def media_terms(edition, *needs):
    return CategoryTerms.objects.create(edition=edition, category="media", rank=20, needs=list(needs))


def address(name, delegate):
    return reverse(f"delegations:{name}", args=["pmif25", delegate.public_id])


def test_missing_is_what_the_category_needs_and_nothing_else(delegation, said):
    media_terms(delegation.edition, "photo", "document", "press_card", "equipment", "travel")
    Question.objects.create(edition=delegation.edition, label="Blood group?", categories=["media"], is_required=True)
    media, plain = accredited(delegation, 1), accredited(delegation, 2)
    media.category = "media"
    media.save()

    found = completeness.missing_of_each(delegation.edition, [media.pk, plain.pk])
    labels = ["Identity document", "Photo", "Arrival and departure", "Press card", "List of equipment", "Blood group?"]
    assert [one.label for one in found[media.pk]] == labels
    assert found[plain.pk] == []

    confirmation.save_document(media, PASSPORT, **said)
    confirmation.give_photo(media, picture(), **said)
    confirmation.save_papers(media, {"press_card": pdf()}, equipment="Camera", **said)
    confirmation.save_details(media, {"arrives_at": NOW, "departs_at": NOW + dt.timedelta(days=2)}, **said)
    confirmation.save_answers(media, {Question.objects.get().public_id: "A"}, **said)
    assert completeness.missing(media) == []


@pytest.mark.parametrize("people", [1, 3])
def test_missing_costs_the_same_for_one_and_for_three(delegation, people, django_assert_num_queries):
    keys = [accredited(delegation, number).pk for number in range(people)]
    with django_assert_num_queries(5):
        completeness.missing_of_each(delegation.edition, keys)


def test_secrets_are_not_in_the_database_nor_on_the_disk(delegate, said):
    confirmation.save_document(delegate, PASSPORT, scan=picture(), **said)
    confirmation.save_details(delegate, {"diet": "No shellfish", "accessibility": "Wheelchair"}, **said)
    confirmation.save_papers(delegate, {"assignment_letter": pdf()}, **said)
    question = Question.objects.create(edition=delegate.edition, label="Blood group?")
    confirmation.save_answers(delegate, {question.public_id: "Zero negative"}, **said)

    with connection.cursor() as cursor:
        kept = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            kept += [row[0] for row in cursor.fetchall()]
    files = [path.read_bytes() for path in settings.PRIVATE_ROOT.rglob("*") if path.is_file()]
    for secret in (NUMBER, "SampleN0775", "1980-12-31", "shellfish", "Wheelchair", "Zero negative"):
        assert not any(secret in row for row in kept), secret
    assert len(files) == 2
    assert not any(mark in data for data in files for mark in (b"%PDF", b"JFIF\0"))
    document = IdentityDocument.objects.get()
    assert (document.number, document.born_on, document.scan_type) == (NUMBER, "1980-12-31", "image/jpeg")
    assert document.scan.read().startswith(b"\xff\xd8")
    assert Answer.objects.get().text == "Zero negative"
    assert DelegateDetails.objects.get().diet == "No shellfish"


def test_known_document_is_refused_without_saying_whose(delegation, other, said, stranger):
    first, second = accredited(delegation, 1), accredited(other, 2)
    confirmation.save_document(first, PASSPORT, **said)
    with pytest.raises(InvalidInput) as refusal:
        confirmation.save_document(second, PASSPORT | {"number": "samplen0 775"}, by=stranger, now=NOW)
    assert (refusal.value.field, refusal.value.code) == ("number", "document-known")
    assert "register them again" in str(refusal.value)
    assert first.person.name not in str(refusal.value)
    assert IdentityDocument.objects.count() == 1


def test_number_that_is_not_sent_stays(delegate, said):
    confirmation.save_document(delegate, PASSPORT, **said)
    confirmation.save_document(delegate, {"number": "", "born_on": "", "expires_on": dt.date(2030, 1, 1)}, **said)
    document = IdentityDocument.objects.get()
    assert (document.number, document.born_on, document.expires_on) == (NUMBER, "1980-12-31", dt.date(2030, 1, 1))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"number": "77"}, "country"),
        ({"number": "-- --", "country": "TR"}, "number"),
        ({"born_on": "31.12.1980"}, "born_on"),
        ({"born_on": "2999-01-01"}, "born_on"),
        ({"expires_on": dt.date(2025, 4, 8)}, "expires_on"),
        ({"kind": "library card"}, "kind"),
    ],
)
def test_document_is_refused_by_field(delegate, said, facts, field):
    assert refused(confirmation.save_document, delegate, facts, **said) == field
    assert not IdentityDocument.objects.exists()


def test_departure_before_the_arrival_is_refused(delegate, said):
    assert refused(confirmation.save_details, delegate, {"arrives_at": NOW, "departs_at": NOW}, **said) == "departs_at"


def test_paper_takes_the_place_of_the_former_on_the_disk_too(delegate, said, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        confirmation.save_papers(delegate, {"press_card": pdf()}, **said)
        confirmation.save_papers(delegate, {"press_card": pdf()}, **said)
    paper = Attachment.objects.get()
    assert [path.name for path in settings.PRIVATE_ROOT.rglob("*") if path.is_file()] == [paper.file.name.split("/")[1]]
    with django_capture_on_commit_callbacks(execute=True):
        confirmation.detach(paper, **said)
    assert not any(path.is_file() for path in settings.PRIVATE_ROOT.rglob("*"))


def test_paper_of_no_kind_or_no_use_is_refused(delegate, said):
    assert refused(confirmation.save_papers, delegate, {"diploma": pdf()}, **said) == "diploma"
    svg = ContentFile(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", name="card.pdf")
    assert refused(confirmation.save_papers, delegate, {"press_card": svg}, **said) == "press_card"


@pytest.mark.parametrize(
    ("kind", "good", "kept", "bad"),
    [
        ("text", " Zero ", "Zero", "x" * 301),
        ("yes_no", True, "yes", "perhaps"),
        ("choice", "Red", "Red", "Pink"),
        ("several", ["Red", "Blue"], "Red\nBlue", ["Red", "Pink"]),
        ("number", "12.5", "12.5", "NaN"),
        ("number", 3, "3", "many"),
        ("date", "2025-04-08", "2025-04-08", "tomorrow"),
    ],
)
def test_answer_fits_its_question(delegate, said, kind, good, kept, bad):
    question = Question.objects.create(edition=delegate.edition, label="?", kind=kind, choices=["Red", "Blue"])
    confirmation.save_answers(delegate, {question.public_id: good}, **said)
    assert refused(confirmation.save_answers, delegate, {question.public_id: bad}, **said) == question.public_id
    assert Answer.objects.get().text == kept
    confirmation.save_answers(delegate, {question.public_id: ""}, **said)
    assert not Answer.objects.exists()


def test_change_of_document_or_photo_after_approval_reopens_the_review(delegation, said):
    for number, change in enumerate(
        [
            lambda one: confirmation.save_document(one, PASSPORT | {"number": "Sample 2"}, **said),
            lambda one: confirmation.save_document(one, {"born_on": "1980-12-30"}, **said),
            lambda one: confirmation.give_photo(one, picture(color="red"), **said),
        ]
    ):
        one = accredited(delegation, number)
        confirmation.save_document(one, PASSPORT | {"number": f"First {number}"}, **said)
        confirmation.give_photo(one, picture(), **said)
        type(one).objects.filter(pk=one.pk).update(status=DelegateStatus.APPROVED)
        confirmation.save_details(one, {"hotel": "Sample Hotel"}, **said)
        one.refresh_from_db()
        assert one.status == DelegateStatus.APPROVED
        change(one)
        one.refresh_from_db()
        assert one.status == DelegateStatus.IN_REVIEW


def test_after_the_date_only_the_desk_completes(delegate, said, desk):
    RegistrationTerms.objects.create(edition=delegate.edition, confirmations_close_at=NOW)
    with pytest.raises(DomainError, match="Details were due by"):
        confirmation.save_details(delegate, {"hotel": "Late Hotel"}, **said)
    confirmation.save_details(delegate, {"hotel": "Desk Hotel"}, by=desk, now=NOW)
    assert DelegateDetails.objects.get().hotel == "Desk Hotel"


def test_withdrawn_delegate_is_not_completed(delegation, said):
    gone = accredited(delegation, status=DelegateStatus.WITHDRAWN)
    with pytest.raises(DomainError, match="nothing can be changed"):
        confirmation.save_details(gone, {"hotel": "Sample"}, **said)


def test_steps_depend_on_the_category(client, focal, delegation, said):
    one = accredited(delegation, status=DelegateStatus.DRAFT)
    client.force_login(focal)
    page = client.get(address("travel", one)).text
    assert "Media papers" not in page
    type(one).objects.filter(pk=one.pk).update(category="media")
    Question.objects.create(edition=one.edition, label="Blood group?")
    media_terms(one.edition, "hotel")
    page = client.get(address("travel", one)).text
    assert "Media papers" in page
    assert "Needed here for this category: Hotel." in page
    answer = client.post(address("travel", one), {"hotel": "Sample Hotel"})
    assert (answer.status_code, answer["Location"]) == (302, address("papers", one))
    assert "Everything that this category needs is there." in client.get(address("check", one)).text


def test_document_is_never_shown_again(client, focal, delegate, said):
    confirmation.save_document(delegate, PASSPORT, scan=pdf(), **said)
    client.force_login(focal)
    page = client.get(address("document", delegate)).text
    assert page.count("On file. Leave it empty to keep it.") == 3
    assert NUMBER not in page
    assert "1980-12-31" not in page
