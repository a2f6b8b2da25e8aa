"""Personal secrets at rest: text columns and files that the database and the disk hold only encrypted.

``DATA_KEYS``: Fernet keys, the first encrypts, all decrypt, so that a key is rotated by putting a new one in front.
``DIGEST_KEY``: for fingerprints by which equal secrets are found without being read.
"""

import hashlib
import hmac
import unicodedata
from functools import cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils.deconstruct import deconstructible


@cache
def _cipher_of(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(secret: bytes) -> bytes:
    return _cipher_of(tuple(settings.DATA_KEYS)).encrypt(secret)


def decrypt(kept: bytes) -> bytes:
    """The secret again. Raises cryptography.fernet.InvalidToken for what no key of ours has written."""
    return _cipher_of(tuple(settings.DATA_KEYS)).decrypt(kept)


def fingerprint(*parts: str) -> str:
    """64 hex digits that are equal for equal parts, whatever their case, spaces and hyphens, and tell nothing else.

    HMAC-SHA256 (RFC 2104) under ``DIGEST_KEY``; a plain hash of a passport number could be guessed in minutes.
    """
    plain = ("".join(filter(str.isalnum, unicodedata.normalize("NFKC", part).casefold())) for part in parts)
    return hmac.new(settings.DIGEST_KEY.encode(), "\x1f".join(plain).encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField):
    """Text that is encrypted in the column. It cannot be searched; a ``fingerprint`` beside it finds equal ones."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return encrypt(value.encode()).decode() if value else value

    def from_db_value(self, value, expression, connection):
        return decrypt(value.encode()).decode() if value else value

    def get_lookup(self, lookup_name):
        if lookup_name in ("isnull", "exact"):  # exact: against the empty text alone, which is kept as it is
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is encrypted and cannot be searched with {lookup_name}.")


@deconstructible
class EncryptedStorage(FileSystemStorage):
    """Files outside the served folder, encrypted whole. They have no address: a view checks, logs and sends them."""

    @property
    def base_location(self):
        return settings.PRIVATE_ROOT  # asked each time: a test has a folder of its own

    @property
    def location(self):
        return str(self.base_location)

    def url(self, name):
        raise ValueError("A private file has no address.")

    def _save(self, name, content):
        content.seek(0)
        return super()._save(name, ContentFile(encrypt(content.read())))  # type: ignore[misc]  # Django's own hook

    def _open(self, name, mode="rb"):
        with super()._open(name, "rb") as kept:  # type: ignore[misc]
            return ContentFile(decrypt(kept.read()), name=name)
