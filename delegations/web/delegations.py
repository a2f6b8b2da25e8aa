"""A mission's own delegation: who is in it, what is needed next, how many places are left."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import access
from delegations import completeness, own_badge, phases, places
from delegations.actions import invitations, standing
from delegations.models import Attachment, Delegate, DelegateStatus, Delegation, DelegationStatus, FocalPoint
from delegations.models.delegate import GONE
from delegations.web import next_steps
from delegations.web.finding import delegation_of, reason_of


@login_required
def mine(request, edition):
    """The delegation that the reader answers for or belongs to; a choice where there are several."""
    rows = Delegation.objects.filter(edition=request.edition)
    own = rows.filter(pk__in=FocalPoint.of(request.user)) | rows.filter(delegates__person__user=request.user)
    found = list(places.with_places(rows.filter(pk__in=own.values("pk")), now=timezone.now()))
    if len(found) == 1:
        return redirect("delegations:delegation", edition, found[0].public_id)
    return render(request, "delegations/mine.html", {"delegations": found})


@login_required
def show(request, edition, delegation):
    delegation = delegation_of(request, delegation)
    may_register = access.allows(request.user, "register_delegate", delegation)
    everybody = _listed(request.user, delegation)
    badges = own_badge.standing(everybody) if may_register else {}
    here = sorted((one for one in everybody if one.status not in GONE), key=next_steps.urgency)
    now = timezone.now()
    standing = places.of(delegation, now=now)
    missing = completeness.missing_of_each(delegation.edition, [one.pk for one in here]) if may_register else {}
    deadline = _deadline(request.edition)
    is_desk = deadline["is_closed"] and access.allows(request.user, "decide_delegate", delegation)
    names_late = may_register and deadline["is_closed"] and not is_desk
    context = {
        "delegation": delegation,
        "rows": [(one, next_steps.SENTENCES[one.status], badges.get(one.pk), missing.get(one.pk)) for one in here],
        "gone": [delegate for delegate in everybody if delegate.status in GONE],
        "may_register": may_register,
        "takes_registrations": delegation.status in phases.TAKES_REGISTRATIONS and not request.edition.is_archived,
        "may_answer": access.allows(request.user, "answer_invitation", delegation),
        "is_invited": delegation.status == DelegationStatus.INVITED,
        "is_registering": delegation.status == DelegationStatus.REGISTERING,
        "places": standing,
        "waiting": delegation.waiting.in_line().count() if may_register else 0,
        "left": standing.left,
        "has_room": not names_late and (standing.left or standing.overflow_left),
        "names_late": names_late,
        "drafts": sum(one.status == DelegateStatus.DRAFT for one in here),
        "to_do": sum(delegate.status in next_steps.TO_DO for delegate in here),
        **deadline,
        "focal_points": delegation.focal_points.select_related("user").in_order(),
        "notes": Attachment.objects.notes().filter(delegation=delegation).count() if may_register else 0,
    }
    return render(request, "delegations/delegation.html", context)


@login_required
@require_POST
def accept(request, edition, delegation):
    delegation = delegation_of(request, delegation)
    access.require(request.user, "answer_invitation", delegation)
    invitations.accept(delegation, by=request.user, now=timezone.now())
    messages.success(request, _("The registration of %(delegation)s is open.") % {"delegation": delegation})
    return redirect("delegations:delegation", edition, delegation.public_id)


@login_required
@require_POST
def decline(request, edition, delegation):
    delegation = delegation_of(request, delegation)
    access.require(request.user, "answer_invitation", delegation)
    invitations.decline(delegation, reason=reason_of(request), by=request.user, now=timezone.now())
    messages.success(
        request, _("The secretariat knows now that %(delegation)s does not come.") % {"delegation": delegation}
    )
    return redirect("delegations:delegation", edition, delegation.public_id)


@login_required
@require_POST
def confirm(request, edition, delegation):
    delegation = delegation_of(request, delegation)
    access.require(request.user, "register_delegate", delegation)
    standing.confirm(delegation, by=request.user, now=timezone.now())
    messages.success(request, _("The list of %(delegation)s is complete.") % {"delegation": delegation})
    return redirect("delegations:delegation", edition, delegation.public_id)


def _listed(user, delegation):
    rows = Delegate.objects.visible_to(user).filter(delegation=delegation).select_related("person")
    return rows.order_by("precedence", "pk")


def _deadline(edition):
    closes_at = phases.closing_time(edition)
    return {"closes_at": closes_at, "is_closed": closes_at is not None and closes_at <= timezone.now()}
