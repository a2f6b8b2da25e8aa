"""What the meetings desk narrows its list by."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from scheduling import dropping_out


class ShortFilter(admin.SimpleListFilter):
    """The desk finds what it must call off, or ask somebody else to."""

    title = _("people")
    parameter_name = "short"

    def lookups(self, request, model_admin):
        return [("yes", _("without somebody who has withdrawn"))]

    def queryset(self, request, queryset):
        return dropping_out.short_of_somebody(queryset) if self.value() == "yes" else queryset
