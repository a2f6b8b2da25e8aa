"""The words of letters with a preview on real people, and who writes and signs them."""

from base64 import b64encode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from core.errors import DomainError
from delegations.actions import letter_words
from delegations.admin.letter_forms import SignatureForm, WordsForm
from delegations.admin.readers import DESKS
from delegations.letters import previewing, templates, variables
from delegations.models import LetterHead, LetterKind, LetterTemplate, LetterTerms
from forum.admin.base import RoleAdmin, RoleStackedInline
from forum.admin.buttons import button


@admin.register(LetterTemplate)
class LetterTemplateAdmin(RoleAdmin):
    view_roles = DESKS
    edit_rule = "edit_letters"
    may_delete = True
    form = WordsForm
    list_display = ["shown_kind", "shown_language", "title", "edition"]
    list_select_related = ["edition"]
    list_filter = ["edition", "kind", "language"]
    fields = ["edition", "kind", "language", "title", "body"]
    change_form_outer_after_template = "admin/delegations/letter_preview.html"

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}
        js = ["js/letter-preview.js"]

    @display(description=_("Kind"), ordering="kind")
    def shown_kind(self, template):
        return template.get_kind_display()

    @display(description=_("Language"), ordering="language")
    def shown_language(self, template):
        return template.get_language_display()

    def get_readonly_fields(self, request, obj=None):
        fixed = ["edition", "kind", "language"] if obj else []
        return [*fixed, *super().get_readonly_fields(request, obj)]

    def save_model(self, request, obj, form, change):
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        letter_words.write(obj)

    def get_urls(self):
        seen = self.admin_site.admin_view(self.preview_view)
        words = self.admin_site.admin_view(self.shipped_view)
        return [
            path("preview/", seen, name="delegations_lettertemplate_preview"),
            path("shipped/", words, name="delegations_lettertemplate_shipped"),
            *super().get_urls(),
        ]

    def preview_view(self, request):
        """A picture of the letter with the words as they stand in the form; what is wrong with them as JSON, 400."""
        edition = self._edition_of(request)
        words = {name: request.POST.get(name, "") for name in ("kind", "language", "title", "body")}
        try:
            made = previewing.picture(LetterTemplate(edition=edition, **words), now=now())
        except DomainError as refusal:
            return JsonResponse({"problem": str(refusal)}, status=400)
        return HttpResponse(made, content_type="image/png", headers={"Cache-Control": "no-store"})

    def shipped_view(self, request):
        """The house's words to begin with, and the names that a kind knows."""
        edition = self._edition_of(request)
        kind, language = request.POST.get("kind", ""), request.POST.get("language", "")
        found = templates.shipped(edition, kind, language) if kind in LetterKind.values else None
        words = {"title": found.title, "body": found.body} if found else {}
        return JsonResponse({"words": words, "names": variables.names_for(kind)})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        beside = {"kinds": LetterKind.choices, "variables": variables.VARIABLES}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **beside})

    def _edition_of(self, request):
        """The edition that the form names, among those that its reader edits."""
        for edition in self.editable_editions(request):
            if str(edition.pk) == request.POST.get("edition"):
                return edition
        raise PermissionDenied


class LetterHeadInline(RoleStackedInline):
    model = LetterHead
    fields = ["language", "office", "address", "signatory", "signatory_title"]


@admin.register(LetterTerms)
class LetterTermsAdmin(RoleAdmin):
    view_roles = DESKS
    edit_rule = "edit_letters"
    list_display = ["edition", "visa_from", "names_document", "missions_get_visa_letters"]
    list_select_related = ["edition"]
    fields = ["edition", "visa_from", "names_document", "missions_get_visa_letters", "shown_signature"]
    readonly_fields = ["shown_signature"]
    inlines = [LetterHeadInline]
    actions_detail = ["sign", "unsign"]

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}

    @admin.display(description=_("Signature"))
    def shown_signature(self, terms):
        """For the page itself: a private file has no address."""
        if not terms.signature:
            return _("None: letters leave room for one by hand.")
        with terms.signature.open() as kept:
            drawn = b64encode(kept.read()).decode()
        return format_html('<img class="desk-drawing" src="data:image;base64,{}" alt="">', drawn)

    @button(_("Put a signature"), rule="edit_letters", form=SignatureForm, icon="draw")
    def sign(self, request, terms, form):
        letter_words.sign(terms, form.cleaned_data["signature"])
        return _("Letters carry the signature from now on.")

    @button(
        _("Take the signature off"),
        rule="edit_letters",
        when=lambda terms: bool(terms.signature),
        icon="ink_eraser",
        lede=_("Letters leave room for a signature by hand. Those that were issued stay as they are."),
    )
    def unsign(self, request, terms, form):
        letter_words.unsign(terms)
        return _("Letters carry no signature from now on.")
