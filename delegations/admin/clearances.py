"""Clearances as the desk sees them: what came back, what waits, and what to do about it."""

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from delegations.actions import accreditation, clearances
from delegations.admin import panels
from delegations.admin.forms import ClearanceAnswerForm, ClearanceQuestionForm
from delegations.admin.readers import DESKS
from delegations.models import Clearance, ClearanceStatus, DelegateStatus
from forum.admin.base import RoleAdmin
from forum.admin.buttons import bulk, button

S = ClearanceStatus
TONES = {S.PENDING: "warning", S.INFO_NEEDED: "info", S.CLEARED: "success", S.REFUSED: "danger", S.EXPIRED: "danger"}


def _is_asking(clearance):
    return clearance.is_current and clearance.status == S.INFO_NEEDED


@admin.register(Clearance)
class ClearanceAdmin(RoleAdmin):
    edition_path = "agency__edition"
    view_roles = DESKS
    may_add = False
    list_display = ["shown_name", "agency", "shown_status", "shown_due", "is_current"]
    list_select_related = ["agency__edition", "delegate__person"]
    list_filter = ["status", "is_current", "agency", "delegate__category", "agency__edition"]
    list_before_template = "admin/delegations/tabs.html"
    search_fields = ["delegate__person__name", "delegate__person__native_name", "delegate__delegation__name"]
    ordering = ["-is_current", "due_at", "pk"]
    fields = ["delegate", "agency", "shown_status", "is_current", "asked_at", "due_at", "note"]
    readonly_fields = ["delegate", "agency", "shown_status", "is_current", "asked_at", "due_at", "note"]
    actions = ["ask_again_all"]
    actions_detail = ["pass_on", "answer", "ask_again"]

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}

    @display(description=_("Name"), ordering="delegate__person__name")
    def shown_name(self, clearance):
        return str(clearance.delegate)

    @display(description=_("Status"), ordering="status", label=dict(TONES))
    def shown_status(self, clearance):
        return clearance.status, clearance.get_status_display()

    @display(description=_("Due by"), ordering="due_at")
    def shown_due(self, clearance):
        return date_format(clearance.due_at.astimezone(clearance.agency.edition.zone), "DATETIME_FORMAT")

    @button(
        _("Pass on to the mission"),
        rule="decide_delegate",
        form=ClearanceQuestionForm,
        when=lambda one: _is_asking(one) and one.delegate.status == DelegateStatus.IN_REVIEW,
        icon="forward_to_inbox",
        lede=_("The mission is asked; its answer puts the name before the agency again."),
    )
    def pass_on(self, request, clearance, form):
        accreditation.ask(clearance.delegate, **form.cleaned_data, by=request.user, now=now())
        return _("The question is sent.")

    @button(
        _("Answer the agency"), rule="decide_delegate", form=ClearanceAnswerForm, when=_is_asking, icon="quick_phrases"
    )
    def answer(self, request, clearance, form):
        clearances.answer(clearance, **form.cleaned_data, by=request.user, now=now())
        return _("The agency has your answer.")

    @button(
        _("Ask again"),
        rule="decide_delegate",
        when=lambda one: one.is_current and one.status == S.EXPIRED,
        icon="restart_alt",
        lede=_("The agency has the whole time again."),
    )
    def ask_again(self, request, clearance, form):
        clearances.ask_again(clearance, by=request.user, now=now())
        return _("The agency is asked again.")

    @bulk(_("Ask again"), rule="decide_delegate")
    def ask_again_all(self, request, clearance):
        clearances.ask_again(clearance, by=request.user, now=now())

    def changelist_view(self, request, extra_context=None):
        tabs = panels.tabs(request, self.get_queryset(request), ClearanceStatus)
        return super().changelist_view(request, {**(extra_context or {}), "status_tabs": tabs})
