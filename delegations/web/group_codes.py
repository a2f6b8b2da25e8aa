"""The group codes of one's delegation: made, passed on as letters, link or picture, renewed, closed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core import access
from core.typesetting import code_as_svg
from delegations import categories, phases
from delegations.actions import group_codes
from delegations.models import GroupCode
from delegations.web.finding import delegation_of, group_code_of, refusals_in
from delegations.web.joining_forms import GroupCodeForm


@login_required
@never_cache
def show(request, edition, delegation):
    delegation = delegation_of(request, delegation)
    access.require(request.user, "register_delegate", delegation)
    initial = {
        "category": "delegate",
        "most_uses": delegation.quota,
        "expires_at": phases.closing_time(request.edition),
    }
    form = GroupCodeForm(request.POST or None, categories=categories.open_to(request.user, delegation), initial=initial)
    if form.is_valid():
        with refusals_in(form):
            group_codes.make(delegation, **form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, _("The code is made. Pass it on to your members."))
            return redirect("delegations:group-codes", edition, delegation.public_id)
    now, rows = timezone.now(), GroupCode.objects.filter(delegation=delegation).with_uses()
    codes = rows.select_related("delegation__edition").order_by("pk")
    open_ones = [one for one in codes if one.closed_at is None]
    context = {
        "delegation": delegation,
        "codes": [(one, code_as_svg(one.url), one.expires_at <= now) for one in open_ones],
        "closed": [one for one in codes if one.closed_at],
        "form": form,
        "may_change": delegation.status in phases.TAKES_REGISTRATIONS and not request.edition.is_archived,
    }
    return render(request, "delegations/group_codes.html", context)


@login_required
@require_POST
def rotate(request, edition, group_code):
    code = group_code_of(request, group_code)
    access.require(request.user, "register_delegate", code)
    group_codes.rotate(code, by=request.user, now=timezone.now())
    messages.success(request, _("The code has other letters now. The former ones open nothing."))
    return redirect("delegations:group-codes", edition, code.delegation.public_id)


@login_required
@require_POST
def close(request, edition, group_code):
    code = group_code_of(request, group_code)
    access.require(request.user, "register_delegate", code)
    group_codes.close(code, by=request.user, now=timezone.now())
    messages.success(request, _("The code is closed. Who came by it stays registered."))
    return redirect("delegations:group-codes", edition, code.delegation.public_id)
