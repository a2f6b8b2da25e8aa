"""Waiting lists in the panel: who waits for which place, who holds an offer and until when."""

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from core import workflow
from delegations.actions import waiting
from delegations.admin import panels
from delegations.admin.readers import KNOW_DELEGATES
from delegations.models import WaitingEntry, WaitingStatus
from forum.admin.base import RoleAdmin
from forum.admin.buttons import button

TONES = {WaitingStatus.WAITING: "warning", WaitingStatus.OFFERED: "info", WaitingStatus.TAKEN: "success"}


@admin.register(WaitingEntry)
class WaitingEntryAdmin(RoleAdmin):
    edition_path = "delegation__edition"
    view_roles = KNOW_DELEGATES
    list_display = ["name", "delegation", "shown_category", "shown_status", "shown_joined", "shown_end"]
    list_select_related = ["delegation__edition"]
    list_filter = ["status", "category", "delegation__edition"]
    list_before_template = "admin/delegations/tabs.html"
    search_fields = ["facts__name", "delegation__name", "=public_id"]
    ordering = ["delegation__name", "joined_at", "pk"]
    fields = ["delegation", "category", "shown_status", "shown_joined", "shown_end"]
    readonly_fields = fields
    actions_detail = ["take_off"]
    may_add = False

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}

    @display(description=_("Category"), ordering="category")
    def shown_category(self, entry):
        return entry.get_category_display()

    @display(description=_("Status"), ordering="status", label=dict(TONES))
    def shown_status(self, entry):
        return entry.status, entry.get_status_display()

    @display(description=_("Waiting since"), ordering="joined_at")
    def shown_joined(self, entry):
        return _local(entry, entry.joined_at)

    @display(description=_("Held until"), ordering="offer_ends_at")
    def shown_end(self, entry):
        return _local(entry, entry.offer_ends_at)

    @button(
        _("Take off the list"),
        rule="invite_delegation",
        when=lambda entry: workflow.can(entry, WaitingStatus.WITHDRAWN),
        icon="close",
        lede=_("The person loses the position; a place that is held goes to the next in line."),
    )
    def take_off(self, request, entry, form):
        waiting.leave(entry, by=request.user, now=now())
        return _("%(person)s is off the waiting list.") % {"person": entry}

    def changelist_view(self, request, extra_context=None):
        tabs = panels.tabs(request, self.get_queryset(request), WaitingStatus)
        return super().changelist_view(request, {**(extra_context or {}), "status_tabs": tabs})


def _local(entry, moment):
    if moment is None:
        return None
    local = moment.astimezone(entry.edition.zone)
    return f"{date_format(local, 'DATETIME_FORMAT')} {local.tzname()}"
