"""Issuing letters, handing them out, taking them back, and what is written down of the secrets in them."""

import json

import pytest
from django.db import IntegrityError, transaction

from core.errors import DomainError, InvalidInput
from delegations.actions import letters
from delegations.documents import written
from delegations.letters import codes, standing
from delegations.models import (
    Delegate,
    DelegateStatus,
    DelegationStatus,
    IdentityDocument,
    Letter,
    LetterTemplate,
    SecretReading,
)
from notifications.models import Message
from tests.delegations.letter_samples import terms
from tests.delegations.missions import NOW, accredited

S = DelegateStatus
NUMBER = "N 1234567"


@pytest.fixture
def approved(delegation):
    return accredited(delegation, status=S.APPROVED, native_name="نمونہ مندوب")


@pytest.fixture
def office(edition):
    return terms(edition)


@pytest.fixture
def documented(approved):
    written(IdentityDocument(person=approved.person), {"country": "TR", "number": NUMBER}).save()
    return approved


def visa(delegate, by, language="en", **more):
    return letters.issue(delegate, kind="visa", language=language, by=by, now=NOW, **more)


def status(delegate, to):
    Delegate.objects.filter(pk=delegate.pk).update(status=to)
    delegate.refresh_from_db()


def stand(letter):
    return standing.of(Letter.objects.get(pk=letter.pk), standing.terms_of(letter.edition))


def words_of(letter):
    said = json.loads(letter.said)
    return "\n".join("".join(w for w, _s in line) for block in said["paragraphs"] for line in block)


def test_letter_says_what_it_needs_and_is_numbered_by_kind(office, approved, delegation, desk):
    first, second = visa(approved, desk), visa(accredited(delegation, 2, S.APPROVED), desk)
    invited = letters.issue(delegation, kind="delegation", language="ur", by=desk, now=NOW)
    assert [one.number for one in (first, second, invited)] == [
        "PMIF25/VISA/0001",
        "PMIF25/VISA/0002",
        "PMIF25/DEL/0001",
    ]
    assert (first.holder, invited.holder) == ("Sample Delegate 1", "Sample Mission A")
    assert codes.read(first.code) == first.code
    said = json.loads(first.said)
    assert (said["office"], said["signatory"], said["date"]) == ("Sample Office", "Sample Signatory", "1 March 2025")
    for fact in ("Sample Delegate 1", "نمونہ مندوب", "Türkiye", "Director", "8–9 April 2025", "Sample Mission A"):
        assert fact in words_of(first)


def test_words_of_the_edition_stand_before_the_house_s(office, approved, desk, edition):
    LetterTemplate.objects.create(edition=edition, kind="visa", language="en", title="Visa", body="For **{name}**.")
    assert json.loads(visa(approved, desk).said)["paragraphs"] == [
        [[["For ", False], ["\u2068Sample Delegate 1\u2069", True], [".", False]]]
    ]


@pytest.mark.parametrize("at", [S.DRAFT, S.SUBMITTED, S.IN_REVIEW, S.INFO_NEEDED, S.REJECTED, S.REVOKED, S.WITHDRAWN])
def test_visa_letter_is_for_the_approved(office, approved, desk, at):
    status(approved, at)
    with pytest.raises(DomainError, match="a visa letter is for who is approved"):
        visa(approved, desk)
    assert not Letter.objects.exists()


@pytest.mark.parametrize("at", [S.SUBMITTED, S.IN_REVIEW, S.INFO_NEEDED, S.APPROVED])
def test_edition_may_give_visa_letters_to_the_submitted(edition, approved, desk, at):
    terms(edition, visa_from="submitted")
    status(approved, at)
    assert visa(approved, desk).serial == 1
    status(approved, S.DRAFT)
    with pytest.raises(DomainError, match="before the desk or approved"):
        visa(approved, desk)


def test_no_invitation_for_whom_it_would_be_wrong(office, approved, delegation, desk):
    said = {"language": "en", "by": desk, "now": NOW}
    status(approved, S.WITHDRAWN)
    with pytest.raises(DomainError, match="Sample Delegate 1 is withdrawn: no invitation"):
        letters.issue(approved, kind="person", **said)
    type(delegation).objects.update(status=DelegationStatus.DECLINED)
    delegation.refresh_from_db()
    with pytest.raises(DomainError, match="Sample Mission A is declined: no invitation"):
        letters.issue(delegation, kind="delegation", **said)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "passport", "language": "en"}, "kind"),
        ({"kind": "visa", "language": "xx"}, "language"),
        ({"kind": "visa", "language": "zh"}, "language"),
    ],
)
def test_what_there_is_not_is_refused_by_field(office, approved, desk, given, field):
    with pytest.raises(InvalidInput) as refused:
        letters.issue(approved, **given, by=desk, now=NOW)
    assert refused.value.field == field


def test_nobody_issues_before_somebody_signs(approved, desk):
    with pytest.raises(DomainError, match="Nobody signs the letters yet"):
        visa(approved, desk)


def test_nothing_is_issued_in_an_archived_edition(office, approved, desk, edition):
    letter = visa(approved, desk)
    edition.is_archived = True
    edition.save()
    with pytest.raises(DomainError, match="archived"):
        visa(approved, desk)
    with pytest.raises(DomainError, match="archived"):
        letters.revoke(letter, reason="x", by=desk, now=NOW)


def test_all_or_none_are_issued(office, approved, delegation, desk):
    drafted = accredited(delegation, 2, S.DRAFT)
    with pytest.raises(DomainError):
        letters.issue_each([approved, drafted], kind="visa", language="en", by=desk, now=NOW)
    assert not Letter.objects.exists()
    told = letters.foresee([approved, drafted], kind="visa")
    assert (told.first, told.again, [one for one, _why in told.refused]) == ([approved], [], [drafted])


def test_new_one_replaces_the_earlier_in_its_language(office, approved, desk):
    first, urdu = visa(approved, desk), visa(approved, desk, "ur")
    approved.person.name = "Sample Delegate One"
    approved.person.save()
    assert letters.foresee([approved], kind="visa").again == [approved]
    second = visa(approved, desk)
    assert (stand(first), stand(urdu), stand(second)) == ("replaced", "valid", "valid")
    assert second.replaces == first
    assert (first.holder, second.holder) == ("Sample Delegate 1", "Sample Delegate One")
    assert "Sample Delegate 1" in words_of(Letter.objects.get(pk=first.pk))


def test_database_holds_one_valid_letter_of_a_kind_and_language(office, approved, desk):
    letter = visa(approved, desk)
    letter.pk, letter.public_id, letter.code, letter.serial = None, "x" * 16, codes.new(), 99
    with pytest.raises(IntegrityError), transaction.atomic():
        letter.save()


def test_letter_lapses_with_what_it_rests_on_and_comes_back_with_it(office, approved, desk):
    letter = visa(approved, desk)
    status(approved, S.IN_REVIEW)
    assert stand(letter) == "lapsed"
    status(approved, S.APPROVED)
    assert stand(letter) == "valid"
    status(approved, S.REVOKED)
    assert stand(letter) == "lapsed"


def test_revoking_needs_a_reason_and_ends_it(office, approved, desk):
    letter = visa(approved, desk)
    with pytest.raises(InvalidInput) as refused:
        letters.revoke(letter, reason=" ", by=desk, now=NOW)
    assert refused.value.field == "reason"
    letters.revoke(letter, reason="Wrong dates", by=desk, now=NOW)
    assert stand(letter) == "revoked"
    with pytest.raises(DomainError):
        letters.revoke(letter, reason="again", by=desk, now=NOW)


def test_passport_stands_in_it_only_where_the_terms_say_so(edition, documented, desk):
    settings = terms(edition)
    letter = visa(documented, desk)
    letters.pdf_of([letter], by=desk, now=NOW)
    assert NUMBER not in words_of(letter)
    assert not SecretReading.objects.exists()
    settings.names_document = True
    settings.save()
    letter = visa(documented, desk)
    assert f"Passport: \u2068{NUMBER}\u2069" in words_of(letter)
    reading = SecretReading.objects.get()
    assert (reading.person, reading.reader, reading.what) == (documented.person, desk, "Passport, in a visa letter")
    letters.pdf_of([letter], by=desk, now=NOW)
    assert SecretReading.objects.count() == 2
    kept = Letter.objects.raw("SELECT id, said AS raw FROM delegations_letter ORDER BY id DESC LIMIT 1")[0]
    assert kept.raw.startswith("gAAAA")
    invitation = letters.issue(documented, kind="person", language="en", by=desk, now=NOW)
    assert NUMBER not in invitation.said


def test_mission_is_told_once_and_each_person_of_the_own(office, approved, delegation, desk):
    second = accredited(delegation, 2, S.APPROVED)
    letters.issue_each([approved, second], kind="visa", language="en", by=desk, now=NOW)
    mails = {mail.email: mail.facts for mail in Message.objects.filter(kind="letters_issued")}
    assert sorted(mails) == ["a@mission.example", "delegate1@mission.example", "delegate2@mission.example"]
    assert [one["holder"] for one in mails["a@mission.example"]["letters"]] == [
        "Sample Delegate 1",
        "Sample Delegate 2",
    ]
    assert [one["holder"] for one in mails["delegate2@mission.example"]["letters"]] == ["Sample Delegate 2"]
    assert mails["a@mission.example"]["link"].endswith(f"/pmif25/delegations/{delegation.public_id}/letters/")


def test_mission_gets_the_letters_there_are_and_new_ones_without_a_mail(office, approved, delegation, focal, desk):
    drafted = accredited(delegation, 2, S.DRAFT)
    third = accredited(delegation, 3, S.APPROVED)
    made = visa(third, desk)
    Message.objects.all().delete()
    said = {"language": "en", "by": focal, "now": NOW}
    got = letters.get([approved, drafted, third], **said)
    assert [one.delegate for one in got] == [approved, third]
    assert got[1] == made
    assert [one.pk for one in letters.get([approved, third], language="en", by=focal, now=NOW)] == [
        one.pk for one in got
    ]
    assert not Message.objects.exists()


def test_mission_gets_a_new_one_after_a_change_of_name(office, approved, focal):
    first = letters.get([approved], language="en", by=focal, now=NOW)[0]
    approved.person.name = "Sample Delegate One"
    approved.person.save()
    second = letters.get([approved], language="en", by=focal, now=NOW)[0]
    assert (second.holder, second.replaces) == ("Sample Delegate One", first)


def test_where_the_desk_alone_issues_the_mission_gets_what_it_has_issued(edition, approved, focal, desk):
    terms(edition, missions_get_visa_letters=False)
    with pytest.raises(DomainError, match="The secretariat has issued no visa letter in this language yet"):
        letters.get([approved], language="en", by=focal, now=NOW)
    made = visa(approved, desk)
    assert letters.get([approved], language="en", by=focal, now=NOW) == [made]


@pytest.mark.parametrize("at", [S.DRAFT, S.SUBMITTED, S.WITHDRAWN])
def test_who_may_have_none_gets_none(office, approved, focal, at):
    status(approved, at)
    with pytest.raises(DomainError, match="Nobody in the delegation may have a visa letter yet"):
        letters.get([approved], language="en", by=focal, now=NOW)


def test_letters_come_as_one_pdf(office, approved, delegation, desk):
    many = [approved, accredited(delegation, 2, S.APPROVED)]
    made = [visa(many[0], desk), visa(many[1], desk, "ur")]
    pdf = letters.pdf_of(made, by=desk, now=NOW)
    assert pdf.startswith(b"%PDF-")
    assert b"/Type/Pages/Count 2/" in pdf
