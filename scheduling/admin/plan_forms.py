"""What the buttons of plans ask for."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from forum.admin.buttons import ButtonForm, EditionForm
from forum.models import Room
from scheduling.models import Movable, Plan
from scheduling.models.plan import LONGEST_S
from scheduling.plans.comparing import foretold


class _Asked(forms.Form):
    seconds = forms.IntegerField(
        label=_("Seconds"),
        min_value=1,
        max_value=LONGEST_S,
        initial=60,
        help_text=_("How long better plans are looked for. A first one is there much sooner."),
    )
    movable = forms.ChoiceField(
        label=_("Which placed meetings may move"), choices=Movable.choices, initial=Movable.NONE
    )
    seed = forms.IntegerField(
        label=_("Seed"),
        min_value=0,
        max_value=2**31 - 1,
        initial=1,
        help_text=_("The same seed makes the same plan of the same meetings."),
    )


class AskForm(_Asked, EditionForm):
    field_order = ["edition", "seconds", "movable", "seed"]


class AgainForm(_Asked, ButtonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(self.thing, name) for name in ("seconds", "movable", "seed")}


class ApplyForm(ButtonForm):
    """Says before the press what would happen; what the reader saw is what is confirmed."""

    is_sure = forms.BooleanField(label=_("Apply it and tell them"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["is_sure"].help_text = _foretold(self.thing, self.request.user)


class AdjustForm(ButtonForm):
    """Day, time and room of one item, on the edition's clock."""

    stands_for = {"starts_at": "time", "ends_at": "time"}

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(
        label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time", "step": 300}, format="%H:%M")
    )
    room = forms.ModelChoiceField(Room.objects.none(), label=_("Room"), to_field_name="public_id")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        item, edition = self.thing, self.thing.plan.edition
        rooms = Room.objects.filter(venue__edition=edition).select_related("venue")
        self.fields["room"].queryset = rooms.order_by("-venue__is_main", "venue__name", "position", "name")  # type: ignore[attr-defined]
        self.fields["time"].help_text = gettext("In %(zone)s; the meeting lasts %(minutes)d minutes.") % {
            "zone": edition.timezone,
            "minutes": item.meeting.length_minutes,
        }
        local = item.starts_at.astimezone(edition.zone) if item.starts_at else None
        self.initial = {
            "day": local.date() if local else edition.starts_on,
            "time": local.time() if local else None,
            "room": item.room.public_id if item.room else None,
        }

    @property
    def starts_at(self) -> datetime:
        words = self.cleaned_data
        return datetime.combine(words["day"], words["time"], self.thing.plan.edition.zone)


def _foretold(plan: Plan, user) -> str:
    meetings, people = foretold(plan, user)
    placed = ngettext("%(count)d meeting gets a new place.", "%(count)d meetings get new places.", meetings)
    told = ngettext("%(count)d person is told.", "%(count)d persons are told, each in one mail at most.", people)
    return f"{placed % {'count': meetings}} {told % {'count': people}}"
