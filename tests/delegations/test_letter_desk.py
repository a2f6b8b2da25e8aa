"""Letters in the panel: issuing with a preview, the log, the words with a picture of them, who signs."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from delegations.actions import letters
from delegations.documents import written
from delegations.letters import codes, previewing, templates
from delegations.models import DelegateStatus, IdentityDocument, Letter, LetterTemplate, LetterTerms, SecretReading
from forum.models import Role
from tests.delegations.letter_samples import terms
from tests.delegations.missions import NOW, accredited, member, mission

WORDS = {"kind": "visa", "language": "en", "title": "Visa of {name}", "body": "For **{name}**[, {position}]."}


def at(name, thing=None, kind="letter"):
    return reverse(f"admin:delegations_{kind}_{name}", args=[thing.pk] if thing else [])


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def office(edition):
    return terms(edition)


@pytest.fixture
def approved(office, delegation):
    return accredited(delegation, status=DelegateStatus.APPROVED)


@pytest.fixture
def panel(client, desk):
    client.force_login(desk)
    return client


@pytest.fixture
def organiser_s(client, organiser):
    client.force_login(organiser)
    return client


def chosen(action, rows, **more):
    return {"action": action, "_selected_action": [row.pk for row in rows], **more}


def drawing():
    made = BytesIO()
    Image.new("RGBA", (600, 200), (20, 40, 120, 255)).save(made, "PNG")
    return SimpleUploadedFile("signature.png", made.getvalue(), content_type="image/png")


def test_many_are_issued_after_a_preview(panel, approved, delegation):
    drafted = accredited(delegation, 2, DelegateStatus.DRAFT)
    where, rows = at("changelist", kind="delegate"), [approved, drafted]
    told = panel.post(where, chosen("visa_letters", rows)).text
    assert "1 letter is issued." in told
    assert "1 delegation is told by mail" in told
    assert "Sample Delegate 2 is draft: a visa letter is for who is approved." in told
    assert not Letter.objects.exists()
    done = panel.post(where, chosen("visa_letters", rows, apply="yes", language="ur"), follow=True)
    assert "1 letter is issued." in done.text
    assert [(one.delegate, one.language) for one in Letter.objects.all()] == [(approved, "ur")]
    assert "1 has such a letter" in panel.post(where, chosen("visa_letters", rows)).text


def test_delegations_are_invited_after_a_preview(panel, office, delegation):
    where = at("changelist", kind="delegation")
    panel.post(where, chosen("invite_by_letter", [delegation], apply="yes", language="en"))
    assert [one.number for one in Letter.objects.all()] == ["PMIF25/DEL/0001"]


def test_one_is_issued_from_the_page_of_a_person_and_of_a_delegation(panel, approved, delegation):
    where = reverse("admin:delegations_delegate_issue_letter", args=[approved.pk])
    panel.post(where, {"kind": "person", "language": "en"})
    panel.post(reverse("admin:delegations_delegation_write", args=[delegation.pk]), {"language": "ur"})
    assert [one.number for one in Letter.objects.order_by("pk")] == ["PMIF25/INV/0001", "PMIF25/DEL/0001"]
    refused = panel.post(where, {"kind": "visa", "language": "zh"})
    assert refused.context["form"].errors["language"]


def test_refusal_is_shown_in_the_form(panel, delegation):
    where = reverse("admin:delegations_delegation_write", args=[delegation.pk])
    assert "Nobody signs the letters yet" in panel.post(where, {"language": "en"}).text


def test_log_gives_each_letter_anew_and_takes_it_back(panel, approved, desk):
    letter = letters.issue(approved, kind="visa", language="en", by=desk, now=NOW)
    page = panel.get(at("change", letter)).text
    for words in (letter.number, codes.grouped(letter.code), "Sample Delegate 1"):
        assert words in page
    pdf = panel.post(reverse("admin:delegations_letter_give", args=[letter.pk]))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    panel.post(reverse("admin:delegations_letter_issue_anew", args=[letter.pk]))
    newer = Letter.objects.get(replaces=letter)
    assert newer.number in panel.get(at("change", letter)).text
    panel.post(reverse("admin:delegations_letter_revoke", args=[newer.pk]), {"reason": "Wrong dates"})
    assert "Wrong dates" in panel.get(at("change", newer)).text
    tabs = panel.get(at("changelist")).context["status_tabs"]
    assert [(str(tab["label"]), tab["count"]) for tab in tabs] == [("", 2), ("replaced", 1), ("revoked", 1)]


def test_log_costs_the_same_for_one_and_for_three(panel, approved, delegation, desk):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            panel.get(at("changelist"))
        return len(seen)

    letters.issue(approved, kind="visa", language="en", by=desk, now=NOW)
    one = queries()
    for number in (2, 3):
        more = accredited(delegation, number, DelegateStatus.APPROVED)
        letters.issue(more, kind="visa", language="en", by=desk, now=NOW)
    assert queries() == one


@pytest.mark.parametrize("role", [Role.MEETINGS, Role.PROGRAMME, Role.PRESS, Role.VIEWER])
def test_log_is_the_desks_own(client, edition, approved, desk, role):
    letter = letters.issue(approved, kind="visa", language="en", by=desk, now=NOW)
    client.force_login(member(edition, role))
    assert client.get(at("changelist")).status_code == 403
    assert client.post(reverse("admin:delegations_letter_give", args=[letter.pk])).status_code != 200


def test_words_are_kept_and_a_wrong_name_is_refused_by_name(organiser_s, edition):
    where = at("add", kind="lettertemplate")
    wrong = organiser_s.post(where, {"edition": edition.pk, **WORDS, "body": "Dear {nmae}"})
    assert "There is nothing called {nmae}." in wrong.text
    wrong = organiser_s.post(where, {"edition": edition.pk, **WORDS, "kind": "person", "body": "{passport}"})
    assert "There is nothing called {passport}." in wrong.text
    assert not LetterTemplate.objects.exists()
    organiser_s.post(where, {"edition": edition.pk, **WORDS})
    kept = LetterTemplate.objects.get()
    assert (kept.title, kept.body) == (WORDS["title"], WORDS["body"])
    again = organiser_s.post(where, {"edition": edition.pk, **WORDS})
    assert "has words in this language already" in again.text
    organiser_s.post(at("change", kept, "lettertemplate"), {"title": "Visa", "body": "{nobody}"})
    assert LetterTemplate.objects.get().body == WORDS["body"]


def test_preview_shows_the_words_as_they_are_written_and_reads_no_secret(organiser_s, edition, approved):
    LetterTerms.objects.update(names_document=True)
    written(IdentityDocument(person=approved.person), {"country": "TR", "number": "N1234567"}).save()
    where = at("preview", kind="lettertemplate")
    one = organiser_s.post(where, {"edition": edition.pk, **WORDS})
    assert one["Content-Type"] == "image/png"
    assert Image.open(BytesIO(one.content)).width > 1000
    other = organiser_s.post(where, {"edition": edition.pk, **WORDS, "body": "{passport}"})
    assert other.content != one.content
    assert not SecretReading.objects.exists()
    wrong = organiser_s.post(where, {"edition": edition.pk, **WORDS, "body": "{nmae}"})
    assert (wrong.status_code, wrong.json()) == (400, {"problem": "There is nothing called {nmae}."})


def test_preview_is_of_a_sample_where_there_is_one(edition, office):
    words = LetterTemplate(edition=edition, kind="visa", language="en", title="{name}", body="{delegation}")
    made = []
    for name, is_sample in (("Sample Mission C", True), ("Mission D", False)):
        guests = mission(edition, name, f"{name[-1]}@mission.example", is_sample=is_sample)
        accredited(guests, len(made) + 1, DelegateStatus.APPROVED)
        made.append(previewing.picture(words, now=NOW))
    assert made[0] == made[1]


@pytest.mark.parametrize(("kind", "language"), [("visa", "ur"), ("person", "en"), ("delegation", "ur")])
def test_house_s_words_can_be_begun_with_and_seen(organiser_s, edition, approved, kind, language):
    asked = {"edition": edition.pk, "kind": kind, "language": language}
    found = organiser_s.post(at("shipped", kind="lettertemplate"), asked).json()
    assert found["words"]["body"] == templates.shipped(edition, kind, language).body
    assert ("passport" in found["names"]) is (kind == "visa")
    assert previewing.picture(LetterTemplate(edition=edition, kind=kind, language=language, **found["words"]), now=NOW)


def test_nobody_to_show_a_letter_on_is_said(organiser_s, edition):
    answer = organiser_s.post(at("preview", kind="lettertemplate"), {"edition": edition.pk, **WORDS})
    assert (answer.status_code, answer.json()["problem"][:18]) == (400, "Nobody is there ye")


def test_words_are_the_organisers_own(panel, edition, approved):
    for name in ("preview", "shipped"):
        answer = panel.post(at(name, kind="lettertemplate"), {"edition": edition.pk, **WORDS})
        assert answer.status_code == 403
    panel.post(at("add", kind="lettertemplate"), {"edition": edition.pk, **WORDS})
    assert not LetterTemplate.objects.exists()


def test_signature_is_kept_encrypted_and_stays_below_what_was_issued(organiser_s, office, approved, organiser):
    where = reverse("admin:delegations_letterterms_sign", args=[office.pk])
    assert "no JPEG, PNG or WebP" in organiser_s.post(where, {"signature": SimpleUploadedFile("a.png", b"x")}).text
    organiser_s.post(where, {"signature": drawing()})
    office.refresh_from_db()
    kept = office.signature.storage.path(office.signature.name)
    assert Path(kept).read_bytes()[:4] == b"gAAA"
    assert "data:image" in organiser_s.get(at("change", office, "letterterms")).text
    letter = letters.issue(approved, kind="visa", language="en", by=organiser, now=NOW)
    signed = letters.pdf_of([letter], by=organiser, now=NOW)
    organiser_s.post(reverse("admin:delegations_letterterms_unsign", args=[office.pk]))
    assert "None: letters leave room" in organiser_s.get(at("change", office, "letterterms")).text
    assert b"/Subtype/Image" in signed
    assert letters.pdf_of([letter], by=organiser, now=NOW).count(b"/Image") == signed.count(b"/Image")
    bare = letters.issue(approved, kind="visa", language="en", by=organiser, now=NOW)
    assert letters.pdf_of([bare], by=organiser, now=NOW).count(b"/Image") < signed.count(b"/Image")
