"""The phones at the gates: enrolled by a code that is shown once, known by a token that they alone hold."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError, InvalidInput
from delegations.models import Device
from forum import editions
from forum.models import Edition

CODE_HOLDS_FOR = timedelta(minutes=15)


def offer(device: Device, *, by, now: datetime) -> str:
    """A new code that enrols a phone as ``device``, once, within ``CODE_HOLDS_FOR``. Only its print is kept.

    A phone that holds the device's token goes on until another one has used the code.
    """
    code = secrets.token_urlsafe(24)
    with transaction.atomic():
        device = _held(device)
        device.enrolment_print, device.enrolment_ends_at = print_of(code), now + CODE_HOLDS_FOR
        device.added_by = device.added_by or by
        device.save(update_fields=["enrolment_print", "enrolment_ends_at", "added_by"])
    return code


def enrol(edition: Edition, code: str, *, now: datetime) -> tuple[Device, str]:
    """The device that ``code`` was offered for, and its new token. Raises InvalidInput for a code that is not good."""
    editions.require_open(edition)
    token = secrets.token_urlsafe(32)
    offered = Device.objects.filter(
        edition=edition, enrolment_print=print_of(code), enrolment_ends_at__gt=now, revoked_at=None
    )
    facts = {"token_print": print_of(token), "enrolled_at": now, "last_seen_at": now}
    facts |= {"list_version": 0, "guest_version": None}
    # One statement, so that of two phones with one code exactly one is enrolled.
    if not offered.update(**facts, enrolment_print="", enrolment_ends_at=None):
        raise InvalidInput(_("This code is used up or too old. Ask for a new one."), field="code", code="bad-code")
    return Device.objects.get(token_print=print_of(token)), token


def revoke(device: Device, *, by, now: datetime) -> Device:
    """The phone is lost or has done its work: its token opens nothing from now on. What it has read stays."""
    with transaction.atomic():
        device = _held(device)
        device.revoked_at, device.token_print, device.enrolment_print = now, "", ""
        device.enrolment_ends_at = None
        device.save(update_fields=["revoked_at", "token_print", "enrolment_print", "enrolment_ends_at"])
    return device


def seen(device: Device, *, list_version: int, guest_version: int | None, now: datetime) -> None:
    """Note that the device is in contact, how new its list is, and the key of the guest list's version it holds."""
    rows = Device.objects.filter(pk=device.pk)
    rows.update(last_seen_at=now, list_version=list_version, guest_version=guest_version)


def print_of(secret: str) -> str:
    """SHA-256: enough for a secret that was drawn at random."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _held(device):
    device = Device.objects.select_related("edition").select_for_update(of=("self",)).get(pk=device.pk)
    editions.require_open(device.edition)
    if device.revoked_at:
        raise DomainError(_("%(device)s is revoked. Add a new device instead.") % {"device": device}, code="revoked")
    return device
