"""What the meetings desk's buttons ask for."""

from datetime import datetime

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError, Taken
from forum.admin.buttons import ButtonForm
from forum.models import Room
from scheduling.actions import facts
from scheduling.changing import rehearsed
from scheduling.models import Answer, Meeting, TimeProposal
from scheduling.slots import Slot, of_length


class ReasonForm(ButtonForm):
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("The sides read it.")
    )


class OutcomeForm(ButtonForm):
    outcome = forms.CharField(label=_("What came of it"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 6}))


class OfferedTimeForm(ButtonForm):
    """Which of the times that the sides have offered and nobody has answered."""

    proposal = forms.ModelChoiceField(TimeProposal.objects.none(), label=_("Offered time"), empty_label=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = self.thing.proposals.filter(answer=Answer.PENDING).select_related("party__delegation")
        self.fields["proposal"].queryset = offered  # type: ignore[attr-defined]
        self.fields["proposal"].label_from_instance = self._label  # type: ignore[attr-defined]

    def _label(self, one):
        start, end = (moment.astimezone(self.thing.edition.zone) for moment in (one.starts_at, one.ends_at))
        return f"{one.party.delegation}: {_span(start, end)}"


class MeetingForm(forms.ModelForm):
    """What a meeting is. Its time, place, people and status change by buttons."""

    class Meta:
        model = Meeting
        fields = ("subject", "topics", "level", "confidentiality", "length_minutes")

    @property
    def unchanged(self) -> Meeting:
        """The meeting as it stands, which the form's own instance no longer does."""
        return Meeting.objects.get(pk=self.instance.pk)

    @property
    def facts(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.changed_data}

    def clean(self):
        """The refusals of ``facts.edit``, told beside their fields while the input still stands in the form."""
        words = super().clean() or self.cleaned_data
        if self.errors:
            return words
        try:
            with rehearsed():
                facts.edit(self.unchanged, **self.facts, by=None, now=now())
        except Taken as error:
            self.add_error("length_minutes", [str(error), *self._ways_out(error.facts["alternatives"])])
        except DomainError as error:
            field = getattr(error, "field", None)
            self.add_error(field if field in self.fields else "length_minutes", str(error))
        return words

    def _ways_out(self, alternatives):
        """What is free for the new length, so that the meeting can be moved there first."""
        found = [_way_label(one, self.instance.edition) for one in [*alternatives["times"], *alternatives["rooms"]]]
        return [_("Free instead: %(ways)s") % {"ways": " · ".join(found)}] if found else []


class SlotForm(ButtonForm):
    """Day, time and room in the edition's zone. After a refusal ``way_out`` offers what is free instead."""

    stands_for = {"starts_at": "day", "ends_at": "time"}

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    room = forms.ModelChoiceField(Room.objects.none(), label=_("Room"), required=False, to_field_name="public_id")
    place = forms.CharField(label=_("or a place outside the venues"), max_length=200, required=False)
    way_out = forms.CharField(label=_("Free instead"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        edition = self.thing.edition
        rooms = Room.objects.filter(venue__edition=edition).select_related("venue")
        self.fields["room"].queryset = rooms.order_by("-venue__is_main", "venue__name", "position", "name")  # type: ignore[attr-defined]
        self.fields["room"].label_from_instance = _room_label  # type: ignore[attr-defined]
        self.fields["time"].help_text = _("In %(zone)s; the meeting lasts %(minutes)d minutes.") % {
            "zone": edition.timezone,
            "minutes": self.thing.length_minutes,
        }
        start = self.thing.starts_at or self.thing.wished_from
        local = start.astimezone(edition.zone) if start else None
        self.initial = {
            "day": local.date() if local else edition.starts_on,
            "time": local.time() if local else None,
            "room": self.thing.room.public_id if self.thing.room else None,
            "place": self.thing.place,
        }

    def clean_way_out(self):
        chosen = self.cleaned_data["way_out"]
        try:
            is_moment = not chosen or datetime.fromisoformat(chosen.partition("|")[0]).tzinfo is not None
        except ValueError:
            is_moment = False
        if not is_moment:
            raise forms.ValidationError(_("Choose one of the times that are offered."))
        return chosen

    def slot(self) -> Slot:
        """The way out that was chosen, else what was written."""
        words = self.cleaned_data
        if words["way_out"]:
            moment, _unused, room = words["way_out"].partition("|")
            found = self.fields["room"].queryset.filter(public_id=room).first()  # type: ignore[attr-defined]
            return of_length(
                self.thing, datetime.fromisoformat(moment), room=found, place="" if found else words["place"]
            )
        start = datetime.combine(words["day"], words["time"], self.thing.edition.zone)
        return of_length(self.thing, start, room=words["room"], place=words["place"])

    def offer(self, alternatives: dict) -> None:
        """Show the nearest ways out as choices of the form."""
        found = [*alternatives["times"], *alternatives["rooms"]]
        if not found:
            return
        choices = [("", _("none of these: look at what is written above"))]
        choices += [(f"{one['starts_at']}|{one['room'] or ''}", _way_label(one, self.thing.edition)) for one in found]
        self.fields["way_out"].widget = forms.RadioSelect(choices=choices)


def _room_label(room):
    seats = f" ({room.capacity})" if room.capacity else ""
    return f"{room}{seats}, {room.venue}"


def _way_label(one, edition):
    start, end = (datetime.fromisoformat(one[name]).astimezone(edition.zone) for name in ("starts_at", "ends_at"))
    return f"{_span(start, end)}, {one['room_name']}"


def _span(start, end):
    begins = date_format(start, gettext("D j M, H:i"))
    return f"{begins}–{date_format(end, 'H:i')} ({start.tzname()})"
