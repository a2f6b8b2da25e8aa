"""The form of the account page."""

import zoneinfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

ZONES = sorted(zoneinfo.available_timezones() - {"localtime", "Factory"})


LANGUAGE = _("Of the mails that you get, and of these pages where they have it: English and Urdu.")


class ProfileForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=200, required=False, widget=forms.TextInput({"autocomplete": "name"})
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.NOTICE_LANGUAGES, help_text=LANGUAGE)
    timezone = forms.CharField(
        label=_("Your time zone"),
        required=False,
        widget=forms.TextInput({"list": "zones", "autocomplete": "off", "dir": "ltr"}),
        help_text=_("Times are shown in the forum's zone; yours stands beside them where it differs."),
    )
