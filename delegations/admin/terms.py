"""The dates of the registration, one row for an edition."""

from django.contrib import admin

from delegations.models import RegistrationTerms
from forum.admin.base import RoleAdmin


@admin.register(RegistrationTerms)
class RegistrationTermsAdmin(RoleAdmin):
    edit_rule = "invite_delegation"
    list_display = ["edition", "nominations_close_at", "confirmations_close_at", "offer_hours"]
    fields = ["edition", "nominations_close_at", "confirmations_close_at", "offer_hours"]
    list_select_related = ["edition"]
