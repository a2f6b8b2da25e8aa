"""The outbox of an edition before it leaves: how many people get what; hold it, write above it, drop it, release it."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.errors import DomainError
from notifications import waiting
from notifications.actions import holding

TEMPLATE = "admin/outbox.html"


class Decision(forms.Form):
    """What is pressed on the page. ``kind`` is empty where it is about everything."""

    do = forms.ChoiceField(choices=[(name, name) for name in ("hold", "release", "write", "cancel")])
    kind = forms.CharField(required=False, max_length=60)
    words = forms.CharField(required=False, strip=False)


def page(model_admin, request, edition):
    """Show what waits, or do what was pressed and come back."""
    if request.method == "POST":
        _decide(request, edition)
        return redirect(request.path)
    context = model_admin.admin_site.each_context(request) | {
        "title": _("Outbox of %(edition)s") % {"edition": edition.short_name},
        "opts": model_admin.opts,
        "edition": edition,
        "waiting": waiting.of(edition.slug),
        "longest": holding.LONGEST_FOREWORD,
    }
    return TemplateResponse(request, TEMPLATE, context)


def _decide(request, edition):
    pressed = Decision(request.POST)
    if not pressed.is_valid():
        messages.error(request, _("This page has changed meanwhile. Look again."))
        return
    said = pressed.cleaned_data
    try:
        messages.success(request, _DO[said["do"]](edition.slug, said["kind"], said["words"], request.user))
    except DomainError as refusal:
        messages.error(request, str(refusal))


def _hold(edition, kind, words, user):
    holding.hold(edition, kind=kind, reason=words[:200], by=user, now=now())
    return _("Held back. Nothing of it leaves until it is released.")


def _release(edition, kind, _words, user):
    holding.release(edition, kind=kind, by=user, now=now())
    return _("Released. What is due leaves within seconds.")


def _write(edition, kind, words, _user):
    count = holding.write_above(edition, kind=kind, words=words)
    return ngettext("%(count)d message changed.", "%(count)d messages changed.", count) % {"count": count}


def _cancel(edition, kind, words, user):
    count = holding.cancel(edition, kind=kind, reason=words, by=user, now=now())
    return ngettext("%(count)d message cancelled.", "%(count)d messages cancelled.", count) % {"count": count}


_DO = {"hold": _hold, "release": _release, "write": _write, "cancel": _cancel}
LABEL = gettext_lazy("Outbox")
