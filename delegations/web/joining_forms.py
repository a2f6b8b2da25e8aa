"""Forms around a group code: its terms, its letters, who comes by it."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from delegations.models import DelegateCategory
from delegations.web.forms import WhoForm


class GroupCodeForm(forms.Form):
    category = forms.ChoiceField(label=_("Category"))
    most_uses = forms.IntegerField(label=_("For how many people"), min_value=1, max_value=1000)
    expires_at = forms.DateTimeField(
        label=_("Good until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("By the forum’s clock."),
    )
    submits_directly = forms.BooleanField(
        label=_("Members submit to the desk themselves"),
        required=False,
        help_text=_("Otherwise a focal point looks at each draft and submits it."),
    )

    def __init__(self, *args, categories, **kwargs):
        super().__init__(*args, **kwargs)
        labels = [(value, capfirst(DelegateCategory(value).label)) for value in categories]
        self.fields["category"].choices = labels  # type: ignore[attr-defined]


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Group code"),
        max_length=40,
        help_text=_("Ten letters and digits, from your delegation."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "none"}),
    )


class AddressForm(forms.Form):
    """Where the code to sign in goes."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )


class OneselfForm(WhoForm):
    """Who one is; the category is the code's."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, categories=[], **kwargs)
        del self.fields["category"]
        self.fields["name"].widget.attrs["autocomplete"] = "name"
