"""Venues with their rooms."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from forum.admin.base import RoleTabularInline
from forum.admin.history import WithHistory
from forum.admin.published import ShownInTheProgramme
from forum.models import Room, Venue


class RoomInline(RoleTabularInline):
    model = Room
    fields = ["name", "kind", "capacity", "turnaround_minutes", "opens_at", "closes_at", "position", "is_assumed"]
    may_delete = False  # a room that anything ever claimed stays
    show_change_link = True


@admin.register(Venue)
class VenueAdmin(ShownInTheProgramme):
    edit_rule = "edit_venue"
    list_display = ["name", "edition", "address", "is_main"]
    list_filter = ["edition"]
    list_select_related = ["edition"]
    search_fields = ["name", "address"]
    fieldsets = [
        (None, {"fields": ["edition", "name", "address", ("latitude", "longitude"), "is_main"]}),
        (_("Source"), {"fields": ["certainty", "source_note", "sources"], "classes": ["collapse"]}),
    ]
    inlines = [RoomInline]


@admin.register(Room)
class RoomAdmin(WithHistory, ShownInTheProgramme):
    edition_path = "venue__edition"
    edit_rule = "edit_venue"
    list_display = ["name", "venue", "kind", "capacity", "turnaround_minutes", "opens_at", "closes_at", "is_assumed"]
    list_filter = ["venue__edition", "venue", "kind"]
    list_select_related = ["venue__edition"]
    search_fields = ["name", "venue__name"]
    readonly_fields = ["history"]
    fieldsets = [
        (None, {"fields": ["venue", "name", "kind", "capacity", "features", "position", "is_assumed"]}),
        (_("Times"), {"fields": ["turnaround_minutes", ("opens_at", "closes_at")]}),
        (_("Source"), {"fields": ["certainty", "source_note", "sources"], "classes": ["collapse"]}),
        (_("History"), {"fields": ["history"]}),
    ]
