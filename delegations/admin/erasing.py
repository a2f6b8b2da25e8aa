"""The desk's queue of those who ask to be erased, with what would become of each fact; and the grounds for keeping."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext, gettext_lazy
from unfold.decorators import display
from unfold.enums import ActionVariant

from core import workflow
from delegations import fates
from delegations.actions import erasing
from delegations.admin.forms import RevocationForm
from delegations.models import ErasureRequest, ErasureStatus, KeepingGround
from forum.admin.base import RoleAdmin
from forum.admin.buttons import EditionForm, button, list_button
from forum.models import Person, Role

DESK = frozenset({Role.ORGANISER, Role.ACCREDITATION})


class FilingForm(EditionForm):
    """For somebody who asked by letter or at the desk."""

    email = forms.EmailField(label=gettext_lazy("E-mail of the person"), max_length=254)
    identity = forms.CharField(label=gettext_lazy("How the identity was ascertained"), max_length=300)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self):
        super().clean()
        given = self.cleaned_data
        if {"email", "edition"} <= given.keys():
            rows = Person.objects.filter(email__iexact=given["email"], delegates__edition=given["edition"]).distinct()
            given["person"] = rows.first() if rows.count() == 1 else None
            if given["person"] is None:
                self.add_error(
                    "email", ValidationError(gettext("Nobody of this forum is known by this address alone."))
                )
        return given


@admin.register(ErasureRequest)
class ErasureRequestAdmin(RoleAdmin):
    view_roles = DESK
    may_add = False
    list_display = ["person", "shown_status", "shown_due", "edition"]
    list_select_related = ["person", "edition"]
    list_filter = ["status", "edition"]
    ordering = ["due_on", "pk"]
    fields = ["person", "edition", "shown_due", "asked_at", "reason", "identity"]
    readonly_fields = fields
    actions_list = ["file"]
    actions_detail = ["carry_out", "refuse"]
    change_form_outer_before_template = "admin/delegations/erasure_request.html"

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}

    @display(description=gettext_lazy("status"), ordering="status")
    def shown_status(self, request):
        return request.get_status_display()

    @display(description=gettext_lazy("due by"), ordering="due_on")
    def shown_due(self, request):
        if request.status != ErasureStatus.ASKED:
            return "—"
        left = (request.due_on - now().astimezone(request.edition.zone).date()).days
        words = gettext("overdue") if left < 0 else gettext("%(days)d days left") % {"days": left}
        return f"{date_format(request.due_on, 'j M Y')}: {words}"

    @list_button(
        gettext_lazy("File for a person"),
        rule="decide_erasure",
        form=FilingForm,
        lede=gettext_lazy("Somebody asked by letter or in person. Nothing is erased before it is carried out."),
    )
    def file(self, request, form):
        given = form.cleaned_data
        said = {"identity": given["identity"], "reason": given["reason"], "by": request.user, "now": now()}
        erasing.ask(given["person"], given["edition"], **said)
        return gettext("The request is filed.")

    @button(
        gettext_lazy("Erase"),
        rule="decide_erasure",
        when=lambda request: workflow.can(request, ErasureStatus.CARRIED_OUT),
        variant=ActionVariant.DANGER,
        icon="delete_forever",
        lede=gettext_lazy("It cannot be brought back. The person is told by mail what is erased and what is kept."),
    )
    def carry_out(self, request, asked, form):
        erasing.carry_out(asked, by=request.user, now=now())
        return gettext("Erased. The person is told.")

    @button(
        gettext_lazy("Refuse"),
        rule="decide_erasure",
        form=RevocationForm,
        when=lambda request: workflow.can(request, ErasureStatus.REFUSED),
        icon="close",
        lede=gettext_lazy("Everything stays as it is; the person reads the reason."),
    )
    def refuse(self, request, asked, form):
        erasing.refuse(asked, reason=form.cleaned_data["reason"], by=request.user, now=now())
        return gettext("The request is refused.")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        asked = self.get_object(request, object_id) if object_id else None
        beside = _beside(asked) if asked else {}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **beside})


def _beside(asked):
    today = now().astimezone(asked.edition.zone).date()
    if asked.status == ErasureStatus.ASKED:
        return {"fates": fates.of(asked.person, today=today), "obstacle": fates.obstacle(asked.person, today=today)}
    return {"fates": [*map(fates.Fate, asked.erased), *fates.from_kept(asked.kept)]}


@admin.register(KeepingGround)
class KeepingGroundAdmin(RoleAdmin):
    view_roles = DESK
    edit_rule = "edit_retention"
    edits_archived = True
    may_delete = True
    list_display = ["group", "ground", "years", "edition"]
    list_select_related = ["edition"]
    list_filter = ["edition"]
    fields = ["edition", "group", "ground", "years"]
