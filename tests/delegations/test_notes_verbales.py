"""Notes verbales: kept encrypted, read by those whom they are for, each reading written down."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.errors import DomainError, InvalidInput
from delegations.actions import notes_verbales
from delegations.models import Attachment, Delegation, DelegationStatus, SecretReading
from forum.models import Role
from tests.delegations.missions import member

WORDS = b"%PDF-1.7 The Embassy of Sampleland presents its compliments %%EOF"


def paper(content=WORDS, name="note 12.pdf"):
    return SimpleUploadedFile(name, content, "application/pdf")


@pytest.fixture
def note(delegation, said):
    return notes_verbales.attach(delegation, paper(), reference="No. 12/2025", issued_on=dt.date(2025, 2, 27), **said)


def test_note_is_kept_encrypted_with_number_and_date(note, settings):
    assert (note.reference, note.issued_on, note.name) == ("No. 12/2025", dt.date(2025, 2, 27), "note 12.pdf")
    kept = Path(settings.PRIVATE_ROOT, note.file.name).read_bytes()
    assert b"compliments" not in kept
    assert note.file.open().read() == WORDS


@pytest.mark.parametrize(
    ("file", "facts", "field"),
    [
        (paper(b"MZ no paper"), {}, "file"),
        (paper(), {"issued_on": dt.date(2025, 3, 2)}, "issued_on"),
        (paper(), {"reference": "No.\x07 12"}, "reference"),
    ],
    ids=["no paper", "dated later", "control character"],
)
def test_note_is_refused_by_field(delegation, said, file, facts, field):
    with pytest.raises(InvalidInput) as refusal:
        notes_verbales.attach(delegation, file, **facts, **said)
    assert refusal.value.field == field
    assert not Attachment.objects.exists()


def test_note_of_a_delegation_that_does_not_come_is_refused(delegation, said, note):
    Delegation.objects.filter(pk=delegation.pk).update(status=DelegationStatus.WITHDRAWN)
    with pytest.raises(DomainError, match="withdrawn"):
        notes_verbales.attach(delegation, paper(), **said)
    with pytest.raises(DomainError, match="withdrawn"):
        notes_verbales.remove(note, **said)


def test_more_notes_than_enough_are_refused(delegation, said, note, monkeypatch):
    monkeypatch.setattr(notes_verbales, "MOST", 1)
    with pytest.raises(DomainError, match="enough notes"):
        notes_verbales.attach(delegation, paper(), **said)


def test_reading_is_written_down_and_is_a_download(client, delegation, focal, note):
    client.force_login(focal)
    answer = client.post(f"/pmif25/notes/{note.public_id}/read/")
    assert answer.getvalue() == WORDS
    assert "attachment" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"
    read = SecretReading.objects.get()
    assert (read.delegation, read.person, read.reader, read.what) == (delegation, None, focal, "note verbale")


def test_protocol_reads_and_others_of_the_team_do_not(client, edition, note):
    for role, status in ((Role.PROTOCOL, 200), (Role.MEETINGS, 404), (Role.VIEWER, 404)):
        client.force_login(member(edition, role))
        assert client.post(f"/pmif25/notes/{note.public_id}/read/").status_code == status
        assert client.post(f"/pmif25/notes/{note.public_id}/remove/").status_code == (403 if status == 200 else 404)
    assert Attachment.objects.count() == SecretReading.objects.count() == 1


def test_page_takes_a_note_and_removes_it(client, delegation, said, focal, django_capture_on_commit_callbacks):
    client.force_login(focal)
    there = f"/pmif25/delegations/{delegation.public_id}/notes/"
    assert "This file is no PDF, JPEG or PNG." in client.post(there, {"file": paper(b"MZ")}).text
    assert client.post(there, {"file": paper(), "reference": "No. 7", "issued_on": "2025-02-01"}).status_code == 302
    note = Attachment.objects.get()
    assert "No. 7" in client.get(there).text
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/pmif25/notes/{note.public_id}/remove/")
    assert not Attachment.objects.exists()
    assert not note.file.storage.exists(note.file.name)
