"""The second factor: whether one is missing, what is said then, and its secrets encrypted at rest."""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db.models import Exists, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.exceptions import PermissionDenied

from core.links import absolute

PURPOSE = b"majlis second factor"


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text):
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _fernet().decrypt(encrypted_text.encode()).decode()


def is_missing(user) -> bool:
    """Say whether ``user`` must set up a second factor before a desk's powers open, wherever they are used.

    Recovery codes alone are none. Whoever has one is asked for it at every sign-in, so a session has passed it.
    """
    return settings.REQUIRE_SECOND_FACTOR and not _own(user).exists()


def is_there(user) -> Q:
    """The opposite of ``is_missing`` as a condition of a query, which then costs no question of its own."""
    return Q(Exists(_own(user))) if settings.REQUIRE_SECOND_FACTOR else Q()


class SecondFactorMissing(PermissionDenied):
    """403 in the API, with the address where one is set up."""

    default_code = "second-factor-missing"

    def __init__(self):
        super().__init__(
            _("Your part in this forum's secretariat needs a second factor. Set one up at %(address)s, then go on.")
            % {"address": absolute(reverse("mfa_index"))}
        )


def _own(user):
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)


def _fernet():
    """Reads what any of the keys wrote and writes with the first, so that SECRET_KEY can be changed."""
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret):
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
