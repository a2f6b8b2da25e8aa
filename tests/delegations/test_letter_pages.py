"""Verifying a letter in public, and getting one's letters in the portal and over the API."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import User
from delegations.actions import letters
from delegations.letters import codes
from delegations.models import Delegate, DelegateStatus, Letter
from delegations.web.verifying import LookingUp
from tests.delegations.letter_samples import terms
from tests.delegations.missions import NOW, accredited

NAME = "Sample Delegate 1"


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


@pytest.fixture
def approved(edition, delegation):
    terms(edition)
    return accredited(delegation, status=DelegateStatus.APPROVED, native_name="نمونہ مندوب", honorific="H.E.")


@pytest.fixture
def letter(approved, desk):
    return letters.issue(approved, kind="visa", language="en", by=desk, now=NOW)


@pytest.fixture
def owner(approved):
    approved.person.user = User.objects.create_user("delegate1@mission.example")
    approved.person.save()
    return approved.person.user


def at(letter):
    return f"/pmif25/letters/{codes.grouped(letter.code)}/"


def api(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_anybody_reads_that_a_letter_is_valid_and_no_name(client, letter):
    page = client.get(at(letter))
    assert page.status_code == 200
    for words in ("This letter is valid", "PMIF25/VISA/0001", "1 March 2025", "S. D. 1.", "Visa letter"):
        assert words in page.text
    for secret in (NAME, "Sample Mission A", "Türkiye", letter.public_id):
        assert secret not in page.text
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (NAME, "Yes: the letter names"),
        ("SAMPLE  delegate 1", "Yes: the letter names"),
        ("1 Delegate, Sample", "Yes: the letter names"),
        ("H.E. Sample Delegate 1", "Yes: the letter names"),
        ("نمونہ مندوب", "Yes: the letter names"),
        ("Sample Delegate", "No: the letter names"),
        ("Sample Delegate 11", "No: the letter names"),
        ("—", "No: the letter names"),
    ],
)
def test_page_says_whether_a_name_is_the_one_in_the_letter(client, letter, typed, answer):
    page = client.post(at(letter), {"name": typed}).text
    assert answer in page


def test_browser_may_ask_for_the_name(letter):
    """With the checks of a browser's request: the form carries its token, and the page lets the origin be said."""
    browser = Client(enforce_csrf_checks=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get(at(letter)).text)[1]
    page = browser.post(at(letter), {"name": NAME, "csrfmiddlewaretoken": token})
    assert "Yes: the letter names" in page.text


def test_empty_name_is_asked_for_again(client, letter):
    page = client.post(at(letter), {"name": ""})
    assert "This field is required." in page.text
    assert "No: the letter" not in page.text


def test_page_says_what_became_of_it(client, letter, approved, desk):
    Delegate.objects.filter(pk=approved.pk).update(status=DelegateStatus.IN_REVIEW)
    assert "This letter is not valid at present" in client.get(at(letter)).text
    Delegate.objects.filter(pk=approved.pk).update(status=DelegateStatus.APPROVED)
    newer = letters.issue(Delegate.objects.get(), kind="visa", language="en", by=desk, now=NOW)
    assert "This letter was replaced by a newer one" in client.get(at(letter)).text
    letters.revoke(newer, reason="Sample reason", by=desk, now=NOW)
    page = client.get(at(newer)).text
    assert "This letter was revoked" in page
    assert "Sample reason" not in page


def test_unknown_code_and_code_of_another_forum_are_answered_alike(client, letter, edition):
    edition.pk, edition.slug, edition.external_id = None, "next", ""
    edition.save()
    unknown, elsewhere = client.get(f"/pmif25/letters/{codes.new()}/"), client.get(at(letter).replace("pmif25", "next"))
    assert [unknown.status_code, elsewhere.status_code] == [404, 404]
    assert "There is no such letter" in unknown.text
    assert "There is no such letter" in elsewhere.text


def test_typed_code_leads_to_the_letter_and_a_mistyped_one_is_told(client, letter):
    typed = client.get("/pmif25/letters/", {"code": f" {letter.code.lower()}"})
    assert (typed.status_code, typed["Location"]) == (302, at(letter))
    wrong = "1" if letter.code[0] == "0" else "0"
    page = client.get("/pmif25/letters/", {"code": wrong + letter.code[1:]})
    assert "This is no code of a letter" in page.text
    assert client.get("/pmif25/letters/")["X-Robots-Tag"] == "noindex, nofollow"


def test_guessing_is_slowed_down(client, letter, monkeypatch):
    monkeypatch.setattr(LookingUp, "rate", "2/min")
    answers = [client.get(f"/pmif25/letters/{codes.new()}/").status_code for _unused in range(2)]
    assert answers == [404, 404]
    late = client.get(at(letter))
    assert late.status_code == 429
    assert 1 <= int(late["Retry-After"]) <= 61
    assert "This letter is valid" not in late.text
    assert client.post(at(letter), {"name": NAME}).status_code == 429


def test_mission_gets_everybody_s_letters_as_one_file(client, approved, delegation, focal):
    accredited(delegation, 2, DelegateStatus.APPROVED)
    accredited(delegation, 3, DelegateStatus.DRAFT)
    client.force_login(focal)
    here = reverse("delegations:letters", args=["pmif25", delegation.public_id])
    assert "2 people may have one." in client.get(here).text
    got = client.post(reverse("delegations:all-letters", args=["pmif25", delegation.public_id]), {"language": "ur"})
    assert got["Content-Type"] == "application/pdf"
    assert b"/Type/Pages/Count 2/" in got.content
    assert got["Cache-Control"] == "no-store"
    page = client.get(here).text
    assert page.count("PMIF25/VISA/") >= 2
    assert "Urdu" in page


def test_refusal_is_told_on_the_page_it_came_from(client, approved, delegation, focal):
    client.force_login(focal)
    where = reverse("delegations:visa-letter", args=["pmif25", approved.public_id])
    page = client.post(where, {"language": "zh"}, follow=True)
    assert "This letter has no words in this language yet." in page.text
    assert not Letter.objects.exists()


def test_person_gets_the_own_letter_and_nobody_else_s(client, approved, letter, owner, delegation, stranger, desk):
    other = accredited(delegation, 2, DelegateStatus.APPROVED)
    foreign = letters.issue(other, kind="visa", language="en", by=desk, now=NOW)
    client.force_login(owner)
    page = client.get(reverse("delegations:delegate", args=["pmif25", approved.public_id])).text
    assert "Get the visa letter" in page
    assert "PMIF25/VISA/0001" in page
    assert client.post(reverse("delegations:letter-pdf", args=["pmif25", letter.public_id])).status_code == 200
    assert client.post(reverse("delegations:letter-pdf", args=["pmif25", foreign.public_id])).status_code == 404
    client.force_login(stranger)
    for where in (
        reverse("delegations:letter-pdf", args=["pmif25", letter.public_id]),
        reverse("delegations:visa-letter", args=["pmif25", approved.public_id]),
        reverse("delegations:all-letters", args=["pmif25", delegation.public_id]),
    ):
        assert client.post(where, {"language": "en"}).status_code == 404


def queries_of(ask):
    with CaptureQueriesContext(connection) as seen:
        ask()
    return len(seen)


def test_lists_cost_the_same_for_one_and_for_three(client, letter, delegation, focal, desk):
    client.force_login(focal)
    here = reverse("delegations:letters", args=["pmif25", delegation.public_id])
    asked = [lambda: client.get(here), lambda: api(focal).get("/api/v1/pmif25/letters/")]
    one = [queries_of(ask) for ask in asked]
    for number in (2, 3):
        more = accredited(delegation, number, DelegateStatus.APPROVED)
        letters.issue(more, kind="visa", language="en", by=desk, now=NOW)
    assert [queries_of(ask) for ask in asked] == one


def test_issuing_ten_costs_hardly_more_than_issuing_one(approved, delegation, desk):
    def issued(people):
        return queries_of(lambda: letters.issue_each(people, kind="visa", language="en", by=desk, now=NOW))

    one = issued([approved])
    many = [accredited(delegation, number, DelegateStatus.APPROVED, email="") for number in range(2, 12)]
    assert issued(Delegate.objects.filter(pk__in=[one.pk for one in many]).select_related("person")) <= one + 4


def test_api_gives_a_visa_letter_and_its_pdf(approved, delegation, focal, owner):
    asked = api(focal).post("/api/v1/pmif25/letters/", {"delegate": approved.public_id, "language": "ur"})
    assert asked.status_code == 201
    letter = Letter.objects.get()
    assert asked.json() == {
        "id": letter.public_id,
        "kind": "visa",
        "language": "ur",
        "number": "PMIF25/VISA/0001",
        "holder": "H.E. Sample Delegate 1",
        "delegation": delegation.public_id,
        "delegate": approved.public_id,
        "code": codes.grouped(letter.code),
        "standing": "valid",
        "issued_at": asked.json()["issued_at"],
    }
    paper = api(owner).post(f"/api/v1/pmif25/letters/{letter.public_id}/pdf/")
    assert (paper.status_code, paper["Content-Type"], paper.content[:5]) == (200, "application/pdf", b"%PDF-")


def test_api_refuses_as_the_pages_do(approved, focal, stranger):
    Delegate.objects.update(status=DelegateStatus.DRAFT)
    asked = {"delegate": approved.public_id}
    assert api(focal).post("/api/v1/pmif25/letters/", asked).status_code == 409
    assert api(focal).post("/api/v1/pmif25/letters/", asked | {"language": "xx"}).status_code == 400
    assert api(stranger).post("/api/v1/pmif25/letters/", asked).status_code == 404
