"""The waiting list of a full delegation: who stands where, until when a place is held, taking it, leaving."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import access
from delegations import categories, places, waiting_list
from delegations.actions import waiting
from delegations.models import WaitingEntry
from delegations.web.finding import delegation_of, refusals_in, waiting_entry_of
from delegations.web.forms import WhoForm


@login_required
def show(request, edition, delegation):
    delegation = delegation_of(request, delegation)
    access.require(request.user, "register_delegate", delegation)
    now = timezone.now()
    rows = WaitingEntry.objects.visible_to(request.user).filter(delegation=delegation).select_related("delegate")
    context = {
        "delegation": delegation,
        "rows": waiting_list.numbered(rows.in_line(), now=now),
        "former": [one for one in rows.order_by("-joined_at", "-pk") if not one.is_in_line],
        "places": places.of(delegation, now=now),
        "may_change": not request.edition.is_archived,
    }
    return render(request, "delegations/waiting.html", context)


@login_required
def join(request, edition, delegation):
    delegation = delegation_of(request, delegation)
    access.require(request.user, "register_delegate", delegation)
    form = WhoForm(request.POST or None, categories=categories.open_to(request.user, delegation))
    if form.is_valid():
        with refusals_in(form):
            entry = waiting.join(delegation, form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, _("%(person)s is on the waiting list.") % {"person": entry})
            return redirect("delegations:waiting", edition, delegation.public_id)
    return render(request, "delegations/join_waiting.html", {"delegation": delegation, "form": form})


@login_required
@require_POST
def take(request, edition, entry):
    """One click: the person is a draft in the place that was held; the second step of the registration comes next."""
    entry = waiting_entry_of(request, entry)
    access.require(request.user, "register_delegate", entry)
    draft = waiting.take(entry, by=request.user, now=timezone.now())
    messages.success(request, _("%(person)s has the place. Complete the draft and submit it.") % {"person": draft})
    return redirect("delegations:contact", edition, draft.public_id)


@login_required
@require_POST
def leave(request, edition, entry):
    entry = waiting_entry_of(request, entry)
    access.require(request.user, "register_delegate", entry)
    waiting.leave(entry, by=request.user, now=timezone.now())
    messages.success(request, _("%(person)s is off the waiting list.") % {"person": entry})
    return redirect("delegations:waiting", edition, entry.delegation.public_id)
