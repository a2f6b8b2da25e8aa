"""The organisers' own screens: who may sign in, and who does which job in an edition."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.enums import ActionVariant

from accounts.actions import users
from accounts.models import User
from core import access
from forum.admin.base import RoleAdmin
from forum.admin.buttons import ButtonForm, button
from forum.models import Role, TeamMember


class AddressForm(ButtonForm):
    email = forms.EmailField(label=_("E-mail"))


@admin.register(User)
class UserAdmin(RoleAdmin):
    edition_path = ""
    view_roles = frozenset({Role.ORGANISER})
    edit_rule = "edit_edition"
    list_display = ["email", "name", "language", "is_active", "last_login"]
    list_filter = ["is_active", "language"]
    ordering = ["email"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "language", "timezone", "is_active", "last_login", "date_joined"]
    actions_detail = ["change_address", "close", "open_again"]

    def may(self, request, rule, thing):
        return access.allows(request.user, rule, thing)

    def has_change_permission(self, request, obj=None):
        if isinstance(obj, User) and obj.pk:
            return access.allows(request.user, "edit_user", obj)
        return super().has_change_permission(request)

    def get_readonly_fields(self, request, obj=None):
        return ["last_login", "date_joined", "is_active", *(["email"] if obj else [])]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.email = obj.email.lower()
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not change:
            obj.note_address()

    @button(_("Change the address"), rule="edit_user", form=AddressForm)
    def change_address(self, request, user, form):
        users.change_address(user, form.cleaned_data["email"])
        return _("The user signs in with the new address from now on.")

    @button(
        _("Close the account"),
        rule="edit_user",
        when=lambda user: user.is_active,
        lede=_("The user is signed out everywhere and cannot sign in until the account is opened again."),
        variant=ActionVariant.DANGER,
    )
    def close(self, request, user, form):
        users.close(user)
        return _("The account is closed.")

    @button(_("Open the account again"), rule="edit_user", when=lambda user: not user.is_active)
    def open_again(self, request, user, form):
        users.open_again(user)
        return _("The account is open.")


@admin.register(TeamMember)
class TeamMemberAdmin(RoleAdmin):
    edit_rule = "edit_edition"
    may_delete = True
    list_display = ["user", "role", "edition"]
    list_filter = ["edition", "role"]
    list_select_related = ["user", "edition"]
    search_fields = ["user__email", "user__name"]
    autocomplete_fields = ["user"]
