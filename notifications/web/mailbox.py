"""The demo's mailbox: what was sent to whom, as its reader sees it. Open to everyone, so never in production."""

import re
from io import BytesIO

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from notifications import maildir

PER_PAGE = 25
# A mail's own styles, nothing loaded, nothing run; a link opens the page it leads to in the place of the mailbox.
MAIL_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": ["data:"],
    "frame-ancestors": [SELF],
    "form-action": [NONE],
    "sandbox": ["allow-top-navigation-by-user-activation", "allow-popups", "allow-popups-to-escape-sandbox"],
}
HEAD = re.compile(r"^(.*?<head\b[^>]*>)?", re.IGNORECASE | re.DOTALL)
OPEN_IN_TOP = r'\g<0><base target="_top">'


@never_cache
def inbox(request):
    """The mails, newest first, for ``to``; asked again every few seconds, and then only answered when there is news."""
    recipient = request.GET.get("to", "")
    mails = maildir.newest(recipient)
    newest = mails[0].key if mails else ""
    if request.htmx and request.GET.get("seen") == newest:
        return HttpResponse(status=204)
    page = Paginator(mails, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "recipient": recipient, "newest": newest}
    return render(request, "notifications/mailbox/inbox.html", context)


@never_cache
def mail(request, key):
    """One mail: what its reader sees, its text version, what its calendar part asks for, its source."""
    found = _find(key)
    sides = [side for side in ("html", "text", "calendar") if getattr(found, side)] + ["source"]
    side = request.GET.get("side")
    side = side if side in sides else sides[0]
    method, entries = maildir.entries(found) if side == "calendar" else ("", [])
    context = {
        "mail": found,
        "side": side,
        "tabs": [{"label": _label(one), "url": f"?side={one}", "is_current": one == side} for one in sides],
        "method": _asked(method),
        "entries": entries,
        "source": found.raw.decode(errors="replace") if side == "source" else "",
    }
    return render(request, "notifications/mailbox/mail.html", context)


@never_cache
@xframe_options_sameorigin
@csp(MAIL_POLICY)  # type: ignore[arg-type]  # its stubs know no views with arguments
def body(request, key):
    """The HTML part alone, for the frame on the page of a mail."""
    return HttpResponse(HEAD.sub(OPEN_IN_TOP, _find(key).html, count=1))


@never_cache
def invitation(request, key):
    """The calendar part as a file."""
    return HttpResponse(_find(key).calendar, content_type="text/calendar; charset=utf-8")


@never_cache
def attachment(request, key, number):
    """One of the files that came with it."""
    files = _find(key).files
    if number >= len(files):
        raise Http404
    name, media_type, content = files[number]
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=media_type)


def _find(key):
    found = maildir.find(key)
    if found is None:
        raise Http404
    return found


def _label(side):
    return {"html": _("Mail"), "text": _("Text"), "calendar": _("Calendar"), "source": _("Source")}[side]


def _asked(method):
    words = {"REQUEST": _("Invitation or update"), "CANCEL": _("Cancellation"), "PUBLISH": _("For information")}
    return words.get(method, method)
