"""The desk's queue of late changes: what each would change, to be granted or refused."""

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.enums import ActionVariant

from core import workflow
from delegations import late_changes
from delegations.actions import late_changes as deciding
from delegations.admin import panels
from delegations.admin.forms import OpeningForm, RevocationForm
from delegations.admin.readers import KNOW_DELEGATES
from delegations.models import LateChange, LateKind, LateStatus
from forum.admin.base import RoleAdmin
from forum.admin.buttons import button

TONES = {LateStatus.ASKED: "warning", LateStatus.GRANTED: "success", LateStatus.REFUSED: "danger"}


@admin.register(LateChange)
class LateChangeAdmin(RoleAdmin):
    edition_path = "delegation__edition"
    view_roles = KNOW_DELEGATES
    edit_rule = "decide_delegate"
    list_display = ["shown_name", "delegation", "shown_kind", "shown_status", "shown_asked"]
    list_select_related = ["delegation__edition", "delegate__person"]
    list_filter = ["status", "kind", "delegation__edition"]
    list_before_template = "admin/delegations/tabs.html"
    search_fields = ["facts__name", "delegate__person__name", "delegation__name", "=public_id"]
    ordering = ["asked_at", "pk"]
    fields = ["delegation", "shown_kind", "shown_asked", "reason"]
    readonly_fields = fields
    actions_detail = ["grant", "open_details", "refuse"]
    change_form_outer_before_template = "admin/delegations/late_change.html"
    may_add = False

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}

    @display(description=_("Name"))
    def shown_name(self, change):
        return change.name

    @display(description=_("Kind"), ordering="kind")
    def shown_kind(self, change):
        return change.get_kind_display()

    @display(description=_("Status"), ordering="status", label=dict(TONES))
    def shown_status(self, change):
        return change.status, change.get_status_display()

    @display(description=_("Asked"), ordering="asked_at")
    def shown_asked(self, change):
        local = change.asked_at.astimezone(change.edition.zone)
        return f"{date_format(local, 'DATETIME_FORMAT')} {local.tzname()}"

    @button(
        _("Grant and do it"),
        rule="decide_delegate",
        when=lambda change: change.kind != LateKind.DETAILS and workflow.can(change, LateStatus.GRANTED),
        variant=ActionVariant.PRIMARY,
        icon="check",
        lede=_("The change is made at once. Who is new is submitted for review; the mission is told by mail."),
    )
    def grant(self, request, change, form):
        deciding.grant(change, by=request.user, now=now())
        return _("Done: the late change about %(person)s.") % {"person": change}

    @button(
        _("Open the details"),
        rule="decide_delegate",
        form=OpeningForm,
        when=lambda change: change.kind == LateKind.DETAILS and workflow.can(change, LateStatus.GRANTED),
        variant=ActionVariant.PRIMARY,
        icon="lock_open",
        lede=_("For this one delegate, and closed again at that time. The mission is told by mail."),
    )
    def open_details(self, request, change, form):
        deciding.open_details(change, **form.cleaned_data, by=request.user, now=now())
        return _("The details of %(person)s are open.") % {"person": change}

    @button(
        _("Refuse"),
        rule="decide_delegate",
        form=RevocationForm,
        when=lambda change: workflow.can(change, LateStatus.REFUSED),
        variant=ActionVariant.DANGER,
        icon="close",
        lede=_("Everything stays as it is."),
    )
    def refuse(self, request, change, form):
        deciding.refuse(change, reason=form.cleaned_data["reason"], by=request.user, now=now())
        return _("The late change about %(person)s is refused.") % {"person": change}

    def has_change_permission(self, request, obj=None):
        """They are decided by buttons; nothing is written into one."""
        return obj is None and super().has_change_permission(request)

    def changelist_view(self, request, extra_context=None):
        tabs = panels.tabs(request, self.get_queryset(request), LateStatus)
        return super().changelist_view(request, {**(extra_context or {}), "status_tabs": tabs})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        change = self.get_object(request, object_id) if object_id else None
        beside = {"late": change, "facts": late_changes.compared(change)} if change else {}
        if change:
            beside["changes"] = panels.history(change, LateStatus)
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **beside})
