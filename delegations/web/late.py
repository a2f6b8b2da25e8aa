"""After the dates: what the mission asked the desk to change, and asking for more."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import access
from delegations import categories, late_changes, phases, places
from delegations.actions import late_changes as asking
from delegations.models import LateChange, LateKind
from delegations.web.finding import delegate_of, delegation_of, late_change_of, refusals_in
from delegations.web.late_forms import LateCorrectionForm, LateDetailsForm, LateNameForm, LateSubstituteForm


@login_required
def show(request, edition, delegation):
    delegation = delegation_of(request, delegation)
    access.require(request.user, "register_delegate", delegation)
    rows = LateChange.objects.visible_to(request.user).filter(delegation=delegation)
    rows = rows.select_related("delegate__person", "delegate__edition", "made__edition", "made__person")
    context = {
        "delegation": delegation,
        "rows": [(one, late_changes.compared(one)) for one in rows.order_by("-asked_at", "-pk")],
        "now": timezone.now(),
        "may_ask": phases.are_names_late(delegation, by=request.user, now=timezone.now()),
        "may_change": not request.edition.is_archived,
    }
    return render(request, "delegations/late.html", context)


@login_required
def new_name(request, edition, delegation):
    delegation = delegation_of(request, delegation)
    access.require(request.user, "register_delegate", delegation)
    choices, standing = categories.open_to(request.user, delegation), places.of(delegation, now=timezone.now())
    form = LateNameForm(request.POST or None, categories=choices, places=standing)
    return _asked(request, delegation, form, asking.ask_for_name, delegation, title=_("Ask for a new name"))


@login_required
def substitute(request, edition, delegate):
    delegate = delegate_of(request, delegate)
    access.require(request.user, "register_delegate", delegate)
    title = _("Ask for somebody else in the place of %(delegate)s") % {"delegate": delegate}
    form = LateSubstituteForm(request.POST or None)
    return _asked(request, delegate.delegation, form, asking.ask_for_substitute, delegate, title=title)


@login_required
def correct(request, edition, delegate):
    delegate = delegate_of(request, delegate)
    access.require(request.user, "register_delegate", delegate)
    title = _("Ask to correct the facts of %(delegate)s") % {"delegate": delegate}
    initial = {field: getattr(delegate.person, field) for field in asking.ASKABLE}
    form = LateCorrectionForm(request.POST or None, initial=initial)
    return _asked(request, delegate.delegation, form, asking.ask_for_correction, delegate, title=title)


@login_required
def details(request, edition, delegate):
    """Photo, document, travel and the rest: the delegate may ask too, and has a page of the own only."""
    delegate = delegate_of(request, delegate)
    access.require(request.user, "edit_delegate", delegate)
    form = LateDetailsForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            asking.ask_for_details(delegate, **form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, _("The desk has your request about %(person)s.") % {"person": delegate})
            return redirect("delegations:delegate", edition, delegate.public_id)
    title = _("Ask to bring details of %(delegate)s late") % {"delegate": delegate}
    context = {"delegation": delegate.delegation, "form": form, "title": title, "back": delegate.get_absolute_url()}
    return render(request, "delegations/ask_late.html", context)


@login_required
@require_POST
def withdraw(request, edition, change):
    change = late_change_of(request, change)
    access.require(request.user, "withdraw_late_change", change)
    asking.withdraw(change, by=request.user, now=timezone.now())
    messages.success(request, _("The late change about %(person)s is withdrawn.") % {"person": change})
    if change.kind == LateKind.DETAILS:
        return redirect("delegations:delegate", edition, change.delegate.public_id)
    return redirect("delegations:late", edition, change.delegation.public_id)


def _asked(request, delegation, form, action, thing, *, title):
    """The form, and what becomes of it: ``action`` asks the desk about ``thing``."""
    if form.is_valid():
        with refusals_in(form):
            facts = dict(form.cleaned_data)
            reason = facts.pop("reason")
            change = action(thing, facts, reason=reason, by=request.user, now=timezone.now())
            messages.success(request, _("The desk has your request about %(person)s.") % {"person": change})
            return redirect("delegations:late", delegation.edition.slug, delegation.public_id)
    back = reverse("delegations:late", args=[delegation.edition.slug, delegation.public_id])
    context = {"delegation": delegation, "form": form, "title": title, "back": back}
    return render(request, "delegations/ask_late.html", context)
