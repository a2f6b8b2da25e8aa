"""Making, rotating and distrusting the keys that badges are signed with."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError
from delegations import revocations
from delegations.models import Badge, BadgeKey, BadgeStatus
from delegations.models.badge import LIVE
from forum import editions
from forum.models import Edition


def make_first(edition: Edition, *, by, now) -> BadgeKey:
    """The edition's first key. Raises DomainError where one signs already: that one is rotated."""
    with transaction.atomic():
        edition = _held(edition)
        if BadgeKey.objects.filter(edition=edition, retired_at=None).exists():
            raise DomainError(_("%(edition)s has a badge key. Rotate it instead.") % {"edition": edition})
        return _make(edition, by=by, now=now)


def rotate(edition: Edition, *, by, now) -> BadgeKey:
    """A new key signs from now on. The former signs no more; badges signed with it keep opening gates."""
    with transaction.atomic():
        edition = _held(edition)
        if not BadgeKey.objects.filter(edition=edition, retired_at=None).update(retired_at=now):
            raise DomainError(_("%(edition)s has no badge key yet.") % {"edition": edition}, code="no-badge-key")
        return _make(edition, by=by, now=now)


def ends_with(key: BadgeKey) -> int:
    """How many badges open nothing any more and must be made anew once ``key`` is not trusted."""
    return Badge.objects.filter(key=key, status__in=LIVE).count()


def distrust(key: BadgeKey, *, by, now) -> list[Badge]:
    """The key has leaked: no badge signed with it opens a gate any more, and each is revoked. Gives them.

    Where the key was signing, a new one takes its place. Raises DomainError for one that is distrusted already.
    """
    with transaction.atomic():
        edition = _held(key.edition)
        if not BadgeKey.objects.filter(pk=key.pk, is_trusted=True).update(is_trusted=False):
            raise DomainError(_("This key is not trusted any more already."))
        if BadgeKey.objects.filter(pk=key.pk, retired_at=None).update(retired_at=now):
            _make(edition, by=by, now=now)
        badges = list(Badge.objects.filter(key=key, status__in=LIVE).order_by("pk").select_for_update(of=("self",)))
        workflow.move_all(badges, BadgeStatus.REVOKED, by=by, now=now, reason=_("Its key is no longer trusted."))
        revocations.add(edition, [badge.serial for badge in badges], now=now)
    key.refresh_from_db()
    return badges


def _held(edition):
    """Two presses at once make two keys one after the other, never two that sign."""
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    editions.require_open(edition)
    return edition


def _make(edition, *, by, now):
    last = BadgeKey.objects.filter(edition=edition).aggregate(last=Max("number"))["last"] or 0
    secret = Ed25519PrivateKey.generate()
    return BadgeKey.objects.create(
        edition=edition,
        number=last + 1,
        private_key=secret.private_bytes_raw().hex(),
        public_key=secret.public_key().public_bytes_raw().hex(),
        made_at=now,
        made_by=by,
    )
