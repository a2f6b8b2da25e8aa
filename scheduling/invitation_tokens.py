"""The address that an invitation is answered to. It carries a token that only that invitation's reader was given."""

import hmac
from email.utils import parseaddr

from django.conf import settings

from core.encryption import fingerprint
from scheduling.models import Meeting

LENGTH = 32  # hex digits: 128 bits


def organiser_address(meeting: Meeting, email: str) -> str:
    """Where the calendar of ``email`` sends its answer; the edition's own address where no mailbox is read."""
    if not settings.INBOUND_ADDRESS:
        return meeting.edition.contact_email or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    local, _at, domain = settings.INBOUND_ADDRESS.rpartition("@")
    return f"{local}+{token_of(meeting, email)}@{domain}"


def token_of(meeting: Meeting, email: str) -> str:
    """The same at every change, so that a calendar that knows one version can answer the next."""
    return fingerprint("invitation", meeting.public_id, email)[:LENGTH]


def is_proven(meeting: Meeting, email: str, tokens: frozenset[str]) -> bool:
    """Whether one of ``tokens`` was given to ``email`` for this meeting."""
    expected = token_of(meeting, email)
    return any(hmac.compare_digest(expected, token) for token in tokens)
