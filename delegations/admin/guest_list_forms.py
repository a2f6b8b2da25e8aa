"""The forms of a guest list's screen: what it draws, a version with its note, a name by hand."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from delegations.models import Delegate, DelegateCategory, GuestList, GuestListAmendment, Zone
from forum.admin.buttons import ButtonForm
from forum.admin.lookups import Lookup

OF_ONE_EDITION = ("session", "agency", "delegations", "zones")


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
        fields = (
            "edition",
            "title",
            "day",
            "session",
            "agency",
            "due_hours",
            "categories",
            "delegations",
            "zones",
            "is_of_badges_of_day",
        )
        widgets = {"zones": forms.CheckboxSelectMultiple}
        help_texts = {
            "title": _("Anyone who verifies the list reads it: write nobody's name in it."),
            "delegations": _("None chosen: all of them."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "zones" in self.fields and self.instance.pk:
            self.fields["zones"].queryset = Zone.objects.filter(edition=self.instance.edition_id)  # type: ignore[attr-defined]

    def clean(self):
        given = super().clean() or self.cleaned_data
        edition = given["edition"].pk if given.get("edition") else self.instance.edition_id
        for name in OF_ONE_EDITION:
            chosen = given.get(name) or ()
            parts = [chosen] if hasattr(chosen, "edition_id") else chosen
            if edition and any(one.edition_id != edition for one in parts):
                self.add_error(name, _("Choose one of the same edition."))
        return given


class FreezeForm(ButtonForm):
    note = forms.CharField(label=_("Note"), max_length=300, required=False, help_text=_("It is signed with the list."))


class WithdrawForm(ButtonForm):
    """One of those that stand."""

    amendment = forms.ModelChoiceField(GuestListAmendment.objects.none(), label=_("By hand"), empty_label=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["amendment"]
        field.queryset = self.thing.amendments.filter(withdrawn_at=None).select_related("delegate__person")  # type: ignore[attr-defined]
        field.label_from_instance = _amended  # type: ignore[attr-defined]


def _amended(amendment):
    done = _("Struck") if amendment.is_struck else _("Added")
    return f"{done}: {amendment.delegate}"


class AmendForm(ButtonForm):
    """Somebody of the edition, found while one types."""

    delegate = forms.ModelChoiceField(
        Delegate.objects.none(),
        label=_("Delegate"),
        widget=Lookup(GuestListAmendment._meta.get_field("delegate"), admin.site),  # noqa: SLF001 - as Django's admin
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Delegate.objects.visible_to(self.request.user).filter(edition=self.thing.edition_id)
        self.fields["delegate"].queryset = rows.select_related("person")  # type: ignore[attr-defined]
