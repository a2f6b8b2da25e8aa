"""Guest lists in the panel: who would be on one now, its clock, its frozen versions and who has taken note of them."""

from django import forms
from django.contrib import admin
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.enums import ActionVariant

from delegations import guest_lists as lists
from delegations.actions import guest_lists
from delegations.models import DelegateCategory, GuestList
from delegations.models.guest_list import DESKS
from forum.admin.base import RoleAdmin
from forum.admin.buttons import ButtonForm, button


class GuestListForm(forms.ModelForm):
    categories = forms.MultipleChoiceField(
        label=_("Categories"),
        choices=DelegateCategory.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: everybody who is approved."),
    )

    class Meta:
        model = GuestList
        fields = ("edition", "title", "day", "session", "agency", "due_hours", "categories", "is_of_badges_of_day")

    def clean(self):
        given = super().clean() or self.cleaned_data
        edition = given["edition"].pk if given.get("edition") else self.instance.edition_id
        for name in ("session", "agency"):
            if edition and given.get(name) and given[name].edition_id != edition:
                self.add_error(name, _("Choose one of the same edition."))
        return given


class FreezeForm(ButtonForm):
    note = forms.CharField(label=_("Note"), max_length=300, required=False, help_text=_("It is signed with the list."))


@admin.register(GuestList)
class GuestListAdmin(RoleAdmin):
    view_roles = frozenset(DESKS)
    edit_rule = "freeze_guest_list"
    form = GuestListForm
    list_display = ["title", "agency", "shown_due", "shown_state", "edition"]
    list_filter = ["edition"]
    search_fields = ["title"]
    fields = ["edition", "title", "day", "session", "agency", "due_hours", "categories", "is_of_badges_of_day"]
    actions_detail = ["freeze"]
    change_form_outer_before_template = "admin/delegations/guest_list.html"

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("edition", "agency", "session").prefetch_related("versions")

    def get_readonly_fields(self, request, obj=None):
        """A list stays in its edition."""
        return [*super().get_readonly_fields(request, obj), *(["edition"] if obj else [])]

    @display(description=_("Due by"))
    def shown_due(self, guest_list):
        due = lists.due_at(guest_list)
        if due is None:
            return "–"
        local = due.astimezone(guest_list.edition.zone)
        return f"{date_format(local, 'j M Y, H:i')} {local.tzname()}"

    @display(description=_("Status"), label={"frozen": "success", "waits": "info", "overdue": "danger"})
    def shown_state(self, guest_list):
        versions = guest_list.versions.all()
        if versions:
            return "frozen", _("version %(number)d") % {"number": versions[0].number}
        due = lists.due_at(guest_list)
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

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        guest_list = self.get_object(request, str(object_id)) if object_id else None
        beside = _beside(guest_list) if guest_list else {}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **beside})


def _beside(guest_list):
    rows = guest_list.versions.select_related("frozen_by").prefetch_related("entries", "acknowledgments__user")
    versions, drawn = list(rows), lists.entries_now(guest_list)
    before = versions[0].entries.all() if versions else []
    due = lists.due_at(guest_list)
    return {
        "guest_list": guest_list,
        "versions": versions,
        "drawn": drawn,
        "since_last": lists.difference(before, drawn) if versions else None,
        "due_at": due,
        "is_overdue": bool(due and due < now() and not versions),
    }
