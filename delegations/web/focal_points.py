"""The focal points of one's delegation: who they are, a backup more, one less, handing over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import access
from delegations import phases
from delegations.actions import focal_points
from delegations.web.finding import delegation_of, focal_point_of, refusals_in
from delegations.web.forms import BackupForm


@login_required
def show(request, edition, delegation):
    """The list, and, for the primary one and the desk, the form that names a backup."""
    delegation = delegation_of(request, delegation)
    access.require(request.user, "register_delegate", delegation)
    may_manage = access.allows(request.user, "manage_focal_points", delegation)
    form = BackupForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST":
        access.require(request.user, "manage_focal_points", delegation)
    if form.is_valid():
        with refusals_in(form):
            point = focal_points.add_backup(delegation, **form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": point.user.email})
            return redirect("delegations:focal-points", edition, delegation.public_id)
    context = {
        "delegation": delegation,
        "points": delegation.focal_points.select_related("user").in_order(),
        "form": form,
        "may_manage": may_manage and _is_open(request, delegation),
    }
    return render(request, "delegations/focal_points.html", context)


@login_required
@require_POST
def remove(request, edition, point):
    point = focal_point_of(request, point)
    access.require(request.user, "manage_focal_points", point)
    focal_points.remove(point, by=request.user, now=timezone.now())
    messages.success(request, _("%(person)s is no focal point any more.") % {"person": point})
    return redirect("delegations:focal-points", edition, point.delegation.public_id)


@login_required
@require_POST
def hand_over(request, edition, point):
    point = focal_point_of(request, point)
    access.require(request.user, "manage_focal_points", point)
    focal_points.hand_over(point, by=request.user, now=timezone.now())
    messages.success(request, _("%(email)s is the primary focal point now.") % {"email": point.user.email})
    return redirect("delegations:focal-points", edition, point.delegation.public_id)


def _is_open(request, delegation):
    return delegation.status in phases.TAKES_REGISTRATIONS and not request.edition.is_archived
