"""The forms of a broadcast: its words in every language, its readers, and when it leaves."""

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from unfold import widgets

from core.errors import InvalidInput
from delegations.models import DelegateCategory, DelegateStatus, DelegationKind
from forum.admin.buttons import ButtonForm
from scheduling.actions import broadcasts
from scheduling.broadcasts import preview
from scheduling.broadcasts.wording import counted
from scheduling.models import Broadcast

WORDS = [f"{name}_{language}" for language, _label in settings.NOTICE_LANGUAGES for name in ("subject", "text")]


def _several(choices, label):
    return forms.MultipleChoiceField(
        choices=choices, label=label, required=False, widget=widgets.UnfoldAdminCheckboxSelectMultipleWidget
    )


class BroadcastForm(forms.ModelForm):
    kinds = _several(DelegationKind.choices, _("Kinds of delegation"))
    categories = _several(DelegateCategory.choices, _("Categories"))
    statuses = _several(DelegateStatus.choices, _("Statuses of delegates"))

    class Meta:
        model = Broadcast
        fields = ("edition", *broadcasts.SEGMENT)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in WORDS and self.instance.pk:
                part, language = name.split("_")
                field.initial = self.instance.words.get(language, {}).get(part, "")

    def clean(self):
        given = super().clean() or self.cleaned_data
        given["words"] = {
            language: {part: given.get(f"{part}_{language}", "") for part in ("subject", "text")}
            for language, _label in settings.NOTICE_LANGUAGES
        }
        try:
            broadcasts.checked(given["words"])
        except InvalidInput as refusal:
            self.add_error(refusal.field, str(refusal))
        return given

    @property
    def parts(self) -> dict:
        return {name: self.cleaned_data[name] for name in broadcasts.SEGMENT}


def _with_words():
    """The fields of the words; Django wants them in the class, and which there are the settings say."""
    fields: dict = {}
    for language, label in settings.NOTICE_LANGUAGES:
        attrs = {"dir": "rtl" if language in settings.LANGUAGES_BIDI else "ltr", "lang": language}
        line, text = widgets.UnfoldAdminTextInputWidget(attrs), widgets.UnfoldAdminTextareaWidget({**attrs, "rows": 8})
        about = format_lazy(_("Subject ({language})"), language=label)
        fields[f"subject_{language}"] = forms.CharField(label=about, required=False, max_length=200, widget=line)
        body = format_lazy(_("Text ({language})"), language=label)
        fields[f"text_{language}"] = forms.CharField(
            label=body, required=False, max_length=broadcasts.LONGEST_TEXT, widget=text, help_text=MARKUP
        )
    return fields


MARKUP = _("An empty line begins a paragraph; a link is [words](https://…). Nothing else is read as more than words.")
BroadcastWordsForm = type("BroadcastWordsForm", (BroadcastForm,), _with_words())


class ScheduleForm(ButtonForm):
    """``at``: on the edition's clock, which its help names. What would leave now is said above all."""

    at = forms.DateTimeField(
        label=_("Leaves at"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = preview.of(self.thing, seen_by=self.request.user)
        zone = _("On the clock of %(zone)s. Empty: now.") % {"zone": self.thing.edition.timezone}
        self.fields["at"].help_text = f"{counted(found)} {zone}"
