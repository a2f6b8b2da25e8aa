"""Secrets at rest: what the database and the disk hold is not what was written, and only our keys read it."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import FieldError
from django.core.files.base import ContentFile
from django.db import connection

from core import encryption
from delegations.models import IdentityDocument
from forum.models import Person

NUMBER = "AB 1234567"


@pytest.fixture
def document(db):
    person = Person.objects.create(name="Sample Delegate")
    return IdentityDocument.objects.create(person=person, number=NUMBER)


def test_column_holds_no_plain_text(document):
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM delegations_identitydocument")
        kept = cursor.fetchone()[0]
    assert kept.startswith("gAAAA")
    assert NUMBER not in kept
    assert IdentityDocument.objects.get().number == NUMBER


def test_empty_text_stays_empty_and_is_found(document):
    IdentityDocument.objects.update(number="")
    assert IdentityDocument.objects.filter(number="").exists()


def test_encrypted_column_refuses_a_search(document):
    with pytest.raises(FieldError, match="encrypted"):
        IdentityDocument.objects.filter(number__icontains="123").exists()


def test_new_key_in_front_still_reads_what_the_old_one_wrote(document, settings):
    settings.DATA_KEYS = [Fernet.generate_key().decode(), *settings.DATA_KEYS]
    assert IdentityDocument.objects.get().number == NUMBER


def test_foreign_key_reads_nothing(document, settings):
    settings.DATA_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(InvalidToken):
        IdentityDocument.objects.get()


def test_file_on_disk_is_encrypted(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    storage = encryption.EncryptedStorage()
    name = storage.save("scan", ContentFile(b"%PDF plain"))
    assert b"plain" not in Path(storage.path(name)).read_bytes()
    assert storage.open(name).read() == b"%PDF plain"
    with pytest.raises(ValueError, match="no address"):
        storage.url(name)


def test_fingerprint_is_equal_however_it_is_typed_and_only_then():
    assert encryption.fingerprint("PK", "ab-123 45") == encryption.fingerprint("pk", "AB12345")
    assert encryption.fingerprint("PK", "AB12345") != encryption.fingerprint("TR", "AB12345")
    assert encryption.fingerprint("PKA", "B1") != encryption.fingerprint("PK", "AB1")


def test_fingerprint_depends_on_its_key(settings):
    before = encryption.fingerprint("PK", "1")
    settings.DIGEST_KEY = "another"
    assert encryption.fingerprint("PK", "1") != before
