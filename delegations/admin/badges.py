"""The badges desk: every badge with when and how often it was printed; preparing, printing, handing over, ending."""

from django.contrib import admin
from django.db.models import Count, Max
from django.http import HttpResponseRedirect
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import display
from unfold.enums import ActionVariant

from core import workflow
from delegations import issuing
from delegations.actions import badges, handing_over, passes
from delegations.admin import chosen, panels, printing_desk
from delegations.admin.badge_forms import (
    DayPassForm,
    FloaterForm,
    HandOverForm,
    NoteForm,
    PrepareForm,
    PrintForm,
    ReasonForm,
)
from delegations.admin.readers import DESKS
from delegations.models import Badge, BadgePrint, BadgeStatus
from delegations.models.badge import LIVE
from delegations.wallet import keys
from forum.admin.base import RoleAdmin
from forum.admin.buttons import button, list_button

S = BadgeStatus
TONES = {S.READY: "warning", S.PRINTED: "info", S.ISSUED: "success", S.LOST: "danger", S.REVOKED: "danger"}
MADE_ANEW = _(
    "A badge that was on paper before is made anew with another code: the earlier one opens nothing from that moment."
)


def _can(status):
    return lambda badge: workflow.can(badge, status)


@admin.register(Badge)
class BadgeAdmin(RoleAdmin):
    view_roles = DESKS
    may_add = False
    view_on_site = False
    list_display = ["shown_holder", "shown_delegation", "shown_category", "shown_kind", "shown_status", "shown_prints"]
    list_filter = ["status", "category", "kind", ("delegate__delegation", admin.RelatedOnlyFieldListFilter), "edition"]
    list_before_template = "admin/delegations/tabs.html"
    search_fields = ["delegate__person__name", "delegate__person__native_name", "delegate__delegation__name", "label"]
    ordering = ["delegate__delegation__name", "delegate__person__name", "kind", "number", "-made_at"]
    fields = ["edition", "shown_category", "shown_kind", "note", "valid_from", "valid_until", "made_at"]
    readonly_fields = ["shown_category", "shown_kind"]
    change_form_outer_before_template = "admin/delegations/badge.html"
    actions = ["print_chosen", "hand_over_chosen"]
    actions_list = ["prepare", "add_floaters", "add_day_passes"]
    actions_detail = ["print_one", "issue", "write_note", "take_back", "report_lost", "revoke"]

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("delegate__person", "delegate__delegation", "edition")
        return rows.annotate(times=Count("prints"), printed_last=Max("prints__printed_at"))

    @display(description=_("Holder"), ordering="delegate__person__name")
    def shown_holder(self, badge):
        return str(badge.delegate.person) if badge.delegate else f"{badge.label} {badge.number}"

    @display(description=_("Delegation"), ordering="delegate__delegation__name")
    def shown_delegation(self, badge):
        return badge.delegate.delegation if badge.delegate else "—"

    @display(description=_("Category"), ordering="category")
    def shown_category(self, badge):
        return badge.get_category_display()

    @display(description=_("Kind"), ordering="kind")
    def shown_kind(self, badge):
        return badge.get_kind_display()

    @display(description=_("Status"), ordering="status", label=dict(TONES))
    def shown_status(self, badge):
        return badge.status, badge.get_status_display()

    @display(description=_("Printed"), ordering="printed_last")
    def shown_prints(self, badge):
        if not badge.times:
            return "—"
        at = date_format(badge.printed_last.astimezone(badge.edition.zone), "DATETIME_FORMAT")
        return at if badge.times == 1 else f"{at} · {badge.times} ×"

    @list_button(
        _("Prepare badges"),
        rule="print_badge",
        form=PrepareForm,
        icon="badge",
        lede=_("Whoever is approved and has no badge gets one. Nothing is printed yet."),
    )
    def prepare(self, request, form):
        edition = form.cleaned_data["edition"]
        waiting = issuing.without_badge(edition).values_list("pk", flat=True)
        made = len(badges.prepare_each(edition, list(waiting), now=now()).badges)
        return ngettext("%(count)d badge is ready.", "%(count)d badges are ready.", made) % {"count": made}

    @list_button(
        _("Add floaters"),
        rule="print_badge",
        form=FloaterForm,
        icon="sync_alt",
        lede=_("Badges that name nobody, counted, and handed back every evening. They open on every day."),
    )
    def add_floaters(self, request, form):
        return _tell_made(passes.add_floaters(**form.cleaned_data, now=now()))

    @list_button(
        _("Add day passes"),
        rule="print_badge",
        form=DayPassForm,
        icon="today",
        lede=_("Badges that name nobody and open on one day only."),
    )
    def add_day_passes(self, request, form):
        return _tell_made(passes.add_day_passes(**form.cleaned_data, now=now()))

    @admin.action(description=_("Print, after a preview"))
    def print_chosen(self, request, queryset):
        return chosen.page(self, request, queryset, printing_desk.PRINTING)

    @admin.action(description=_("Hand over against a receipt"))
    def hand_over_chosen(self, request, queryset):
        return chosen.page(self, request, queryset, printing_desk.HANDING_OVER)

    @button(
        _("Print"),
        rule="print_badge",
        form=PrintForm,
        when=lambda badge: badge.status != S.REVOKED,
        icon="print",
        lede=MADE_ANEW,
    )
    def print_one(self, request, badge, form):
        job = printing_desk.start([badge], form=form.cleaned_data["form"], by=request.user)
        return HttpResponseRedirect(printing_desk.address_of(job))

    @button(_("Hand over"), rule="hand_out_badge", form=HandOverForm, when=_can(S.ISSUED), icon="front_hand")
    def issue(self, request, badge, form):
        handing_over.hand_over([badge], **form.cleaned_data, by=request.user, now=now())
        return _("The badge of %(badge)s is handed over.") % {"badge": badge}

    @button(
        _("Note for the gate"),
        rule="hand_out_badge",
        form=NoteForm,
        when=lambda badge: badge.status in LIVE,
        icon="sticky_note_2",
        lede=_(
            "Shown large to the guard whenever the badge is read with network. It may be seen by whoever stands there."
        ),
    )
    def write_note(self, request, badge, form):
        badges.write_note(badge, **form.cleaned_data)
        return _("The guard sees it from now on.") if form.cleaned_data["note"] else _("The note is taken off.")

    @button(
        _("Found or returned"),
        rule="hand_out_badge",
        when=lambda badge: badge.status in (S.ISSUED, S.LOST),
        icon="assignment_return",
        lede=_("A badge that had been reported lost stays ended: another may be about in its place."),
    )
    def take_back(self, request, badge, form):
        badges.take_back(badge, by=request.user, now=now())
        return _("The badge of %(badge)s is back.") % {"badge": badge}

    @button(
        _("Lost"),
        rule="hand_out_badge",
        when=_can(S.LOST),
        icon="search_off",
        variant=ActionVariant.DANGER,
        lede=_("It opens nothing from this moment. Print it again to give its holder another."),
    )
    def report_lost(self, request, badge, form):
        badges.report_lost(badge, by=request.user, now=now())
        return _("The badge of %(badge)s opens nothing any more.") % {"badge": badge}

    @button(
        _("Revoke"),
        rule="print_badge",
        form=ReasonForm,
        when=_can(S.REVOKED),
        icon="block",
        variant=ActionVariant.DANGER,
        lede=_("It opens nothing from this moment. The accreditation stays as it is."),
    )
    def revoke(self, request, badge, form):
        badges.revoke(badge, reason=form.cleaned_data["reason"], by=request.user, now=now())
        return _("The badge of %(badge)s opens nothing any more.") % {"badge": badge}

    def changelist_view(self, request, extra_context=None):
        tabs = panels.tabs(request, self.get_queryset(request), BadgeStatus)
        return super().changelist_view(request, {**(extra_context or {}), "status_tabs": tabs})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        badge = self.get_object(request, str(object_id)) if object_id else None
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **_beside(badge)})


@admin.register(BadgePrint)
class BadgePrintAdmin(RoleAdmin):
    """The print log."""

    edition_path = "badge__edition"
    view_roles = DESKS
    may_add = False
    list_display = ["printed_at", "badge", "form", "printed_by"]
    list_select_related = ["badge__delegate__person", "badge__edition", "printed_by"]
    list_filter = ["form", "printed_at", "badge__edition"]
    search_fields = ["badge__delegate__person__name", "badge__label", "printed_by__name"]
    fields = ["badge", "form", "printed_by", "printed_at"]


def _tell_made(made):
    return ngettext("%(count)d badge is ready.", "%(count)d badges are ready.", len(made)) % {"count": len(made)}


def _beside(badge):
    if badge is None:
        return {}
    return {
        "badge": badge,
        "title": str(badge),
        "prints": badge.prints.select_related("printed_by"),
        "receipts": badge.receipts.select_related("handed_by"),
        "wallets": keys.states(now=now()),
        "changes": panels.history(badge, BadgeStatus),
    }
