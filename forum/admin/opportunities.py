"""Mineral projects on offer."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from forum.admin.base import RoleAdmin
from forum.models import Opportunity


@admin.register(Opportunity)
class OpportunityAdmin(RoleAdmin):
    edit_rule = "edit_programme"
    list_display = ["name", "province", "stage", "holder", "capital_cost", "currency", "is_showcased"]
    list_filter = ["edition", "province", "is_showcased"]
    list_select_related = ["edition"]
    search_fields = ["name", "holder", "district"]
    fieldsets = [
        (None, {"fields": ["edition", "name", "minerals", "stage", "holder", "is_showcased"]}),
        (_("Place"), {"fields": ["country", "province", "district"]}),
        (
            _("Figures"),
            {"fields": ["resource", ("capital_cost", "net_present_value"), ("value", "currency"), "value_note"]},
        ),
        (_("Source"), {"fields": ["certainty", "source_note", "sources"], "classes": ["collapse"]}),
    ]
