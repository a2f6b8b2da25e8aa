"""The focal points of a delegation, as its primary one keeps them: a backup more, one less, who is the primary."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError
from delegations import phases
from delegations.actions import invitations
from delegations.models import Delegation, FocalPoint
from notifications import outbox

MOST = 6
"""Of one delegation, the primary one counted: each naming sends a mail to whatever address was written."""


def add_backup(delegation: Delegation, *, email, by, now, name="", language="en") -> FocalPoint:
    """Name whoever reads ``email`` a backup, and invite them by mail.

    Raises InvalidInput (field ``email``); DomainError for a delegation that does not come, when there are enough, and
    for who is a focal point already.
    """
    with transaction.atomic():
        delegation = phases.locked(delegation)
        phases.require_taking(delegation)
        if delegation.focal_points.count() >= MOST:
            sentence = _("A delegation has at most %(count)d focal points. Take one off first.")
            raise DomainError(sentence % {"count": MOST}, code="enough-focal-points")
        return invitations.invite(delegation, email=email, name=name, language=language, by=by, now=now)


def remove(focal_point: FocalPoint, *, by, now) -> None:
    """Take the delegation away from a backup, with the invitation that has not left yet. Raises DomainError for the
    primary one, without whom nobody would answer for the delegation."""
    with transaction.atomic():
        delegation = phases.locked(focal_point.delegation)
        phases.require_taking(delegation)
        focal_point = _held(focal_point)
        if focal_point.is_primary:
            sentence = _("%(person)s is the primary focal point. Hand that over first.")
            raise DomainError(sentence % {"person": focal_point}, code="primary-focal-point")
        outbox.cancel(about=focal_point.about, kinds=["delegation_invited"], now=now)
        focal_point.delete()


def hand_over(focal_point: FocalPoint, *, by, now) -> FocalPoint:
    """Make a backup the primary focal point; the former primary stays as a backup. The new one is told by the mail that
    invites. Raises DomainError for who is the primary one already."""
    with transaction.atomic():
        delegation = phases.locked(focal_point.delegation)
        phases.require_taking(delegation)
        focal_point = _held(focal_point)
        if focal_point.is_primary:
            sentence = _("%(email)s is the primary focal point already.")
            raise DomainError(sentence % {"email": focal_point.user.email}, code="primary-focal-point")
        delegation.focal_points.filter(is_primary=True).update(is_primary=False)
        focal_point.is_primary = True
        focal_point.save(update_fields=["is_primary"])
        return invitations.resend(focal_point, by=by, now=now)


def _held(focal_point):
    """The row as it is now; raises DomainError for one that was taken off meanwhile."""
    rows = FocalPoint.objects.select_related("user", "delegation__edition")
    if found := rows.filter(pk=focal_point.pk).first():
        return found
    raise DomainError(_("This focal point was taken off already."), code="no-focal-point")
