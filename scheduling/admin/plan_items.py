"""What a plan proposes for single meetings: found, moved by hand, left as they are, locked."""

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display
from unfold.enums import ActionVariant

from forum.admin.base import RoleAdmin
from forum.admin.buttons import bulk, button
from forum.admin.history import WithHistory
from scheduling.actions import plan_changes
from scheduling.admin.plan_forms import AdjustForm
from scheduling.models import PlanItem, PlanStatus
from scheduling.models.plan import DESKS
from scheduling.plans.wording import worded

KINDS = {
    "new": gettext_lazy("gets a place"),
    "moved": gettext_lazy("moves"),
    "staying": gettext_lazy("stays"),
    "unplaced": gettext_lazy("has no place"),
}


class KindFilter(admin.SimpleListFilter):
    title = gettext_lazy("change")
    parameter_name = "change"

    def lookups(self, request, model_admin):
        return list(KINDS.items())

    def queryset(self, request, queryset):
        wanted = self.value()
        return getattr(queryset, wanted)() if wanted in KINDS else queryset


def _is_open(item):
    return item.plan.status == PlanStatus.PROPOSED


def _may_change(item):
    return _is_open(item) and not item.is_locked


@admin.register(PlanItem)
class PlanItemAdmin(WithHistory, RoleAdmin):
    edition_path = "plan__edition"
    view_roles = frozenset(DESKS)
    may_add = False
    view_on_site = False
    list_display = ["meeting", "shown_before", "shown_after", "is_locked", "outcome", "plan"]
    list_select_related = ["plan__edition", "meeting", "room", "was_room"]
    list_filter = [KindFilter, "is_locked", "outcome", "room"]
    search_fields = ["meeting__subject", "meeting__parties__delegation__name"]
    fields = ["plan", "meeting", "shown_before", "shown_after", "shown_reasons", "is_locked", "outcome", "history"]
    readonly_fields = ["shown_before", "shown_after", "shown_reasons", "history"]
    actions = ["lock_chosen", "unlock_chosen"]
    actions_detail = ["adjust", "leave", "lock", "unlock"]

    @display(description=gettext_lazy("now"), ordering="was_starts_at")
    def shown_before(self, item):
        return _spot(item, item.was_starts_at, item.was_room) or _("no time yet")

    @display(description=gettext_lazy("then"), ordering="starts_at")
    def shown_after(self, item):
        return _spot(item, item.starts_at, item.room) or _("no place")

    @display(description=gettext_lazy("reasons"))
    def shown_reasons(self, item):
        return " ".join(item.sentences)

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            worded([found], request.user)
        return found

    @button(
        gettext_lazy("Another time or room"),
        rule="run_meetings",
        form=AdjustForm,
        when=_may_change,
        variant=ActionVariant.PRIMARY,
        icon="edit_calendar",
        lede=gettext_lazy("In the proposal only. Nothing changes and nobody is told until the plan is applied."),
    )
    def adjust(self, request, item, form):
        room = form.cleaned_data["room"]
        plan_changes.adjust(item, starts_at=form.starts_at, room=room, by=request.user, now=now())
        return _("The proposal is changed.")

    @button(
        gettext_lazy("Leave as it is"),
        rule="run_meetings",
        when=lambda item: _may_change(item) and (item.is_new or item.is_moved),
        icon="block",
        lede=gettext_lazy("The plan does nothing with this meeting: it keeps its place, or waits on."),
    )
    def leave(self, request, item, form):
        plan_changes.leave(item, by=request.user, now=now())
        return _("The proposal is changed.")

    @button(
        gettext_lazy("Lock"),
        rule="run_meetings",
        when=lambda item: _may_change(item) and item.starts_at is not None,
        icon="lock",
        lede=gettext_lazy("It stays as proposed, here and when a plan is worked out again from this one."),
    )
    def lock(self, request, item, form):
        plan_changes.lock(item, by=request.user, now=now())
        return _("It is locked.")

    @button(
        gettext_lazy("Unlock"),
        rule="run_meetings",
        when=lambda item: _is_open(item) and item.is_locked,
        icon="lock_open",
    )
    def unlock(self, request, item, form):
        plan_changes.unlock(item, by=request.user, now=now())
        return _("It is no longer locked.")

    @bulk(gettext_lazy("Lock"), rule="run_meetings")
    def lock_chosen(self, request, item):
        plan_changes.lock(item, by=request.user, now=now())

    @bulk(gettext_lazy("Unlock"), rule="run_meetings")
    def unlock_chosen(self, request, item):
        plan_changes.unlock(item, by=request.user, now=now())


def _spot(item, starts_at, room):
    if starts_at is None:
        return ""
    local = starts_at.astimezone(item.plan.edition.zone)
    said = date_format(local, _("D j M, H:i"))
    return f"{said} {local.tzname()} · {room}"
