"""Guest lists in the panel: who would be on one now, its clock, its frozen versions and who has taken note of them."""

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.enums import ActionVariant

from delegations import guest_lists as lists
from delegations.actions import guest_lists
from delegations.admin import guest_list_panel
from delegations.admin.guest_list_filters import DueFilter
from delegations.admin.guest_list_forms import AmendForm, FreezeForm, GuestListForm, WithdrawForm
from delegations.models import GuestList
from delegations.models.guest_list import DESKS
from forum.admin.base import RoleAdmin
from forum.admin.buttons import button
from forum.admin.lookups import Lookups

TONES = {"frozen": "success", "late": "warning", "waits": "info", "overdue": "danger"}


@admin.register(GuestList)
class GuestListAdmin(RoleAdmin):
    view_roles = frozenset(DESKS)
    edit_rule = "freeze_guest_list"
    form = GuestListForm
    list_display = ["title", "agency", "shown_due", "shown_state", "edition"]
    list_filter = [DueFilter, "edition"]
    search_fields = ["title"]
    fields = list(GuestListForm.Meta.fields)
    autocomplete_fields = ["delegations"]
    actions_detail = ["freeze", "add_by_hand", "strike", "withdraw_amendment"]
    change_form_outer_before_template = "admin/delegations/guest_list.html"

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("edition", "agency", "session").prefetch_related("versions")

    def get_readonly_fields(self, request, obj=None):
        """A list stays in its edition."""
        return [*super().get_readonly_fields(request, obj), *(["edition"] if obj else [])]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["queryset"] = self.choices_for(db_field, request)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = Lookups(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @display(description=_("Due by"))
    def shown_due(self, guest_list):
        due = lists.due_at(guest_list)
        if due is None:
            return "–"
        local = due.astimezone(guest_list.edition.zone)
        return f"{date_format(local, 'j M Y, H:i')} {local.tzname()}"

    @display(description=_("Status"), label=TONES)
    def shown_state(self, guest_list):
        versions, due = guest_list.versions.all(), lists.due_at(guest_list)
        if versions:
            is_late = guest_list_panel.is_late(versions[len(versions) - 1], due)
            sentence = _("version %(number)d, frozen late") if is_late else _("version %(number)d")
            return "late" if is_late else "frozen", sentence % {"number": versions[0].number}
        return ("overdue", _("overdue")) if due and due < now() else ("waits", _("not frozen"))

    @button(
        _("Freeze a version"),
        rule="freeze_guest_list",
        form=FreezeForm,
        variant=ActionVariant.PRIMARY,
        icon="lock",
        lede=_("The list as it is now gets the next number and is signed. Nobody can change it any more."),
    )
    def freeze(self, request, guest_list, form):
        version = guest_lists.freeze(guest_list, note=form.cleaned_data["note"], by=request.user, now=now())
        return _("Version %(number)d is frozen and signed.") % {"number": version.number}

    @button(
        _("Add by hand"),
        rule="freeze_guest_list",
        form=AmendForm,
        icon="person_add",
        lede=_("For somebody whom the list does not draw by itself. They stand on it while they are approved."),
    )
    def add_by_hand(self, request, guest_list, form):
        made = guest_lists.add_by_hand(guest_list, **form.cleaned_data, by=request.user, now=now())
        return _("%(name)s is on the list. The next version shows it.") % {"name": made.delegate}

    @button(
        _("Strike"),
        rule="freeze_guest_list",
        form=AmendForm,
        icon="person_remove",
        lede=_("Whoever is struck stays off the list, whatever it draws. A version that is frozen keeps them."),
    )
    def strike(self, request, guest_list, form):
        made = guest_lists.strike(guest_list, **form.cleaned_data, by=request.user, now=now())
        return _("%(name)s is struck. The next version shows it.") % {"name": made.delegate}

    @button(
        _("Withdraw what was done by hand"),
        rule="freeze_guest_list",
        form=WithdrawForm,
        when=lambda guest_list: guest_list.amendments.filter(withdrawn_at=None).exists(),
        icon="undo",
        lede=_("The list draws the person, or not, as if nothing had been done by hand. Frozen versions stay."),
    )
    def withdraw_amendment(self, request, guest_list, form):
        done = guest_lists.withdraw_amendment(form.cleaned_data["amendment"], by=request.user, now=now())
        return _("What was done by hand about %(name)s is withdrawn. The next version shows it.") % {
            "name": done.delegate
        }

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        guest_list = self.get_object(request, str(object_id)) if object_id else None
        beside = guest_list_panel.beside(guest_list, request.GET) if guest_list else {}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **beside})
