"""Submitting the drafts of a delegation together, after a look at who is complete and who lacks what."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import access
from core.listing import listed
from delegations import completeness, drafts
from delegations.actions import handing_in
from delegations.web.finding import delegation_of


@login_required
def show(request, edition, delegation):
    delegation = delegation_of(request, delegation)
    access.require(request.user, "register_delegate", delegation)
    if request.method == "POST":
        chosen = request.POST.getlist("delegate")
        handed = handing_in.submit_drafts(delegation, chosen=chosen, by=request.user, now=timezone.now())
        _tell(request, handed)
        return redirect("delegations:delegation", edition, delegation.public_id)
    rows = drafts.of(delegation)
    later = completeness.missing_of_each(delegation.edition, [one.delegate.pk for one in rows])
    context = {
        "delegation": delegation,
        "complete": [(one, later[one.delegate.pk]) for one in rows if one.is_complete],
        "incomplete": [one for one in rows if not one.is_complete],
    }
    return render(request, "delegations/submit_drafts.html", context)


def _tell(request, handed):
    if count := len(handed.done):
        sentence = ngettext("%(count)d person is submitted.", "%(count)d people are submitted.", count)
        messages.success(request, sentence % {"count": count})
    for one in handed.kept:
        words = {"person": one.delegate, "facts": listed(one.lacking)}
        messages.warning(request, _("%(person)s stays a draft. Missing: %(facts)s.") % words)
