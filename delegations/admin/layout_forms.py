"""The looks of a badge alone, for a picture of what is not saved yet."""

from django import forms

from delegations.models import BadgeLayout

SHOWN = (
    "shows_photo",
    "shows_flag",
    "shows_native_name",
    "shows_position",
    "shows_delegation",
    "shows_zones",
    "shows_days",
)


class LooksForm(forms.ModelForm):
    class Meta:
        model = BadgeLayout
        fields = ("title", "footer", *SHOWN)
