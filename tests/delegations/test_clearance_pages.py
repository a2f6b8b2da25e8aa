"""An agency at its own pages: the queue, one name with the granted facts, the answer, many at once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.encryption import fingerprint
from core.errors import DomainError
from delegations.actions import accreditation, agencies
from delegations.models import AgencyMember, Clearance, DelegateStatus, IdentityDocument, SecretReading
from delegations.tasks import expire_clearances
from notifications.models import Message
from tests.delegations.agencies import agency, asked, member_of
from tests.delegations.missions import NOW, accredited

PDF = b"%PDF-1.7\n%%EOF\n"
NUMBER = "XN1234567"


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def security(edition):
    return agency(edition, granted=["document", "birth_date"])


@pytest.fixture
def clearance(delegate, security, desk):
    IdentityDocument.objects.create(
        person=delegate.person, number=NUMBER, number_print=fingerprint("XN", NUMBER), born_on="1980-12-31"
    )
    accreditation.approve(delegate, by=desk, now=NOW)
    return asked(delegate, security)


@pytest.fixture
def officer(client, security):
    client.force_login(member_of(security))
    return client


def page(name, *things):
    return reverse(f"clearance:{name}", args=["pmif25", *(thing.public_id for thing in things)])


def test_queue_shows_the_clock_and_what_is_overdue_first(officer, security, clearance, delegation, desk):
    later = accreditation.approve(accredited(delegation, 2), by=desk, now=timezone.now())
    text = officer.get(page("queue", security)).text
    assert "1 name is overdue." in text
    assert text.index("Sample Delegate 1") < text.index(str(later.person.name))
    assert "overdue by" in text
    assert "left</span>" in text


def test_queue_is_searched_and_narrowed(officer, security, clearance, delegation, desk):
    accreditation.approve(accredited(delegation, 2), by=desk, now=NOW)
    found = officer.get(page("queue", security), {"q": "delegate 2"}).text
    assert "Sample Delegate 2" in found
    assert "Sample Delegate 1" not in found
    assert "Nothing stands here" in officer.get(page("queue", security), {"status": "cleared"}).text


@pytest.mark.parametrize("count", [1, 3])
def test_queue_asks_the_same_for_one_and_for_three(
    officer, security, delegation, desk, count, django_assert_max_num_queries
):
    for number in range(count):
        accreditation.approve(accredited(delegation, number), by=desk, now=NOW)
    with django_assert_max_num_queries(11):
        assert officer.get(page("queue", security)).text.count('name="chosen"') == count


def test_secret_is_shown_on_request_and_written_down_first(officer, clearance, security):
    shown = officer.get(page("show", clearance)).text
    assert NUMBER not in shown
    assert "1980" not in shown
    assert "delegate1@mission.example" not in shown
    assert not SecretReading.objects.exists()
    assert NUMBER in officer.post(page("secrets", clearance)).text
    readings = SecretReading.objects.order_by("pk").values_list("what", "reader__email", "person__name")
    officer_email = member_of(security).email
    assert list(readings) == [
        ("Date of birth", officer_email, "Sample Delegate 1"),
        ("Identity document", officer_email, "Sample Delegate 1"),
    ]


def test_what_was_not_granted_is_not_shown_and_not_sent(officer, clearance, security):
    security.granted = []
    security.save()
    assert "Show:" not in officer.get(page("show", clearance)).text
    assert NUMBER not in officer.post(page("secrets", clearance)).text
    assert officer.post(page("scan", clearance)).status_code == 404
    assert not SecretReading.objects.exists()


def test_agency_clears_with_a_reason_and_a_file(officer, clearance, security):
    upload = SimpleUploadedFile("letter.exe", PDF)
    answer = officer.post(page("clear", clearance), {"words": "Nothing known.", "file": upload}, follow=True)
    assert "The accreditation desk has your answer." in answer.text
    clearance.refresh_from_db()
    kept = clearance.files.get()
    assert (clearance.status, clearance.note, kept.name) == ("cleared", "Nothing known.", "letter.pdf")
    sent = officer.get(page("file", clearance, kept))
    assert sent.getvalue() == PDF
    assert sent["Content-Disposition"].startswith("attachment")


def test_hostile_file_and_missing_words_are_named_and_nothing_is_written(officer, clearance):
    bad = officer.post(page("clear", clearance), {"words": "", "file": SimpleUploadedFile("a.pdf", b"MZ\x90")})
    assert (bad.status_code, "This file is no PDF" in bad.text) == (400, True)
    silent = officer.post(page("refuse", clearance), {"words": " "})
    assert (silent.status_code, "Write the reason" in silent.text) == (400, True)
    clearance.refresh_from_db()
    assert (clearance.status, clearance.files.count()) == ("pending", 0)


def test_many_are_cleared_after_a_preview_that_counts_the_mails(officer, clearance, security, delegation, desk):
    accreditation.approve(accredited(delegation, 2), by=desk, now=NOW)
    chosen = {"chosen": list(Clearance.objects.values_list("public_id", flat=True))}
    preview = officer.post(page("clear-chosen", security), chosen).text
    assert "2 names will be cleared. 4 mails leave." in preview
    assert not Message.objects.filter(kind="delegate_approved").exists()
    officer.post(page("clear-chosen", security), chosen | {"apply": "yes"})
    assert Message.objects.filter(kind="delegate_approved").count() == 4
    assert set(delegation.delegates.values_list("status", flat=True)) == {DelegateStatus.APPROVED}


def test_agency_does_not_see_what_another_is_asked(client, clearance, edition):
    other = agency(edition, "Sample Other Agency", categories=[])
    client.force_login(member_of(other))
    assert client.get(page("show", clearance)).status_code == 404
    assert client.post(page("clear", clearance)).status_code == 404
    assert "Sample Delegate" not in client.get(page("queue", other)).text


def test_portal_leads_to_the_queue(officer, security):
    assert page("queue", security) in officer.get("/pmif25/portal/").text


def test_member_is_invited_by_mail_once_and_removed(security, desk):
    member = agencies.invite(security, email="officer@agency.example", by=desk, now=NOW)
    assert Message.objects.get(kind="agency_invited").email == "officer@agency.example"
    with pytest.raises(DomainError, match="already"):
        agencies.invite(security, email="officer@agency.example", by=desk, now=NOW)
    agencies.remove(security, member.user, by=desk, now=NOW)
    assert not AgencyMember.objects.filter(user=member.user).exists()
    with pytest.raises(DomainError, match="no member"):
        agencies.remove(security, member.user, by=desk, now=NOW)


def test_task_of_the_clock_expires(clearance):
    expire_clearances()
    clearance.refresh_from_db()
    assert clearance.status == "expired"
