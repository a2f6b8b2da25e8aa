"""Forms that ask the desk for a change after the dates: the first step of the registration, and why it comes late."""

from django import forms
from django.utils.translation import gettext_lazy as _

from delegations.web.forms import SubstituteForm, WhoForm


class _WithReason(forms.Form):
    reason = forms.CharField(
        label=_("Why does this come late?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The desk decides by it."),
    )


class LateNameForm(_WithReason, WhoForm):
    """Who shall come; there is no overflow pass to be had late."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("is_overflow", None)
        self.order_fields([*WhoForm.field_order, "reason"])


class LateSubstituteForm(_WithReason, SubstituteForm):
    """Who shall come instead."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields([*WhoForm.field_order, "reason"])


class LateDetailsForm(_WithReason):
    """What shall be brought cannot be handed over here: only why."""


class LateCorrectionForm(LateSubstituteForm):
    """The facts as they should be."""
