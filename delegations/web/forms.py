"""Forms of the registration: who somebody is, how they are reached, an answer, a reason.

Each checks shape and syntax; what the forum makes of it the actions say, in the same words to the API.
"""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from delegations import person_facts, uploads
from delegations.languages import SPOKEN
from delegations.models import DelegateCategory
from forum.models import Person


class WhoForm(forms.ModelForm):
    """The first step. Complete, it is enough to be submitted. Nothing is saved by the form itself."""

    category = forms.ChoiceField(label=_("Category"))
    is_overflow = forms.BooleanField(
        label=_("As an overflow pass, if no place is left"),
        required=False,
        help_text=_("For the overflow room; it uses no place of the delegation."),
    )
    field_order = ("category", "is_overflow", "honorific", "name", "native_name", "position", "organisation", "country")

    class Meta:
        model = Person
        fields = ("honorific", "name", "native_name", "position", "organisation", "country")
        labels = {
            "name": _("Name in Latin letters"),
            "native_name": _("Name in own script"),
            "country": _("Nationality"),
        }
        help_texts = {
            "honorific": _("Mr, Ms, H.E., Dr."),
            "name": _("As in the passport."),
            "native_name": _("Where it is not Latin."),
        }

    def __init__(self, *args, categories, places=None, **kwargs):
        """``categories``: those to choose from; ``places``: where given, how many are left stands beside each."""
        super().__init__(*args, **kwargs)
        category = self.fields["category"]
        category.choices = [(value, _choice(value, places)) for value in categories]  # type: ignore[attr-defined]
        if places is None or not places.overflow_left:
            del self.fields["is_overflow"]
        for name in person_facts.REQUIRED_TO_SUBMIT:
            self.fields[name].required = True
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


class ContactForm(forms.ModelForm):
    """The second step, which may stay empty: then only the focal points are written to."""

    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        required=False,
        choices=SPOKEN,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Interpreters for meetings are chosen by them."),
    )

    class Meta:
        model = Person
        fields = ("email", "language", "languages")
        help_texts = {"email": _("The person follows the decision there and signs in with it.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs |= {"autocomplete": "off", "inputmode": "email", "dir": "ltr"}
        known = {code for code, _name in SPOKEN}
        others = [code for code in self.initial.get("languages") or () if code not in known]
        languages = self.fields["languages"]
        languages.choices = [*SPOKEN, *((code, code) for code in others)]  # type: ignore[attr-defined]


class SubstituteForm(WhoForm):
    """Who takes somebody's place; the category stays with the place."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, categories=[], **kwargs)
        del self.fields["category"]


def _choice(category, places):
    label = capfirst(DelegateCategory(category).label)
    if places is None or places.categories[category].quota is None:
        return label
    left = places.categories[category].left
    words = ngettext("%(category)s (one place left)", "%(category)s (%(left)d places left)", left)
    return words % {"category": label, "left": left}


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Your answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class BackupForm(forms.Form):
    """Who shall be a focal point beside the primary one."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("An invitation goes there at once; its reader signs in with this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language of mails"), choices=settings.NOTICE_LANGUAGES)


class NoteForm(forms.Form):
    file = forms.FileField(
        label=_("Note verbale"),
        help_text=_("PDF, JPEG or PNG, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPTED}),
    )
    reference = forms.CharField(
        label=_("Number"), max_length=60, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    issued_on = forms.DateField(
        label=_("Dated"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class ListForm(forms.Form):
    file = forms.FileField(
        label=_("Your list"),
        help_text=_("An Excel workbook (.xlsx) or a text table (.csv), up to 5 MB and 5,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )
