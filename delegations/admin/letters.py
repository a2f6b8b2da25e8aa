"""Letters that were issued: the log, each on paper, issued anew, taken back."""

from django.contrib import admin
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.enums import ActionVariant

from core import workflow
from delegations.actions import letters
from delegations.admin import panels
from delegations.admin.badge_forms import ReasonForm
from delegations.admin.readers import DESKS
from delegations.letters import codes, paper, standing
from delegations.models import Letter, LetterStatus
from forum.admin.base import RoleAdmin
from forum.admin.buttons import button

S = LetterStatus
TONES = {S.VALID: "success", S.REPLACED: "info", S.REVOKED: "danger"}


@admin.register(Letter)
class LetterAdmin(RoleAdmin):
    view_roles = DESKS
    may_add = False
    view_on_site = False
    list_display = ["number", "holder", "shown_kind", "shown_language", "delegation", "shown_status", "shown_issued"]
    list_select_related = ["delegation", "edition"]
    list_filter = ["status", "kind", "language", "edition"]
    list_before_template = "admin/delegations/tabs.html"
    search_fields = ["number", "holder", "delegation__name", "=code"]
    ordering = ["-issued_at", "-pk"]
    fields = [
        "shown_kind",
        "shown_language",
        "number",
        "shown_code",
        "shown_names_document",
        "issued_by",
        "shown_issued",
        "replaces",
    ]
    readonly_fields = ["shown_kind", "shown_language", "shown_code", "shown_names_document", "shown_issued"]
    change_form_outer_before_template = "admin/delegations/letter.html"
    actions_detail = ["give", "issue_anew", "revoke"]

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}

    @display(description=_("Kind"), ordering="kind")
    def shown_kind(self, letter):
        return letter.get_kind_display()

    @display(description=_("Language"), ordering="language")
    def shown_language(self, letter):
        return letter.get_language_display()

    @display(description=_("Status"), ordering="status", label=dict(TONES))
    def shown_status(self, letter):
        return letter.status, letter.get_status_display()

    @display(description=_("Issued"), ordering="issued_at")
    def shown_issued(self, letter):
        return date_format(letter.issued_at.astimezone(letter.edition.zone), "DATETIME_FORMAT")

    @display(description=_("Code"))
    def shown_code(self, letter):
        return codes.grouped(letter.code)

    @display(description=_("names the passport"), boolean=True)
    def shown_names_document(self, letter):
        return letter.names_document

    @button(
        _("Get the PDF"),
        rule="issue_letter",
        icon="picture_as_pdf",
        lede=_("As it was issued. Where it names a passport, this reading is written down."),
    )
    def give(self, request, letter, form):
        made = letters.pdf_of([letter], by=request.user, now=now())
        headers = {"Content-Disposition": f'attachment; filename="{letter.number.replace("/", "-").lower()}.pdf"'}
        return HttpResponse(made, content_type="application/pdf", headers=headers)

    @button(
        _("Issue anew"),
        rule="issue_letter",
        when=lambda letter: letter.status != S.REPLACED,
        icon="autorenew",
        lede=_("With the names and words of now. The earlier letter is shown as replaced from that moment."),
    )
    def issue_anew(self, request, letter, form):
        subject, facts = letter.delegate or letter.delegation, {"kind": letter.kind, "language": letter.language}
        made = letters.issue(subject, **facts, by=request.user, now=now())
        return HttpResponseRedirect(address_of(made))

    @button(
        _("Revoke"),
        rule="issue_letter",
        form=ReasonForm,
        when=lambda letter: workflow.can(letter, S.REVOKED),
        icon="block",
        variant=ActionVariant.DANGER,
        lede=_("Whoever verifies the letter reads from this moment that it was revoked; not why."),
    )
    def revoke(self, request, letter, form):
        letters.revoke(letter, reason=form.cleaned_data["reason"], by=request.user, now=now())
        return _("The letter %(number)s is revoked.") % {"number": letter.number}

    def changelist_view(self, request, extra_context=None):
        tabs = panels.tabs(request, self.get_queryset(request), LetterStatus)
        return super().changelist_view(request, {**(extra_context or {}), "status_tabs": tabs})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        letter = self.get_object(request, str(object_id)) if object_id else None
        beside = _beside(letter) if letter else {}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **beside})


def address_of(letter: Letter) -> str:
    return reverse("admin:delegations_letter_change", args=[letter.pk])


def _beside(letter):
    return {
        "letter": letter,
        "title": letter.number,
        "standing": standing.of(letter, standing.terms_of(letter.edition)),
        "verified_at": paper.address_of(letter.edition, letter.code),
        "newer": Letter.objects.filter(replaces=letter).first(),
        "changes": panels.history(letter, LetterStatus),
    }
