"""The accreditation desk: the queue, one delegate with everything a decision needs beside it, and the decisions."""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.enums import ActionVariant

from core import workflow
from delegations import clearing, directory, revisions
from delegations.actions import accreditation, clearances, letters
from delegations.admin import bulk_approval, chosen, letters_desk, panels, reading
from delegations.admin.forms import DecisionForm, OverrideForm, QuestionForm, RejectionForm, RevocationForm
from delegations.admin.letter_forms import NamedLetterForm
from delegations.admin.letters import address_of
from delegations.admin.readers import KNOW_DELEGATES
from delegations.models import Delegate, DelegateStatus
from delegations.models.delegate import GONE
from forum.admin.base import RoleAdmin
from forum.admin.buttons import button

S = DelegateStatus
TONES = {
    S.SUBMITTED: "warning",
    S.IN_REVIEW: "warning",
    S.INFO_NEEDED: "info",
    S.APPROVED: "success",
    S.REJECTED: "danger",
    S.REVOKED: "danger",
}


def _before_the_desk(delegate):
    return delegate.status in (S.SUBMITTED, S.IN_REVIEW)


@admin.register(Delegate)
class DelegateAdmin(RoleAdmin):
    view_roles = KNOW_DELEGATES
    edit_rule = "decide_delegate"
    may_add = False
    view_on_site = False
    list_display = ["shown_name", "delegation", "shown_category", "shown_status", "shown_submitted"]
    list_select_related = ["person", "delegation", "edition"]
    list_filter = ["status", "category", "delegation__kind", "edition"]
    list_before_template = "admin/delegations/tabs.html"
    search_fields = ["person__name", "person__native_name", "person__email", "delegation__name", "=public_id"]
    ordering = ["submitted_at", "pk"]
    fields = ["precedence"]
    actions = ["approve_chosen", "visa_letters", "invite_people"]
    actions_detail = ["approve", "ask", "reject", "take_up", "revoke", "override", "issue_letter", "read_documents"]
    change_form_outer_before_template = "admin/delegations/delegate.html"

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}

    @display(description=_("Name"), ordering="person__name")
    def shown_name(self, delegate):
        return str(delegate.person)

    @display(description=_("Category"), ordering="category")
    def shown_category(self, delegate):
        return delegate.get_category_display()

    @display(description=_("Status"), ordering="status", label=dict(TONES))
    def shown_status(self, delegate):
        return delegate.status, delegate.get_status_display()

    @display(description=_("Submitted"), ordering="submitted_at")
    def shown_submitted(self, delegate):
        if delegate.submitted_at is None:
            return None
        local = delegate.submitted_at.astimezone(delegate.edition.zone)
        return f"{date_format(local, 'DATETIME_FORMAT')} {local.tzname()}"

    @button(
        _("Approve"),
        rule="decide_delegate",
        form=DecisionForm,
        when=_before_the_desk,
        variant=ActionVariant.PRIMARY,
        icon="check",
        lede=_(
            "Where the category names agencies, they are asked first and the last clearance approves. Otherwise the "
            "delegate is accredited at once. The mission and the delegate are told by mail."
        ),
    )
    def approve(self, request, delegate, form):
        accreditation.approve(delegate, by=request.user, now=now(), **form.cleaned_data)
        if delegate.status != S.APPROVED:
            return _("%(delegate)s is passed on to the agencies.") % {"delegate": delegate}
        return _("%(delegate)s is approved.") % {"delegate": delegate}

    @button(_("Ask for more"), rule="decide_delegate", form=QuestionForm, when=_before_the_desk, icon="contact_support")
    def ask(self, request, delegate, form):
        accreditation.ask(delegate, by=request.user, now=now(), **form.cleaned_data)
        return _("The question is sent.")

    @button(
        _("Reject"),
        rule="decide_delegate",
        form=RejectionForm,
        when=lambda delegate: _before_the_desk(delegate) or delegate.status == S.INFO_NEEDED,
        variant=ActionVariant.DANGER,
        icon="close",
        lede=_("The place is free again. This cannot be undone; the person can be registered anew."),
    )
    def reject(self, request, delegate, form):
        accreditation.reject(delegate, by=request.user, now=now(), **form.cleaned_data)
        return _("%(delegate)s is rejected.") % {"delegate": delegate}

    @button(
        _("Take into review"),
        rule="decide_delegate",
        when=lambda delegate: delegate.status in (S.SUBMITTED, S.INFO_NEEDED, S.APPROVED),
        icon="undo",
        lede=_("The desk looks at it, without waiting for an answer. Nobody is told until it decides."),
    )
    def take_up(self, request, delegate, form):
        accreditation.start_review(delegate, by=request.user, now=now())
        return _("%(delegate)s is in review.") % {"delegate": delegate}

    @button(
        _("Revoke"),
        rule="decide_delegate",
        form=RevocationForm,
        when=lambda delegate: workflow.can(delegate, S.REVOKED),
        variant=ActionVariant.DANGER,
        icon="block",
        lede=_("The accreditation is no longer valid from this moment."),
    )
    def revoke(self, request, delegate, form):
        accreditation.revoke(delegate, reason=form.cleaned_data["reason"], by=request.user, now=now())
        return _("The accreditation of %(delegate)s is revoked.") % {"delegate": delegate}

    @button(
        _("Override the clearances"),
        rule="decide_delegate",
        form=OverrideForm,
        when=lambda delegate: delegate.status == S.IN_REVIEW and not clearing.is_cleared(delegate),
        variant=ActionVariant.DANGER,
        icon="gavel",
        lede=_("The delegate is accredited without all clearances, on the word of somebody who is named and told."),
    )
    def override(self, request, delegate, form):
        clearances.override(delegate, by=request.user, now=now(), **form.cleaned_data)
        return _("%(delegate)s is approved.") % {"delegate": delegate}

    @button(
        _("Issue a letter"),
        rule="issue_letter",
        form=NamedLetterForm,
        when=lambda delegate: delegate.status not in GONE,
        icon="history_edu",
        lede=_(
            "The mission and the person are told by mail, with a link. An earlier one in this language is replaced."
        ),
    )
    def issue_letter(self, request, delegate, form):
        made = letters.issue(delegate, **form.cleaned_data, by=request.user, now=now())
        return HttpResponseRedirect(address_of(made))

    @button(
        _("Read the documents"),
        rule="read_secrets",
        icon="visibility",
        lede=_(
            "Shows the identity document, the date of birth and the files of this person, once. It is written down "
            "that you read them, and when; the organisers see that."
        ),
    )
    def read_documents(self, request, delegate, form):
        return reading.page(self, request, delegate)

    @admin.action(description=_("Issue visa letters, after a preview"))
    def visa_letters(self, request, queryset):
        return chosen.page(self, request, queryset.select_related("person", "delegation", "edition"), letters_desk.VISA)

    @admin.action(description=_("Issue invitations, after a preview"))
    def invite_people(self, request, queryset):
        rows = queryset.select_related("person", "delegation", "edition")
        return chosen.page(self, request, rows, letters_desk.PERSON)

    @admin.action(description=_("Approve, after a preview"), permissions=["change"])
    def approve_chosen(self, request, queryset):
        return bulk_approval.page(self, request, queryset.select_related("person__user", "delegation", "edition"))

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/scan/", view(self.scan_view), name="delegations_delegate_scan"),
            path("<int:pk>/files/<slug:file>/", view(self.attachment_view), name="delegations_delegate_attachment"),
            *super().get_urls(),
        ]

    def scan_view(self, request, pk):
        return reading.scan(request, self.get_queryset(request).filter(pk=pk).first())

    def attachment_view(self, request, pk, file):
        return reading.attachment(request, self.get_queryset(request).filter(pk=pk).first(), file)

    def changelist_view(self, request, extra_context=None):
        tabs = panels.tabs(request, self.get_queryset(request), DelegateStatus)
        return super().changelist_view(request, {**(extra_context or {}), "status_tabs": tabs})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        delegate = self.get_object(request, str(object_id))
        beside = self._beside(delegate) if delegate else {}
        answer = super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **beside})
        if delegate and isinstance(answer, TemplateResponse) and answer.context_data:
            answer.context_data["title"] = str(delegate)
            for one in answer.context_data.get("actions_detail", []):
                one["path"] += "?" + urlencode({"seen": beside["revision"]})
        return answer

    def _beside(self, delegate):
        return {
            "delegate": delegate,
            "revision": revisions.of(delegate),
            "person": delegate.person,
            "delegation": delegate.delegation,
            "focal_points": delegate.delegation.focal_points.select_related("user").order_by("-is_primary", "pk"),
            "look_alikes": directory.look_alikes(delegate),
            "appearances": delegate.person.appearances.select_related("session").order_by("pk"),
            "clearances": clearing.current(delegate),
            "overrides": delegate.overrides.select_related("approver", "entered_by"),
            "changes": panels.history(delegate, DelegateStatus),
        }
