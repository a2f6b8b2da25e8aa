"""What the buttons of the letters ask for, and the form in which their words are written."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import InvalidInput
from delegations.letters import templates
from delegations.models import LetterKind, LetterTemplate
from forum.admin.buttons import ButtonForm

NAMED = [(kind.value, kind.label) for kind in (LetterKind.VISA, LetterKind.PERSON)]


class LanguageForm(ButtonForm):
    """Offers the languages in which each kind of letter for the rows has words. ``thing``: one row, or a list."""

    kinds: tuple[str, ...] = ()
    language = forms.ChoiceField(label=_("Language of the letter"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = self.thing if isinstance(self.thing, list) else [self.thing]
        found = {code: name for one in rows[:1] for kind in self.kinds for code, name in _languages(one, kind)}
        self.fields["language"].choices = list(found.items())  # type: ignore[attr-defined]


class VisaForm(LanguageForm):
    kinds = (LetterKind.VISA,)


class PersonForm(LanguageForm):
    kinds = (LetterKind.PERSON,)


class DelegationLetterForm(LanguageForm):
    kinds = (LetterKind.DELEGATION,)


class NamedLetterForm(LanguageForm):
    """A letter to one person, of either kind."""

    kinds = (LetterKind.VISA, LetterKind.PERSON)
    kind = forms.ChoiceField(label=_("Kind"), choices=NAMED)
    field_order = ("kind", "language")


class SignatureForm(ButtonForm):
    signature = forms.FileField(
        label=_("Signature"),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text=_("A picture, best a PNG without background. It is kept encrypted."),
    )


class WordsForm(forms.ModelForm):
    """Refuses by name what no letter of the kind could say."""

    class Meta:
        model = LetterTemplate
        fields = ("edition", "kind", "language", "title", "body")

    def clean(self):
        facts = super().clean() or self.cleaned_data
        kind = facts.get("kind") or self.instance.kind
        if not self.errors and "body" in facts:
            try:
                templates.check(kind, facts["title"], facts["body"])
            except InvalidInput as refusal:
                self.add_error(refusal.field, str(refusal))
        return facts


def _languages(thing, kind):
    return templates.languages_of(thing.edition, kind)
