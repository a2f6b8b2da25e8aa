"""The keys of the wallets, from the settings. Each wallet is whole, or it is not there and the reason can be told."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.utils.translation import gettext as _

from core.errors import DomainError

APPLE = (
    "APPLE_WALLET_PASS_TYPE",
    "APPLE_WALLET_TEAM",
    "APPLE_WALLET_CERTIFICATE",
    "APPLE_WALLET_KEY",
    "APPLE_WALLET_INTERMEDIATE",
)
GOOGLE = ("GOOGLE_WALLET_ISSUER", "GOOGLE_WALLET_ACCOUNT")
NOT_CONFIGURED = "wallet-not-configured"


@dataclass(frozen=True)
class AppleKeys:
    """``intermediate``: Apple's certificate (WWDR) that has signed ``certificate``."""

    pass_type: str
    team: str
    certificate: x509.Certificate
    key: RSAPrivateKey
    intermediate: x509.Certificate


@dataclass(frozen=True)
class GoogleKeys:
    """``account``: the e-mail of the service account whose ``key`` signs."""

    issuer: str
    account: str
    key: RSAPrivateKey


@dataclass(frozen=True)
class State:
    """How one wallet stands on this server, for the desk. ``problem``: empty where passes are given."""

    name: str
    problem: str


def apple(*, now: datetime) -> AppleKeys:
    """Raises DomainError that says what is missing, wrong or expired."""
    _require(APPLE)
    keys = _apple(tuple(str(getattr(settings, name)) for name in APPLE), settings.APPLE_WALLET_KEY_PASSWORD)
    for certificate in (keys.certificate, keys.intermediate):
        if certificate.not_valid_after_utc <= now:
            raise _refusal(_("The certificate of %(name)s has expired.") % {"name": _common_name(certificate)})
    return keys


def google() -> GoogleKeys:
    """Raises as ``apple`` does."""
    _require(GOOGLE)
    return _google(*(str(getattr(settings, name)) for name in GOOGLE))


def states(*, now: datetime) -> list[State]:
    return [
        State("Apple Wallet", _problem(lambda: apple(now=now))),
        State("Google Wallet", _problem(google)),
    ]


def is_set(name: str) -> bool:
    return bool(getattr(settings, name))


def _problem(ask):
    try:
        ask()
    except DomainError as refusal:
        return str(refusal)
    return ""


def _require(names):
    missing = [name for name in names if not is_set(name)]
    if len(missing) == len(names):
        raise _refusal(_("Not configured on this server."))
    if missing:
        raise _refusal(_("Not configured: %(names)s is missing.") % {"names": ", ".join(missing)})


@lru_cache(maxsize=4)
def _apple(values: tuple[str, ...], password: str) -> AppleKeys:
    pass_type, team, certificate, key, intermediate = values
    keys = AppleKeys(
        pass_type,
        team,
        _read(certificate, x509.load_pem_x509_certificate),
        _read(key, lambda data: _rsa(data, password)),
        _read(intermediate, x509.load_pem_x509_certificate),
    )
    if keys.certificate.public_key() != keys.key.public_key():
        raise _refusal(_("The key in %(name)s is not that of the certificate.") % {"name": key})
    return keys


@lru_cache(maxsize=4)
def _google(issuer, account):
    facts = _read(account, json.loads)
    try:
        email, text = facts["client_email"], facts["private_key"]
        key = _rsa(text.encode(), "")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _unreadable(account) from error
    return GoogleKeys(issuer, email, key)


def _rsa(data, password) -> RSAPrivateKey:
    key = load_pem_private_key(data, password.encode() or None)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError(type(key))  # both wallets ask for RSA
    return key


def _read(name, load):
    try:
        return load(Path(name).read_bytes())
    except (OSError, ValueError, TypeError) as error:
        raise _unreadable(name) from error


def _unreadable(name):
    return _refusal(_("%(name)s cannot be read as what it should be.") % {"name": name})


def _refusal(sentence):
    return DomainError(sentence, code=NOT_CONFIGURED)


def _common_name(certificate):
    return certificate.subject.rfc4514_string()
