"""The person asks in the portal to be erased, or thinks better of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import access
from delegations import own_data as holdings
from delegations.actions import erasing
from delegations.models import ErasureRequest, ErasureStatus
from delegations.web.finding import reason_of


@login_required
@require_POST
def ask(request, edition):
    person = holdings.whose(request.user).person
    if person is None:
        raise Http404
    said = {"reason": reason_of(request), "by": request.user, "now": timezone.now()}
    erasing.ask(person, request.edition, identity=_("signed in as the person"), **said)
    messages.success(request, _("The desk has your request. You can withdraw it until it is carried out."))
    return redirect("portal:own-data", edition)


@login_required
@require_POST
def withdraw(request, edition):
    own = ErasureRequest.objects.filter(person__user=request.user, status=ErasureStatus.ASKED)
    asked = get_object_or_404(own)
    access.require(request.user, "withdraw_erasure", asked)
    erasing.withdraw(asked, by=request.user, now=timezone.now())
    messages.success(request, _("The request is withdrawn. Nothing was erased."))
    return redirect("portal:own-data", edition)
