"""The form of a reminder rule: of the two ways to say when, only the one that is chosen counts."""

from django import forms
from django.utils.translation import gettext as _

from core.errors import InvalidInput
from scheduling.actions import reminder_rules
from scheduling.models import ReminderMoment, ReminderRule


class ReminderRuleForm(forms.ModelForm):
    class Meta:
        model = ReminderRule
        fields = (
            "edition",
            "thing",
            "reader",
            "moment",
            "amount",
            "unit",
            "at",
            "channel",
            "is_essential",
            "is_active",
        )

    def clean(self):
        given = super().clean() or self.cleaned_data
        if given.get("moment") == ReminderMoment.EVENING_BEFORE:
            given["amount"] = None
            if not given.get("at") and "at" not in self.errors:
                self.add_error("at", _("Say at which hour."))
        else:
            given["at"] = None
            if not given.get("amount") and "amount" not in self.errors:
                self.add_error("amount", _("Say how long."))
        if self.instance.pk and "moment" in given:
            try:
                reminder_rules.require_same_anchor(self.instance.moment, given["moment"])
            except InvalidInput as refusal:
                self.add_error(refusal.field, str(refusal))
        return given
