"""The organisers' own questions: written, put in order, translated and retired here, without a line of code."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.postgres.forms import SimpleArrayField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from delegations.admin.readers import KNOW_DELEGATES
from delegations.models import DelegateCategory, Question
from forum.admin.base import RoleAdmin

OTHERS = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


class QuestionForm(forms.ModelForm):
    categories = forms.MultipleChoiceField(
        label=_("asked of"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: of every category."),
    )
    choices = SimpleArrayField(
        forms.CharField(max_length=200),
        label=_("choices"),
        delimiter="\n",
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 5}),
        help_text=_("One a line."),
    )
    translated = forms.CharField(
        label=_("translations"),
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("For each language a line as in “ur: …” with the question, then its choices in the same order."),
    )

    class Meta:
        model = Question
        fields = ("edition", "kind", "label", "help_text", "choices", "categories", "is_required", "position")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "categories" not in self.fields:
            return
        self.fields["categories"].choices = [(value, capfirst(label)) for value, label in DelegateCategory.choices]  # type: ignore[attr-defined]
        self.initial["translated"] = "\n".join(_lines(self.instance.translations))

    def clean_choices(self):
        return [one.strip() for one in self.cleaned_data["choices"] if one.strip()]

    def clean_translated(self):
        """By language, ``label`` and ``choices``; how many choices there must be ``clean`` says."""
        found: dict[str, dict] = {}
        words: dict = {}
        for line in filter(None, map(str.strip, self.cleaned_data["translated"].splitlines())):
            language, _colon, label = line.partition(":")
            if language in OTHERS:
                words = found[language] = {"label": label.strip(), "choices": []}
            elif words:
                words["choices"].append(line)
            else:
                raise forms.ValidationError(_("Begin with a language, as in “ur: …”."))
        return found

    def clean(self):
        facts = super().clean() or self.cleaned_data
        for words in facts.get("translated", {}).values():
            if words["choices"] and len(words["choices"]) != len(facts.get("choices", [])):
                self.add_error("translated", _("Each language needs as many choices as there are."))
        return facts

    def save(self, commit=True):
        self.instance.translations = self.cleaned_data.get("translated", self.instance.translations)
        return super().save(commit)


@admin.register(Question)
class QuestionAdmin(RoleAdmin):
    view_roles = KNOW_DELEGATES
    edit_rule = "invite_delegation"
    form = QuestionForm
    list_display = ["label", "kind", "is_required", "is_active", "position", "edition"]
    list_select_related = ["edition"]
    list_filter = ["edition", "is_active"]
    search_fields = ["label"]
    ordering = ["edition", "position", "pk"]
    fields = [
        "edition",
        "label",
        "help_text",
        "kind",
        "choices",
        "categories",
        "translated",
        "is_required",
        "position",
        "is_active",
    ]


def _lines(translations):
    for language, words in translations.items():
        yield f"{language}: {words.get('label', '')}"
        yield from words.get("choices", [])
