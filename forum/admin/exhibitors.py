"""Organisations that exhibit, host or support."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from forum.admin.base import RoleAdmin
from forum.models import Exhibitor


@admin.register(Exhibitor)
class ExhibitorAdmin(RoleAdmin):
    edit_rule = "edit_programme"
    list_display = ["organisation", "country", "role", "room"]
    list_filter = ["edition", "role"]
    list_select_related = ["room"]
    search_fields = ["organisation", "shows"]
    fieldsets = [
        (None, {"fields": ["edition", "organisation", "country", "role", "shows", "room"]}),
        (_("Source"), {"fields": ["certainty", "source_note", "sources"], "classes": ["collapse"]}),
    ]
