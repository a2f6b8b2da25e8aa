"""What an agency writes, and how it narrows its queue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from delegations import uploads


class DecisionForm(forms.Form):
    """The words may stay empty for a clearance; the actions say where they may not."""

    words = forms.CharField(
        label=_("Reason or question"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("The accreditation desk reads it. A question must be written, and a reason to refuse."),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": uploads.ACCEPTED}),
        help_text=_("PDF, JPEG or PNG, at most 10 MB. Kept encrypted."),
    )


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Name, delegation or organisation"), required=False, max_length=100)
