"""Mineral projects on offer: the list with its filters, and one project."""

from django import forms
from django.core.paginator import Paginator
from django.db.models import F, Func
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from forum import search
from forum.models import Opportunity

PER_PAGE = 30
STAGES = [
    ("survey", _("survey")),
    ("exploration", _("exploration")),
    ("feasibility", _("feasibility")),
    ("proposed", _("proposed")),
    ("development", _("development")),
    ("mining", _("mining")),
    ("producing", _("producing")),
]
"""Words that the stages of projects are told in; a stage is a sentence, and may hold several."""


class OpportunityFilter(forms.Form):
    q = forms.CharField(label=_("Search"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    mineral = forms.ChoiceField(label=_("Mineral"), required=False)
    province = forms.ChoiceField(label=_("Province"), required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False, choices=[("", _("All")), *STAGES])

    def __init__(self, data, *, rows):
        super().__init__(data, use_required_attribute=False)
        minerals = rows.order_by().annotate(one=Func(F("minerals"), function="unnest")).values_list("one", flat=True)
        provinces = rows.exclude(province="").order_by("province").values_list("province", flat=True).distinct()
        for name, values in (("mineral", sorted(set(minerals))), ("province", provinces)):
            self.fields[name].choices = [("", _("All")), *((one, one) for one in values)]  # type: ignore[attr-defined]
        self.is_valid()

    def apply(self, rows):
        asked = self.cleaned_data
        if asked.get("mineral"):
            rows = rows.filter(minerals__contains=[asked["mineral"]])
        if asked.get("province"):
            rows = rows.filter(province=asked["province"])
        if asked.get("stage"):
            rows = rows.filter(stage__icontains=asked["stage"])
        words = asked.get("q", "").strip()
        return search.opportunities(rows, words) if words else rows


def opportunities(request, edition):
    """What is on offer, those that the forum shows first."""
    rows = Opportunity.objects.visible_to(request.user).filter(edition=request.edition)
    asked = OpportunityFilter(request.GET, rows=rows)
    shown = asked.apply(rows).order_by("-is_showcased", "name", "pk")
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "forum/opportunities.html", {"form": asked, "page_obj": page})


def opportunity(request, edition, public_id):
    """One project."""
    rows = Opportunity.objects.visible_to(request.user).filter(edition=request.edition)
    return render(request, "forum/opportunity.html", {"opportunity": get_object_or_404(rows, public_id=public_id)})
