"""Forms of the registration: who somebody is, how they are reached, an answer, a reason.

Each checks shape and syntax; what the forum makes of it the actions say, in the same words to the API.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from delegations import person_facts
from delegations.models import DelegateCategory
from delegations.web.languages import SPOKEN
from forum.models import Person


def _field(name, **more):
    """Person's own form field, so that labels and lengths stand in one place."""
    return Person._meta.get_field(name).formfield(**more)  # noqa: SLF001


class WhoForm(forms.Form):
    """The first step. Complete, it is enough to be submitted."""

    category = forms.ChoiceField(label=_("Category"), choices=DelegateCategory.choices)
    honorific = _field("honorific", required=False, help_text=_("Mr, Ms, H.E., Dr."))
    name = _field("name", label=_("Name in Latin letters"), help_text=_("As in the passport."))
    native_name = _field(
        "native_name", required=False, label=_("Name in own script"), help_text=_("Where it is not Latin.")
    )
    position = _field("position", required=True)
    organisation = _field("organisation", required=True)
    country = _field("country", label=_("Nationality"), required=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs |= {"autocomplete": "off", "autocapitalize": "words", "dir": "auto"}
        self.fields["native_name"].widget.attrs |= {"autocomplete": "off", "dir": "auto"}

    def clean(self):
        for name in ("honorific", "name", "native_name", "position", "organisation"):
            self._tidy(name)
        return self.cleaned_data

    def _tidy(self, name):
        if name not in self.cleaned_data:
            return
        try:
            self.cleaned_data[name] = person_facts.without_controls(self.cleaned_data[name])
        except ValidationError as error:
            self.add_error(name, error)


class ContactForm(forms.Form):
    """The second step, which may stay empty: then only the focal points are written to."""

    email = _field("email", required=False, help_text=_("The person follows the decision there and signs in with it."))
    language = _field("language")
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        required=False,
        choices=SPOKEN,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Interpreters for meetings are chosen by them."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs |= {"autocomplete": "off", "inputmode": "email", "dir": "ltr"}
        known = {code for code, _name in SPOKEN}
        others = [code for code in self.initial.get("languages") or () if code not in known]
        self.fields["languages"].choices = [*SPOKEN, *((code, code) for code in others)]


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Your answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
