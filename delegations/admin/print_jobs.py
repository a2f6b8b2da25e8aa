"""What was ordered on paper: how far it is, the file for an hour, and an end to it."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.enums import ActionVariant

from core import workflow
from delegations import print_progress
from delegations.actions import printing
from delegations.models import PrintJob, PrintJobStatus
from forum.admin.base import RoleAdmin
from forum.admin.buttons import button
from forum.models import Role

S = PrintJobStatus
TONES = {S.QUEUED: "warning", S.DONE: "success", S.FAILED: "danger"}


@admin.register(PrintJob)
class PrintJobAdmin(RoleAdmin):
    view_roles = frozenset({Role.ORGANISER, Role.ACCREDITATION})
    may_add = False
    list_display = ["asked_at", "asked_by", "shown_count", "form", "shown_status"]
    list_select_related = ["asked_by", "edition"]
    list_filter = ["status", "edition"]
    search_fields = ["asked_by__name"]
    fields = ["edition", "asked_by", "asked_at", "ended_at"]
    change_form_outer_before_template = "admin/delegations/print_job.html"
    actions_detail = ["cancel"]

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}

    @display(description=_("Badges"))
    def shown_count(self, job):
        return len(job.chosen)

    @display(description=_("Status"), ordering="status", label=dict(TONES))
    def shown_status(self, job):
        return job.status, job.get_status_display()

    def get_urls(self):
        download = self.admin_site.admin_view(self.download_view)
        return [path("<int:pk>/badges.pdf", download, name="delegations_printjob_download"), *super().get_urls()]

    def download_view(self, request, pk):
        """The file, to whoever may print; 404 once it is erased."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        job = get_object_or_404(self.get_queryset(request), pk=pk)
        if job.status != S.DONE:
            raise Http404
        name = f"badges-{job.edition.slug}-{job.pk}.pdf"
        return FileResponse(job.pdf.open(), as_attachment=True, filename=name, content_type="application/pdf")

    @button(
        _("Cancel"),
        rule="print_badge",
        when=lambda job: workflow.can(job, S.CANCELLED),
        icon="close",
        variant=ActionVariant.DANGER,
        lede=_("Nothing is printed, and every badge stays as it is."),
    )
    def cancel(self, request, job, form):
        printing.cancel(job, by=request.user, now=now())
        return _("The printing is cancelled.")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        job = self.get_object(request, str(object_id)) if object_id else None
        beside = {}
        if job:
            beside = {"job": job, "done": print_progress.of(job), "total": len(job.chosen), "title": str(job)}
            beside["erased_at"] = job.ended_at and job.ended_at + printing.KEPT
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **beside})
