"""Inviting a delegation: its focal point is asked by mail, accepts by working, or declines."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError
from delegations import notices, phases, sign_ins
from delegations.actions import offering
from delegations.models import Delegate, Delegation, DelegationStatus, FocalPoint
from forum import editions

INVITES = {
    DelegationStatus.INVITED,
    DelegationStatus.REGISTERING,
    DelegationStatus.CONFIRMED,
    DelegationStatus.DECLINED,
}


def invite(delegation: Delegation, *, email, by, now, name="", language="en") -> FocalPoint:
    """Ask whoever reads ``email`` to register the delegation; the first one asked is its primary focal point.

    Makes the account where there is none. A delegation that had declined is invited again. Raises InvalidInput (field
    ``email``), DomainError when this person is a focal point already or the delegation is closed or withdrawn.
    """
    with transaction.atomic():
        delegation = _inviting(delegation, by=by, now=now)
        user = sign_ins.user_at(email, name=name, language=language)
        sign_ins.refuse_deactivated(user)
        if delegation.focal_points.filter(user=user).exists():
            sentence = _("%(email)s is a focal point of %(delegation)s already. Send the invitation again instead.")
            raise DomainError(sentence % {"email": user.email, "delegation": delegation}, code="already-invited")
        is_first = not delegation.focal_points.filter(is_primary=True).exists()
        focal_point = FocalPoint.objects.create(delegation=delegation, user=user, is_primary=is_first)
        return _send(focal_point, now=now)


def resend(focal_point: FocalPoint, *, by, now) -> FocalPoint:
    """Send the invitation once more, as a new mail."""
    with transaction.atomic():
        delegation = _inviting(focal_point.delegation, by=by, now=now)
        return _send(delegation.focal_points.select_related("user").get(pk=focal_point.pk), now=now)


def replace_primary(delegation: Delegation, *, email, by, now, name="", language="en") -> FocalPoint:
    """Make whoever reads ``email`` the primary focal point and take the delegation away from the former one.

    A backup focal point can take over so too. Raises InvalidInput (field ``email``), DomainError as ``invite``.
    """
    with transaction.atomic():
        delegation = _inviting(delegation, by=by, now=now)
        user = sign_ins.user_at(email, name=name, language=language)
        sign_ins.refuse_deactivated(user)
        if delegation.focal_points.filter(user=user, is_primary=True).exists():
            raise DomainError(_("%(email)s is the primary focal point already.") % {"email": user.email})
        delegation.focal_points.filter(is_primary=True).delete()
        focal_point, _new = FocalPoint.objects.update_or_create(
            delegation=delegation, user=user, defaults={"is_primary": True}
        )
        return _send(focal_point, now=now)


def accept(delegation: Delegation, *, by, now) -> Delegation:
    """The mission will come: registration opens. The focal point's first registration says the same by itself."""
    with transaction.atomic():
        delegation = phases.locked(delegation)
        editions.require_open(delegation.edition)
        workflow.move(delegation, DelegationStatus.REGISTERING, by=by, now=now)
    return delegation


def decline(delegation: Delegation, *, reason="", by, now) -> Delegation:
    """The mission will not come. Raises DomainError while people of it are registered."""
    with transaction.atomic():
        delegation = phases.locked(delegation)
        editions.require_open(delegation.edition)
        if Delegate.objects.in_the_count().filter(delegation=delegation).exists():
            raise DomainError(
                _("There are people registered in %(delegation)s. Withdraw them first, then decline.")
                % {"delegation": delegation},
                code="people-registered",
            )
        workflow.move(delegation, DelegationStatus.DECLINED, by=by, now=now, reason=reason)
        offering.end(delegation, by=by, now=now)
    return delegation


def _inviting(delegation, *, by, now):
    """The delegation's row, held, fit to be invited."""
    delegation = phases.locked(delegation)
    editions.require_open(delegation.edition)
    if delegation.status not in INVITES:
        sentence = _("%(delegation)s is %(status)s and cannot be invited.")
        raise DomainError(sentence % {"delegation": delegation, "status": delegation.get_status_display()})
    if delegation.status == DelegationStatus.DECLINED:
        workflow.move(delegation, DelegationStatus.INVITED, by=by, now=now)
    return delegation


def _send(focal_point, *, now):
    focal_point.invitations += 1
    focal_point.invited_at = now
    focal_point.save(update_fields=["invitations", "invited_at"])
    closes_at = phases.closing_time(focal_point.delegation.edition)
    notices.invited(focal_point, closes_at=closes_at, now=now)
    return focal_point
