"""Two placed meetings change places: first where each would go and how many mails leave, then, on a second press, it is
done."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from core import access
from core.errors import DomainError
from scheduling.actions import placing
from scheduling.addressees import attendees_of
from scheduling.changing import rehearsed
from scheduling.models import Meeting

APPLY = "apply"
SEEN = "seen-"
"""Before a meeting's key: the version that the preview showed."""


@dataclass(frozen=True)
class Exchange:
    """``before`` and ``after``: the meeting as it stands and as it would."""

    before: Meeting
    after: Meeting
    mails: int


def page(model_admin, request, chosen):
    """The preview, or None (back to the list) once it is done or when not two meetings were chosen."""
    pair = list(chosen.select_related("edition", "room__venue").order_by("starts_at", "pk")[:3])
    for meeting in pair:
        access.require(request.user, "place_meeting", meeting)
    if len(pair) != 2:
        messages.warning(request, _("Choose exactly two meetings: they change places."))
        return None
    if APPLY in request.POST:
        return _swap(request, *pair)
    exchanges, refusal, mails = _foresee(pair, by=request.user)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Change places"),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "pair": pair,
        "exchanges": exchanges,
        "refusal": refusal,
        "mails": mails,
        "checkbox": ACTION_CHECKBOX_NAME,
        "seen": SEEN,
    }
    return TemplateResponse(request, "admin/scheduling/swap.html", context)


def _swap(request, one, other):
    for meeting in (one, other):
        meeting.version = _seen(request, meeting)
    try:
        placing.swap(one, other, by=request.user, now=now())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("They have changed places. Everybody who attends is told."))


def _seen(request, meeting):
    given = request.POST.get(f"{SEEN}{meeting.pk}", "")
    return int(given) if given.isdecimal() else None


def _foresee(pair, *, by):
    """Where each would stand, the sentence that refuses it or "", and how many mails leave: one to each address."""
    after = list(Meeting.objects.select_related("edition").filter(pk__in=[one.pk for one in pair]))
    after.sort(key=pair.index)
    try:
        with rehearsed():
            placing.swap(*after, by=by, now=now())
    except DomainError as error:
        return [], str(error), 0
    told = {meeting.pk: {to.email.lower() for to, _names in seats} for meeting, seats in attendees_of(pair)}
    exchanges = [Exchange(old, new, len(told[old.pk])) for old, new in zip(pair, after, strict=True)]
    return exchanges, "", len(set().union(*told.values()))
