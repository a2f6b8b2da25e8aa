"""The second factor: who must have one, and its secrets encrypted at rest."""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"majlis second factor"


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text):
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _fernet().decrypt(encrypted_text.encode()).decode()


def is_missing(user) -> bool:
    """Say whether ``user`` must set up a second factor before the admin panel opens. Recovery codes alone are none."""
    if not settings.REQUIRE_SECOND_FACTOR:
        return False
    own = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return not own.exists()


def _fernet():
    """Reads what any of the keys wrote and writes with the first, so that SECRET_KEY can be changed."""
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret):
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
