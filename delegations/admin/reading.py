"""The desk reads a delegate's documents: one page behind a deliberate press, and the log of all readings."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.template.response import TemplateResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from core import access
from delegations import secret_reading
from delegations.models import Delegate, SecretReading
from forum.admin.base import RoleAdmin
from forum.models import Role

NOT_KEPT = {"Cache-Control": "no-store"}


def page(model_admin, request, delegate: Delegate) -> TemplateResponse:
    """What was asked for, once: the page is kept nowhere, and asking again is another reading."""
    context = model_admin.admin_site.each_context(request) | {
        "title": _("Documents of %(delegate)s") % {"delegate": delegate},
        "opts": model_admin.opts,
        "delegate": delegate,
        "secrets": secret_reading.secrets(delegate, secret_reading.ALL, reader=request.user, now=now()),
        "held": secret_reading.held(delegate, secret_reading.ALL),
    }
    return TemplateResponse(request, "admin/delegations/reading.html", context, headers=NOT_KEPT)


def scan(request, delegate: Delegate | None) -> FileResponse:
    document = secret_reading.scan(_allowed(request, delegate), secret_reading.ALL, reader=request.user, now=now())
    if document is None:
        raise Http404
    return _sent(document.scan, document.scan_type, "document")


def attachment(request, delegate: Delegate | None, public_id: str) -> FileResponse:
    shown = _allowed(request, delegate)
    found = secret_reading.attachment(shown, public_id, secret_reading.ALL, reader=request.user, now=now())
    if found is None:
        raise Http404
    return _sent(found.file, found.content_type, found.name)


def _allowed(request, delegate) -> Delegate:
    if delegate is None:
        raise Http404
    if request.method != "POST" or not access.allows(request.user, "read_secrets", delegate):
        raise PermissionDenied
    return delegate


def _sent(file, content_type, name):
    """Always as a download: nothing from a stranger opens in the panel."""
    return FileResponse(file.open(), as_attachment=True, filename=name, content_type=content_type, headers=NOT_KEPT)


@admin.register(SecretReading)
class SecretReadingAdmin(RoleAdmin):
    view_roles = frozenset({Role.ORGANISER})
    may_add = False
    view_on_site = False
    list_display = ["read_at", "reader", "what", "shown_person", "edition"]
    list_select_related = ["reader", "person", "edition"]
    list_filter = ["what", "edition"]
    search_fields = ["person__name", "reader__email", "reader__name"]
    fields = ["read_at", "reader", "what", "shown_person", "edition"]
    readonly_fields = ["shown_person"]
    ordering = ["-read_at"]

    @display(description=gettext_lazy("person"), ordering="person__name")
    def shown_person(self, reading):
        return reading.person
