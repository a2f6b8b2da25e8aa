"""Applications in the panel: what waits for the desk, whom it looks like, and the three answers."""

from django import forms
from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from core import workflow
from delegations import applications as looks
from delegations.actions import applications
from delegations.admin import panels
from delegations.admin.readers import KNOW_DELEGATES
from delegations.models import Application, ApplicationStatus
from forum.admin.base import RoleAdmin
from forum.admin.buttons import ButtonForm, button

S = ApplicationStatus
TONES = {S.SUBMITTED: "warning", S.INFO_NEEDED: "info", S.ACCEPTED: "success", S.REFUSED: "danger"}


class AcceptForm(ButtonForm):
    name = forms.CharField(label=_("Name of the delegation"), max_length=200)
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=1000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["name"], self.initial["places"] = self.thing.name, self.thing.places_wanted


class QuestionForm(ButtonForm):
    question = forms.CharField(
        label=_("Question"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The applicant reads it and answers by the link in the mail."),
    )


class RefusalForm(ButtonForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The applicant reads it."),
    )


@admin.register(Application)
class ApplicationAdmin(RoleAdmin):
    edit_rule = "decide_application"
    view_roles = KNOW_DELEGATES
    may_add = False
    list_display = ["name", "shown_kind", "country", "places_wanted", "shown_status", "shown_applied"]
    list_filter = ["status", "kind", "edition"]
    list_before_template = "admin/delegations/tabs.html"
    search_fields = ["name", "native_name", "contact_name", "email", "=public_id"]
    ordering = ["applied_at", "pk"]
    fields = [
        "edition",
        "shown_kind",
        *applications.FIELDS[1:],
    ]
    readonly_fields = fields
    actions_detail = ["accept", "ask", "refuse"]
    change_form_outer_before_template = "admin/delegations/application.html"

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}

    @display(description=_("Kind"), ordering="kind")
    def shown_kind(self, application):
        return application.get_kind_display()

    @display(description=_("Status"), ordering="status", label=dict(TONES))
    def shown_status(self, application):
        return application.status, application.get_status_display()

    @display(description=_("Applied"), ordering="applied_at")
    def shown_applied(self, application):
        local = application.applied_at.astimezone(application.edition.zone)
        return f"{date_format(local, 'DATETIME_FORMAT')} {local.tzname()}"

    @button(
        _("Accept"),
        rule="decide_application",
        form=AcceptForm,
        when=lambda one: workflow.can(one, S.ACCEPTED),
        icon="check",
        lede=_("The delegation is made with these places, and the contact is invited by mail as its focal point."),
    )
    def accept(self, request, application, form):
        delegation = applications.accept(application, **form.cleaned_data, by=request.user, now=now())
        return _("%(delegation)s is a delegation now; the invitation is on its way.") % {"delegation": delegation}

    @button(
        _("Ask for more"),
        rule="decide_application",
        form=QuestionForm,
        when=lambda one: workflow.can(one, S.INFO_NEEDED),
        icon="help",
    )
    def ask(self, request, application, form):
        applications.ask(application, **form.cleaned_data, by=request.user, now=now())
        return _("The question to %(email)s is on its way.") % {"email": application.email}

    @button(
        _("Refuse"),
        rule="decide_application",
        form=RefusalForm,
        when=lambda one: workflow.can(one, S.REFUSED),
        icon="block",
    )
    def refuse(self, request, application, form):
        applications.refuse(application, **form.cleaned_data, by=request.user, now=now())
        return _("%(application)s is refused.") % {"application": application}

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("edition", "delegation")

    def changelist_view(self, request, extra_context=None):
        tabs = panels.tabs(request, self.get_queryset(request), S)
        return super().changelist_view(request, {**(extra_context or {}), "status_tabs": tabs})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        application = self.get_object(request, str(object_id)) if object_id else None
        beside = _beside(application) if application else {}
        answer = super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **beside})
        if application and isinstance(answer, TemplateResponse) and answer.context_data:
            answer.context_data["title"] = str(application)
        return answer


def _beside(application):
    return {
        **dict.fromkeys(("show_save", "show_save_and_continue", "show_save_and_add_another"), False),
        "application": application,
        "near_delegations": looks.near_delegations(application),
        "near_applications": looks.near_applications(application),
        "changes": panels.history(application, S),
    }
