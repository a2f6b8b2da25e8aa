"""Delegations in the panel: who was invited and by which mail, how many places are used, where each stands."""

from django.contrib import admin
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from core import workflow
from delegations import phases, places, waiting_list
from delegations.actions import focal_points, invitations, letters, notes_verbales, quotas, standing
from delegations.admin import chosen, letters_desk, panels
from delegations.admin.forms import BackupForm, InviteForm, NoteForm, OwnReasonForm, ResendForm
from delegations.admin.letter_forms import DelegationLetterForm
from delegations.admin.letters import address_of
from delegations.models import Attachment, CategoryQuota, DelegateStatus, Delegation, DelegationStatus
from forum.admin.base import RoleAdmin, RoleTabularInline
from forum.admin.buttons import button
from notifications.models import Message

S = DelegationStatus
TONES = {
    S.INVITED: "warning",
    S.REGISTERING: "info",
    S.CONFIRMED: "success",
    S.DECLINED: "danger",
    S.WITHDRAWN: "danger",
}


def _may_be_invited(delegation):
    return delegation.status in invitations.INVITES


def _has_backups(delegation):
    return _takes_part(delegation) and delegation.focal_points.filter(is_primary=False).exists()


def _takes_part(delegation):
    return delegation.status in phases.TAKES_REGISTRATIONS


class CategoryQuotaInline(RoleTabularInline):
    model = CategoryQuota
    fields = ["category", "places", "overflow_places"]


@admin.register(Delegation)
class DelegationAdmin(RoleAdmin):
    edit_rule = "invite_delegation"
    list_display = ["name", "country", "shown_kind", "shown_status", "shown_places"]
    list_filter = ["status", "kind", "edition"]
    list_before_template = "admin/delegations/tabs.html"
    search_fields = ["name", "native_name", "=public_id", "focal_points__user__email"]
    view_on_site = False
    actions_detail_hide_default = True
    fields = ["edition", "kind", "country", "name", "native_name", "quota"]
    inlines = [CategoryQuotaInline]
    actions_detail = [
        "invite",
        {"title": _("Focal points"), "items": ["resend", "hand_over", "take_off", "replace_primary"]},
        "attach_note",
        "write",
        "accept",
        "confirm",
        {"title": _("More"), "items": ["decline", "close", "withdraw"]},
    ]
    actions = ["invite_by_letter"]
    change_form_outer_before_template = "admin/delegations/delegation.html"

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}

    def get_queryset(self, request):
        return places.with_places(super().get_queryset(request), now=now())

    def get_readonly_fields(self, request, obj=None):
        fixed = ["edition"] if obj else []
        return [*fixed, *super().get_readonly_fields(request, obj)]

    def save_formset(self, request, form, formset, change):
        """The places are given by their action, all together: others count them meanwhile."""
        if formset.model is not CategoryQuota:
            super().save_formset(request, form, formset, change)
            return
        formset.save(commit=False)
        rows = [row for row in formset.cleaned_data if row.get("category") and not row.get("DELETE")]
        given = {row["category"]: (row["places"], row["overflow_places"]) for row in rows}
        delegation = form.instance
        quotas.give(delegation, places=delegation.quota, categories=given, by=request.user, now=now())

    @display(description=_("Kind"), ordering="kind")
    def shown_kind(self, delegation):
        return delegation.get_kind_display()

    @display(description=_("Status"), ordering="status", label=dict(TONES))
    def shown_status(self, delegation):
        return delegation.status, delegation.get_status_display()

    @display(description=_("Places"), ordering="places_used")
    def shown_places(self, delegation):
        return f"{delegation.places_used} / {delegation.quota}"

    @button(
        _("Invite"),
        rule="invite_delegation",
        form=InviteForm,
        when=_may_be_invited,
        icon="mail",
        lede=_("A mail with a link to sign in goes to this address at once. Its reader registers the delegation."),
    )
    def invite(self, request, delegation, form):
        point = invitations.invite(delegation, **form.cleaned_data, by=request.user, now=now())
        return _("The invitation to %(email)s is on its way.") % {"email": point.user.email}

    @button(
        _("Send again"),
        rule="invite_delegation",
        form=ResendForm,
        when=lambda delegation: _may_be_invited(delegation) and delegation.focal_points.exists(),
        icon="forward_to_inbox",
    )
    def resend(self, request, delegation, form):
        point = invitations.resend(form.cleaned_data["focal_point"], by=request.user, now=now())
        return _("The invitation to %(email)s is on its way.") % {"email": point.user.email}

    @button(
        _("Replace the focal point"),
        rule="invite_delegation",
        form=InviteForm,
        when=lambda delegation: _may_be_invited(delegation) and delegation.focal_points.exists(),
        icon="swap_horiz",
        lede=_("The present primary focal point loses the delegation at once; the new one is invited by mail."),
    )
    def replace_primary(self, request, delegation, form):
        point = invitations.replace_primary(delegation, **form.cleaned_data, by=request.user, now=now())
        return _("%(email)s is the primary focal point now.") % {"email": point.user.email}

    @button(
        _("Hand over to a backup"),
        rule="manage_focal_points",
        form=BackupForm,
        when=_has_backups,
        icon="move_up",
        lede=_("The backup becomes the primary focal point and is told by mail; the former one stays as a backup."),
    )
    def hand_over(self, request, delegation, form):
        point = focal_points.hand_over(form.cleaned_data["focal_point"], by=request.user, now=now())
        return _("%(email)s is the primary focal point now.") % {"email": point.user.email}

    @button(
        _("Take off a backup"),
        rule="manage_focal_points",
        form=BackupForm,
        when=_has_backups,
        icon="person_remove",
    )
    def take_off(self, request, delegation, form):
        point = form.cleaned_data["focal_point"]
        focal_points.remove(point, by=request.user, now=now())
        return _("%(person)s is no focal point any more.") % {"person": point}

    @button(
        _("Attach a note verbale"),
        rule="invite_delegation",
        form=NoteForm,
        when=_takes_part,
        icon="attach_file",
        lede=_("Kept encrypted. The mission sees it too, and each reading is written down."),
    )
    def attach_note(self, request, delegation, form):
        facts = dict(form.cleaned_data)
        notes_verbales.attach(delegation, facts.pop("file"), **facts, by=request.user, now=now())
        return _("The note is kept, encrypted.")

    @button(_("Accepted"), rule="invite_delegation", when=lambda one: one.status == S.INVITED, icon="how_to_reg")
    def accept(self, request, delegation, form):
        invitations.accept(delegation, by=request.user, now=now())
        return _("The registration of %(delegation)s is open.") % {"delegation": delegation}

    @button(
        _("List is complete"),
        rule="invite_delegation",
        when=lambda one: workflow.can(one, S.CONFIRMED),
        icon="checklist",
        lede=_("Says for the mission that everybody is named and no draft is left."),
    )
    def confirm(self, request, delegation, form):
        standing.confirm(delegation, by=request.user, now=now())
        return _("The list of %(delegation)s is complete.") % {"delegation": delegation}

    @button(
        _("Declined"),
        rule="invite_delegation",
        form=OwnReasonForm,
        when=lambda delegation: workflow.can(delegation, S.DECLINED),
        icon="event_busy",
    )
    def decline(self, request, delegation, form):
        invitations.decline(delegation, reason=form.cleaned_data["reason"], by=request.user, now=now())
        return _("%(delegation)s has declined.") % {"delegation": delegation}

    @button(_("Close"), rule="invite_delegation", when=lambda one: workflow.can(one, S.CLOSED), icon="lock")
    def close(self, request, delegation, form):
        standing.close(delegation, by=request.user, now=now())
        return _("%(delegation)s is closed.") % {"delegation": delegation}

    @button(
        _("Withdraw"),
        rule="invite_delegation",
        form=OwnReasonForm,
        when=lambda delegation: workflow.can(delegation, S.WITHDRAWN),
        icon="group_off",
        lede=_("Everybody in the delegation is withdrawn with it. This cannot be undone."),
    )
    def withdraw(self, request, delegation, form):
        standing.withdraw(delegation, reason=form.cleaned_data["reason"], by=request.user, now=now())
        return _("%(delegation)s is withdrawn.") % {"delegation": delegation}

    @button(
        _("Issue a letter of invitation"),
        rule="issue_letter",
        form=DelegationLetterForm,
        when=_takes_part,
        icon="history_edu",
        lede=_("The focal points are told by mail, with a link. An earlier one in this language is replaced."),
    )
    def write(self, request, delegation, form):
        made = letters.issue(delegation, kind="delegation", **form.cleaned_data, by=request.user, now=now())
        return HttpResponseRedirect(address_of(made))

    @admin.action(description=_("Issue letters of invitation, after a preview"))
    def invite_by_letter(self, request, queryset):
        return chosen.page(self, request, queryset.select_related("edition"), letters_desk.DELEGATION)

    def changelist_view(self, request, extra_context=None):
        tabs = panels.tabs(request, super().get_queryset(request), DelegationStatus)
        return super().changelist_view(request, {**(extra_context or {}), "status_tabs": tabs})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        delegation = self.get_object(request, str(object_id)) if object_id else None
        beside = _beside(delegation) if delegation else {}
        if delegation:
            beside["notes"] = Attachment.objects.notes().visible_to(request.user).filter(delegation=delegation)
        answer = super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **beside})
        if delegation and isinstance(answer, TemplateResponse) and answer.context_data:
            answer.context_data["title"] = str(delegation)
        return answer


def _beside(delegation):
    labels = dict(DelegateStatus.choices)
    counts = delegation.delegates.order_by().values_list("status").annotate(Count("pk"))
    return {
        "delegation": delegation,
        "may_be_invited": _may_be_invited(delegation),
        "takes_part": _takes_part(delegation),
        "points": _focal_points(delegation),
        "places": places.of(delegation, now=now()),
        "waiting": waiting_list.numbered(delegation.waiting.in_line(), now=now()),
        "counts": [(status, labels[status], count) for status, count in sorted(counts)],
        "changes": panels.history(delegation, DelegationStatus),
    }


def _focal_points(delegation):
    """Each with the latest mail of its invitation: whether it left, and why not."""
    points = list(delegation.focal_points.select_related("user").in_order())
    mails = Message.objects.filter(kind="delegation_invited", about__in=[point.about for point in points])
    latest = {mail.about: mail for mail in mails.order_by("version")}
    return [(point, latest.get(point.about)) for point in points]
