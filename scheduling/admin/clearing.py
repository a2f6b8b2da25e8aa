"""The foreign office's two buttons on the screen of a meeting."""

from django import forms
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from unfold.enums import ActionVariant

from forum.admin.buttons import ButtonForm, button
from scheduling.actions import clearing
from scheduling.admin.forms import ReasonForm
from scheduling.models import MeetingStatus


class ClearingForm(ButtonForm):
    note = forms.CharField(
        label=_("Note"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("On what ground it is cleared, and by which paper. The secretariat alone reads it."),
    )


def _is_waiting(meeting):
    return meeting.status == MeetingStatus.CLEARING


class Clearing:
    """Adds the buttons ``clear`` and ``refuse``; list them in ``actions_detail``."""

    @button(
        _("Clear"),
        rule="clear_meeting",
        form=ClearingForm,
        when=_is_waiting,
        variant=ActionVariant.PRIMARY,
        icon="verified",
        lede=_("Whoever answers for the host is asked now, and whoever asked is told."),
    )
    def clear(self, request, meeting, form):
        clearing.clear(meeting, note=form.cleaned_data["note"], by=request.user, now=now())
        return _("Cleared. The host's side is asked.")

    @button(
        _("Refuse"),
        rule="clear_meeting",
        form=ReasonForm,
        when=_is_waiting,
        variant=ActionVariant.DANGER,
        icon="block",
        lede=_("Whoever asked is told at once, with your reason. The host's side never hears of it."),
    )
    def refuse(self, request, meeting, form):
        clearing.refuse(meeting, reason=form.cleaned_data["reason"], by=request.user, now=now())
        return _("Refused. Whoever asked is told.")
