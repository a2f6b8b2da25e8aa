"""The desk reads documents: behind a press, written down before, by whom it concerns alone, and kept nowhere."""

import pytest
from django.urls import reverse

from delegations.actions import confirmation
from delegations.models import SecretReading
from forum.models import Role
from tests.delegations.missions import member
from tests.delegations.test_confirmation import NUMBER, PASSPORT, pdf, picture

pytestmark = pytest.mark.django_db
BY_ROLE = {Role.ACCREDITATION: 200, Role.ORGANISER: 200, Role.PROTOCOL: 403, Role.VIEWER: 403, Role.MEETINGS: 403}


@pytest.fixture
def known(delegate, said):
    confirmation.save_document(delegate, PASSPORT, scan=picture(), **said)
    confirmation.save_papers(delegate, {"assignment_letter": pdf()}, **said)
    return delegate


def page(name, delegate, *args):
    return reverse(f"admin:delegations_delegate_{name}", args=[delegate.pk, *args])


def readings():
    return list(SecretReading.objects.order_by("pk").values_list("what", "reader__email"))


def test_document_shows_after_a_press_that_is_written_down(client, desk, known):
    client.force_login(desk)
    for address in (page("change", known), page("read_documents", known)):
        assert NUMBER not in client.get(address).content.decode()
    assert readings() == []
    answer = client.post(page("read_documents", known))
    assert NUMBER in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert readings() == [("Date of birth", desk.email), ("Identity document", desk.email)]


def test_scan_and_files_are_downloads_and_written_down(client, desk, known):
    client.force_login(desk)
    file = known.attachments.get()
    for address in (page("scan", known), page("attachment", known, file.public_id)):
        answer = client.post(address)
        assert answer["Content-Disposition"].startswith("attachment")
        assert "no-store" in answer["Cache-Control"]
        assert answer.getvalue()
        assert client.get(address).status_code == 403
    assert [what.lower() for what, _email in readings()] == ["scan of the document", "letter of assignment"]
    assert client.post(page("attachment", known, "nothing")).status_code == 404


@pytest.mark.parametrize(("role", "status"), BY_ROLE.items())
def test_only_the_desk_reads(client, edition, known, role, status):
    client.force_login(member(edition, role))
    for name in ("read_documents", "scan"):
        answer = client.post(page(name, known))
        assert answer.status_code == status
        if answer.streaming:
            answer.getvalue()
    assert bool(readings()) == (status == 200)


def test_desk_of_another_forum_reads_nothing(client, known, stranger):
    client.force_login(stranger)
    assert client.post(page("scan", known)).status_code in (302, 403, 404)
    assert readings() == []


def test_log_is_the_organisers_and_cannot_be_changed(client, edition, desk, known):
    client.force_login(desk)
    client.post(page("read_documents", known))
    row, log = SecretReading.objects.first(), reverse("admin:delegations_secretreading_changelist")
    assert client.get(log).status_code == 403
    client.force_login(member(edition, Role.ORGANISER))
    assert desk.email in client.get(log).content.decode() or str(desk) in client.get(log).content.decode()
    change = reverse("admin:delegations_secretreading_change", args=[row.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {"what": "nothing"}).status_code == 403
    assert (
        client.post(reverse("admin:delegations_secretreading_delete", args=[row.pk]), {"post": "yes"}).status_code
        == 403
    )
