"""What the buttons of the badges ask for."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from delegations import issuing
from delegations.actions import badge_keys
from delegations.actions.badges import NOTE_LENGTH
from delegations.actions.passes import MOST
from delegations.models import DelegateCategory, Zone
from forum.admin.buttons import ButtonForm, EditionForm

FORM_CHOICES = [
    ("card", _("cards of 86 × 124 mm, one to a page")),
    ("sheet", _("A4 sheets, four cards with crop marks")),
]
DRAWN = forms.FileInput(attrs={"accept": "image/png", "data-signature": ""})


class PrintForm(ButtonForm):
    form = forms.ChoiceField(label=_("Format"), choices=FORM_CHOICES)


class ReasonForm(ButtonForm):
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class NoteForm(ButtonForm):
    note = forms.CharField(label=_("Note for the gate"), max_length=NOTE_LENGTH, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].initial = self.thing.note


class HandOverForm(ButtonForm):
    collected_by = forms.CharField(label=_("Collected by"), max_length=200)
    signed_as = forms.CharField(
        label=_("Name as a signature"),
        max_length=200,
        required=False,
        help_text=_("Typed by whoever collects the badges, or drawn below."),
    )
    signature = forms.FileField(
        label=_("Signature"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png", "data-signature": ""}),
    )

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}
        js = ["js/signature.js"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["signature"].widget.attrs["data-signature"] = gettext("Clear")  # the word of the drawing's button


class _PassForm(EditionForm):
    category = forms.ChoiceField(label=_("Category"), choices=DelegateCategory.choices)
    label = forms.CharField(label=_("Words on the badge"), max_length=120, help_text=_("As in Technician."))
    zones = forms.ModelMultipleChoiceField(Zone.objects.none(), label=_("Zones"), required=False)
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST, initial=10)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zones = Zone.objects.filter(edition__in=self.thing).select_related("edition").order_by("edition", "bit")
        self.fields["zones"].queryset = zones  # type: ignore[attr-defined]
        self.fields["zones"].label_from_instance = self._zone_in_words  # type: ignore[attr-defined]

    def clean(self):
        super().clean()
        given = self.cleaned_data
        strange = [zone for zone in given.get("zones", ()) if zone.edition != given.get("edition")]
        if strange:
            self.add_error("zones", ValidationError(_("Choose zones of this edition.")))
        return given

    def _zone_in_words(self, zone):
        return f"{zone.code} · {zone.name}" if len(self.thing) == 1 else f"{zone.edition}: {zone.code} · {zone.name}"


class FloaterForm(_PassForm):
    """Floaters open on every day of the forum."""


class DayPassForm(_PassForm):
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))


class PrepareForm(EditionForm):
    """Says beside each edition how many wait."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["edition"].label_from_instance = self._in_words  # type: ignore[attr-defined]

    def _in_words(self, edition):
        count = issuing.without_badge(edition).count()
        words = ngettext("%(edition)s: %(count)d has no badge", "%(edition)s: %(count)d have no badge", count)
        return words % {"edition": edition, "count": count}


class FirstKeyForm(EditionForm):
    """The editions that have no key yet."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["edition"]
        field.queryset = field.queryset.filter(badge_keys=None)  # type: ignore[attr-defined]


class DistrustForm(ButtonForm):
    """Its reader ticks that so many badges end."""

    understood = forms.BooleanField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        count = badge_keys.ends_with(self.thing)
        words = ngettext("%(count)d badge ends with it", "%(count)d badges end with it", count)
        self.fields["understood"].label = words % {"count": count}
