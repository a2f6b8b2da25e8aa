"""Approving many: first what would happen to each and how many mails leave, then, on a second press, it is done."""

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import access
from delegations.actions import accreditation
from delegations.models import DelegateStatus

APPLY = "apply"
SEEN = "seen-"
"""Before a delegate's key: the revision of the facts that the preview showed."""


def page(model_admin, request, delegates):
    """The preview, or None (back to the list) once it was applied. Refuses whole when one row is not the user's."""
    delegates = list(delegates.order_by("submitted_at", "pk"))
    for delegate in _one_of_each_edition(delegates):
        access.require(request.user, "decide_delegate", delegate)
    if APPLY in request.POST:
        _tell(request, accreditation.approve_each(delegates, seen=_seen(request), by=request.user, now=now()))
        return None
    forecasts = accreditation.foresee(delegates)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Approve"),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "approvals": [one for one in forecasts if not one.refusal],
        "refusals": [one for one in forecasts if one.refusal],
        "passed_on": sum(bool(one.agencies) for one in forecasts),
        "mails": sum(one.mails for one in forecasts) + accreditation.mails_to_agencies(forecasts, now=now()),
        "checkbox": ACTION_CHECKBOX_NAME,
        "seen": SEEN,
    }
    return TemplateResponse(request, "admin/delegations/approve.html", context)


def _seen(request):
    given = {name.removeprefix(SEEN): value for name, value in request.POST.items() if name.startswith(SEEN)}
    return {int(key): value for key, value in given.items() if key.isdecimal()}


def _one_of_each_edition(delegates):
    return {delegate.edition_id: delegate for delegate in delegates}.values()


def _tell(request, tally):
    accredited = [one for one in tally.done if one.status == DelegateStatus.APPROVED]
    if passed_on := len(tally.done) - len(accredited):
        sentence = ngettext(
            "%(count)d delegate is passed on to the agencies.",
            "%(count)d delegates are passed on to the agencies.",
            passed_on,
        )
        messages.success(request, sentence % {"count": passed_on})
    if done := len(accredited):
        sentence = ngettext("%(count)d delegate is approved.", "%(count)d delegates are approved.", done)
        messages.success(request, sentence % {"count": done})
    for _delegate, sentence in tally.refused:
        messages.warning(request, sentence)
