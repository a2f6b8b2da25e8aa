"""Closing an edition for good, and opening it again when that was a mistake."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.models import StatusChange
from forum.models import Edition

OPEN, ARCHIVED = "open", "archived"


def archive(edition: Edition, *, by, now: datetime, reason: str = "") -> None:
    """Make a record of ``edition``: nothing in it can be changed any more. Raises DomainError when it is one."""
    with transaction.atomic():
        if not Edition.objects.filter(pk=edition.pk, is_archived=False).update(is_archived=True):
            raise DomainError(_("%(edition)s is archived already.") % {"edition": edition}, code="archived")
        StatusChange.objects.create(
            thing=edition, before=OPEN, after=ARCHIVED, actor=by, happened_at=now, reason=reason
        )
    edition.is_archived = True


def restore(edition: Edition, *, by, now: datetime, reason: str = "") -> None:
    """Open an archived edition again. Raises DomainError when it is open."""
    with transaction.atomic():
        if not Edition.objects.filter(pk=edition.pk, is_archived=True).update(is_archived=False):
            raise DomainError(_("%(edition)s is not archived.") % {"edition": edition}, code="not-archived")
        StatusChange.objects.create(
            thing=edition, before=ARCHIVED, after=OPEN, actor=by, happened_at=now, reason=reason
        )
    edition.is_archived = False


def _record(edition, **facts):
    StatusChange.objects.create(thing=edition, **facts)
