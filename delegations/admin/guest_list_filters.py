"""What protocol narrows the guest lists by."""

from django.contrib import admin
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from delegations import guest_lists as lists


class DueFilter(admin.SimpleListFilter):
    title = _("due")
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return [("soon", _("not frozen, due within two days or overdue"))]

    def queryset(self, request, queryset):
        return lists.to_freeze(queryset, now=now()) if self.value() == "soon" else queryset
