"""Who exhibits, hosts or supports: one list."""

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from forum import search
from forum.models import Exhibitor

PER_PAGE = 60


class ExhibitorFilter(forms.Form):
    q = forms.CharField(label=_("Search"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))

    def apply(self, rows):
        words = self.cleaned_data.get("q", "").strip() if self.is_valid() else ""
        return search.exhibitors(rows, words) if words else rows


def exhibitors(request, edition):
    """The organisations by name, each with its role, its booth and where that is told."""
    rows = Exhibitor.objects.visible_to(request.user).filter(edition=request.edition).select_related("room")
    asked = ExhibitorFilter(request.GET, use_required_attribute=False)
    page = Paginator(asked.apply(rows), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "forum/exhibitors.html", {"form": asked, "page_obj": page})
