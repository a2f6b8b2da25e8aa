"""The forms of the page where a user says what to be told, and by which way."""

from django import forms
from django.utils.translation import gettext_lazy as _

from notifications import topics
from notifications.models import Channel
from notifications.models.channel import TO_A_NUMBER


class NumberForm(forms.Form):
    channel = forms.ChoiceField(label=_("By"))
    number = forms.CharField(
        label=_("Telephone number"),
        max_length=30,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel", "dir": "ltr"}),
        help_text=_("With its country, as in +92 300 1234567. A code is sent there."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [one for one in TO_A_NUMBER if topics.is_working(Channel(one))]
        self.fields["channel"].choices = [(one.value, one.label) for one in offered]  # type: ignore[attr-defined]


class DeviceForm(forms.Form):
    """What the browser gave the page's script."""

    endpoint = forms.CharField(max_length=1000)
    p256dh = forms.CharField(max_length=200)
    auth = forms.CharField(max_length=100)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}),
    )
