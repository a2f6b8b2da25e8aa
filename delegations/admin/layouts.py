"""What the badges of a category show, with a picture that follows each change of the form."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from core.errors import DomainError
from core.listing import listed
from delegations import badge_preview
from delegations.admin.layout_forms import SHOWN, LooksForm
from delegations.admin.readers import DESKS
from delegations.models import BadgeLayout, DelegateCategory
from forum.admin.base import RoleAdmin


@admin.register(BadgeLayout)
class BadgeLayoutAdmin(RoleAdmin):
    view_roles = DESKS
    edit_rule = "print_badge"
    may_delete = True
    list_display = ["shown_category", "title", "footer", "shown_parts", "edition"]
    list_select_related = ["edition"]
    list_filter = ["edition"]
    fields = ["edition", "category", "title", "footer", *SHOWN]
    change_form_outer_before_template = "admin/delegations/layout_preview.html"

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}
        js = ["js/badge-preview.js"]

    @display(description=_("category"), ordering="category")
    def shown_category(self, layout):
        return layout.get_category_display()

    @display(description=_("shown"))
    def shown_parts(self, layout):
        names = [self.opts.get_field(name).verbose_name for name in SHOWN if getattr(layout, name)]
        return listed(names) or "–"

    def get_readonly_fields(self, request, obj=None):
        return [*(["edition", "category"] if obj else []), *super().get_readonly_fields(request, obj)]

    def get_urls(self):
        seen = self.admin_site.admin_view(self.preview_view)
        return [path("preview/", seen, name="delegations_badgelayout_preview"), *super().get_urls()]

    def preview_view(self, request):
        """A PNG of a card with the layout as the form stands; what is wrong with it as JSON, 400."""
        editions = {str(one.pk): one for one in self.editable_editions(request)}
        edition = editions.get(request.GET.get("edition", ""))
        if edition is None:
            raise PermissionDenied
        category = request.GET.get("category", "")
        form = LooksForm(request.GET, instance=BadgeLayout(edition=edition, category=category))
        if category not in DelegateCategory.values:
            return JsonResponse({"problem": _("There is no such category.")}, status=400)
        if not form.is_valid():
            said = [str(sentence) for errors in form.errors.values() for sentence in errors]
            return JsonResponse({"problem": " ".join(said)}, status=400)
        try:
            made = badge_preview.picture(form.instance, script=request.GET.get("script", ""))
        except DomainError as refusal:
            return JsonResponse({"problem": str(refusal)}, status=400)
        return HttpResponse(made, content_type="image/png", headers={"Cache-Control": "no-store"})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        beside = {"samples": SAMPLE_NAMES}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **beside})


SAMPLE_NAMES = [
    ("ur", _("Urdu name")),
    ("ar", _("Arabic name")),
    ("zh", _("Chinese name")),
    ("ru", _("Cyrillic name")),
    ("en", _("Long Latin name")),
]
