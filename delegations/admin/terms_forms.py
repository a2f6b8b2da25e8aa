"""The forms of a category's terms and of a zone: their parts belong to one edition."""

import datetime as dt

from django import forms
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.models import Agency, ApplicationKind, CategoryTerms, Zone
from delegations.models.category import MOST_ZONES, Need


class RegistrationTermsForm(forms.ModelForm):
    application_kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Who may apply"),
        choices=[(value, capfirst(label)) for value, label in ApplicationKind.choices],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("On the public page. States and institutions are invited."),
    )


class CategoryTermsForm(forms.ModelForm):
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("Must be given"),
        choices=[(value, capfirst(label)) for value, label in Need.choices],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("The form asks for these in the confirmation, beyond the name."),
    )
    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days"),
        coerce=dt.date.fromisoformat,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: every day."),
    )
    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label=gettext_lazy("Agencies that clear it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    zones = forms.ModelMultipleChoiceField(
        Zone.objects.none(), label=gettext_lazy("Zones"), required=False, widget=forms.CheckboxSelectMultiple
    )
    overflow_zones = forms.ModelMultipleChoiceField(
        Zone.objects.none(),
        label=gettext_lazy("Zones of an overflow pass"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Such a pass opens these and none of the others."),
    )

    class Meta:
        model = CategoryTerms
        fields = (
            "is_offered",
            "needs",
            "agencies",
            "clearance_mode",
            "rank",
            "color",
            "zones",
            "overflow_zones",
            "days",
        )
        widgets = {"color": forms.TextInput(attrs={"type": "color"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "zones" not in self.fields:  # to whom may only look nothing is asked
            return
        edition = self.instance.edition
        for name in ("zones", "overflow_zones"):
            self.fields[name].queryset = Zone.objects.filter(edition=edition)  # type: ignore[attr-defined]
        self.fields["agencies"].queryset = Agency.objects.filter(edition=edition)  # type: ignore[attr-defined]
        days = {*_days_of(edition), *self.instance.days}
        self.fields["days"].choices = [(f"{day:%Y-%m-%d}", date_format(day)) for day in sorted(days)]  # type: ignore[attr-defined]
        self.initial["days"] = [f"{day:%Y-%m-%d}" for day in self.instance.days]


class ZoneForm(forms.ModelForm):
    class Meta:
        model = Zone
        fields = ("edition", "code", "name", "native_name", "capacity", "rooms")
        widgets = {"rooms": forms.CheckboxSelectMultiple}

    def clean(self):
        given = super().clean() or self.cleaned_data
        edition = given.get("edition") or getattr(self.instance, "edition", None)
        rooms = given.get("rooms") or ()
        if edition and any(room.venue.edition_id != edition.pk for room in rooms):
            self.add_error("rooms", _("These rooms belong to another edition."))
        if edition and self.instance.pk is None and edition.zones.count() >= MOST_ZONES:
            self.add_error("code", _("An edition has at most %(count)d zones.") % {"count": MOST_ZONES})
        return given


def _days_of(edition):
    length = (edition.ends_on - edition.starts_on).days
    return (edition.starts_on + dt.timedelta(days=number) for number in range(length + 1))
