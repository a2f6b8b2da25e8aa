"""An agency's own system: its queue, the granted facts of one name, the answer; nothing of other agencies."""

import pytest
from rest_framework.test import APIClient

from core.encryption import fingerprint
from delegations.actions import accreditation
from delegations.models import Clearance, IdentityDocument, SecretReading
from tests.delegations.agencies import agency, asked, member_of
from tests.delegations.missions import NOW, accredited

DOOR = "/api/v1/pmif25/clearances/"
NUMBER = "XN1234567"


def api(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


@pytest.fixture
def security(edition):
    return agency(edition, granted=["document"])


@pytest.fixture
def other(edition, security):
    return agency(edition, "Sample Agency for Press")


@pytest.fixture
def clearance(delegate, security, other, desk):
    IdentityDocument.objects.create(
        person=delegate.person, number=NUMBER, number_print=fingerprint("XN", NUMBER), born_on="1980-12-31"
    )
    accreditation.approve(delegate, by=desk, now=NOW)
    return asked(delegate, security)


@pytest.fixture
def officer(security):
    return api(member_of(security))


def at(clearance, verb=""):
    return f"{DOOR}{clearance.public_id}/{verb and verb + '/'}"


@pytest.mark.parametrize("count", [1, 3])
def test_queue_is_the_agencys_own_and_asks_the_same_for_one_and_three(
    officer, security, other, delegation, desk, count, django_assert_num_queries
):
    for number in range(count):
        accreditation.approve(accredited(delegation, number), by=desk, now=NOW)
    with django_assert_num_queries(3):
        rows = officer.get(DOOR).json()["results"]
    assert {row["agency"] for row in rows} == {security.public_id}
    assert [row["id"] for row in rows] == [
        one.public_id for one in Clearance.objects.filter(agency=security).order_by("due_at", "pk")
    ]


def test_only_granted_facts_are_shown_and_a_reading_is_written_down(officer, clearance):
    answer = officer.get(at(clearance))
    assert (answer.json()["name"], answer.json()["secrets"]) == ("Sample Delegate 1", ["Identity document"])
    for secret in (NUMBER, "1980", "delegate1@mission.example"):
        assert secret not in answer.text
    assert not SecretReading.objects.exists()
    read = officer.post(at(clearance, "secrets"))
    assert NUMBER in read.text
    assert "1980" not in read.text
    assert read["Cache-Control"] == "private, no-store"
    assert list(SecretReading.objects.values_list("what", flat=True)) == ["Identity document"]


def test_answers_of_all_agencies_approve_and_a_second_is_refused(officer, other, clearance):
    cleared = officer.post(at(clearance, "clear"), {"reason": "Nothing known."})
    assert (cleared.status_code, cleared.json()["status"], cleared.json()["note"]) == (200, "cleared", "Nothing known.")
    clearance.delegate.refresh_from_db()
    assert clearance.delegate.status == "in_review"
    last = asked(clearance.delegate, other)
    assert api(member_of(other)).post(at(last, "clear")).status_code == 200
    clearance.delegate.refresh_from_db()
    assert clearance.delegate.status == "approved"
    assert officer.post(at(clearance, "clear")).status_code == 409


def test_agency_asks_and_refuses_with_words_only(officer, clearance):
    silent = [officer.post(at(clearance, verb), {"question": " ", "reason": " "}) for verb in ("ask", "refuse")]
    assert [answer.status_code for answer in silent] == [400, 400]
    clearance.refresh_from_db()
    assert clearance.status == "pending"
    asked_back = officer.post(at(clearance, "ask"), {"question": "Which paper?"})
    assert (asked_back.json()["status"], asked_back.json()["note"]) == ("info_needed", "Which paper?")
    assert officer.post(at(clearance, "refuse"), {"reason": "Known to us."}).json()["status"] == "refused"


def test_everybody_else_finds_nothing(other, clearance, desk):
    for stranger in (member_of(other), desk):
        client = api(stranger)
        assert clearance.public_id not in client.get(DOOR).text
        codes = {client.get(at(clearance)).status_code}
        codes |= {client.post(at(clearance, verb), {}).status_code for verb in ("clear", "ask", "refuse", "secrets")}
        assert codes == {404}
    clearance.refresh_from_db()
    assert (clearance.status, SecretReading.objects.count()) == ("pending", 0)
