"""Records that are read here and written elsewhere: who and what is busy, and every step of every life cycle."""

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.models import StatusChange
from forum.admin.base import RoleAdmin
from forum.models import Booking, Role


@admin.register(Booking)
class BookingAdmin(RoleAdmin):
    """For the desks that place people: when somebody is busy tells the others of a meeting that they may not see."""

    view_roles = frozenset({Role.ORGANISER, Role.PROGRAMME, Role.MEETINGS, Role.PROTOCOL})
    may_add = False
    list_display = ["shown_resource", "when", "purpose", "is_active", "edition"]
    fields = ["edition", "person", "room", "when", "purpose", "is_active"]
    readonly_fields = ["when"]
    list_filter = ["edition", "is_active", "purpose", "room"]
    list_select_related = ["edition", "person", "room"]
    search_fields = ["person__name", "room__name"]
    ordering = ["-is_active", "span"]

    @admin.display(description=_("person or room"))
    def shown_resource(self, booking):
        return booking.resource

    @admin.display(description=_("when"), ordering="span")
    def when(self, booking):
        zone = booking.edition.zone
        start, end = booking.span.lower.astimezone(zone), booking.span.upper.astimezone(zone)
        return f"{date_format(start, 'DATETIME_FORMAT')}–{date_format(end, 'H:i')} ({booking.edition.timezone})"


@admin.register(StatusChange)
class StatusChangeAdmin(RoleAdmin):
    """Rows of every edition and desk together: for superusers. Each thing's own screen shows its own."""

    edition_path = ""
    view_roles = frozenset()
    may_add = False
    list_display = ["happened_at", "content_type", "object_id", "before", "after", "actor", "reason"]
    list_filter = ["content_type", "after"]
    list_select_related = ["content_type", "actor"]
    ordering = ["-pk"]
