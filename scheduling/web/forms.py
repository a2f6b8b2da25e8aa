"""The forms of meetings. Times are written in the edition's zone, which the page names."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from delegations.models import DelegateStatus, Delegation, FocalPoint
from forum.models import Person
from scheduling import asking
from scheduling.models import MeetingLevel
from scheduling.seating import delegates_of

USUAL_LENGTHS = [20, 30, 45, 60]
TIME = forms.TimeInput(attrs={"type": "time", "step": 300}, format="%H:%M")


class WindowFields(forms.Form):
    """A day of the edition and two clock times, as one window of aware datetimes."""

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.edition = edition
        days = [edition.starts_on + timedelta(days=n) for n in range((edition.ends_on - edition.starts_on).days + 1)]
        _field(self, "day").choices = [
            *([] if self.fields["day"].required else [("", _("no preference"))]),
            *((day.isoformat(), date_format(day, "l j F")) for day in days),
        ]

    def window(self) -> tuple[datetime | None, datetime | None]:
        """The window, or two times None when no day was chosen."""
        day = self.cleaned_data.get("day")
        if not day:
            return None, None
        return self._at(day, "from_time"), self._at(day, "until_time")

    def _at(self, day, name):
        clock = self.cleaned_data.get(name)
        return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=self.edition.zone) if clock else None


class HostForm(forms.Form):
    """The first step: whom to ask."""

    host = forms.ModelChoiceField(
        Delegation.objects.none(),
        label=_("Whom do you want to meet?"),
        to_field_name="public_id",
        help_text=_("The host's ministries and every delegation that comes."),
    )

    def __init__(self, *args, edition, user, **kwargs):
        super().__init__(*args, **kwargs)
        _field(self, "host").queryset = Delegation.objects.askable_by(user).filter(edition=edition).order_by("name")


class RequestForm(WindowFields):
    """The second step: who comes, about what, and when."""

    guest = forms.ModelChoiceField(
        Delegation.objects.none(), label=_("For which of your delegations?"), to_field_name="public_id"
    )
    subject = forms.CharField(label=_("Subject"), max_length=300)
    topics = forms.CharField(
        label=_("Topics"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What you would like to talk about."),
    )
    level = forms.ChoiceField(label=_("Kind of meeting"), choices=MeetingLevel.choices)
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(), label=_("Who comes from your side"), widget=forms.CheckboxSelectMultiple
    )
    host_people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label=_("Whom you wish to meet"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The other side decides who comes. Leave it open if anybody will do."),
    )
    length_minutes = forms.TypedChoiceField(
        label=_("Length"),
        coerce=int,
        choices=[],
    )
    day = forms.ChoiceField(label=_("Preferred day"), required=False)
    from_time = forms.TimeField(label=_("Not before"), required=False, widget=TIME)
    until_time = forms.TimeField(label=_("Not after"), required=False, widget=TIME)

    def __init__(self, *args, user, host, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Delegation.objects.filter(edition=self.edition, pk__in=FocalPoint.of(user))
        _field(self, "guest").queryset = mine
        if len(mine) == 1:
            self.fields["guest"].widget = forms.HiddenInput()
            self.initial["guest"] = mine[0].public_id
        self.closed = _closed(self.edition, mine, host)
        open_levels = [(level, label) for level, label in MeetingLevel.choices if level not in self.closed]
        self.is_closed = not open_levels
        _field(self, "level").choices = open_levels
        lengths = asking.lengths_of(self.edition) or USUAL_LENGTHS
        _field(self, "length_minutes").choices = [(n, _("%(minutes)d minutes") % {"minutes": n}) for n in lengths]
        self.initial["length_minutes"] = 30 if 30 in lengths else lengths[0]
        _field(self, "people").queryset = _persons(delegates_of(mine))
        _field(self, "host_people").queryset = _persons(delegates_of([host]).filter(status=DelegateStatus.APPROVED))
        for name in ("people", "host_people"):
            _field(self, name).label_from_instance = _person_label
        if not _field(self, "host_people").queryset.exists():
            del self.fields["host_people"]

    def reasons(self) -> list[str]:
        """Why nothing can be asked at all, each reason once."""
        return list(dict.fromkeys(sentence for why in self.closed.values() for sentence in why))

    def closed_in_words(self) -> list[dict]:
        """The kinds that cannot be asked for, as the page names them."""
        labels = dict(MeetingLevel.choices)
        return [{"label": labels[level], "reasons": why} for level, why in self.closed.items()]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The other side reads it."),
    )


class ClearingForm(forms.Form):
    note = forms.CharField(
        label=_("Note"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("On what ground it is cleared, and by which paper. The secretariat alone reads it."),
    )


class OutcomeForm(forms.Form):
    outcome = forms.CharField(label=_("What came of it"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 6}))


class CounterForm(WindowFields):
    day = forms.ChoiceField(label=_("Day"))
    from_time = forms.TimeField(label=_("From"), widget=TIME)
    until_time = forms.TimeField(label=_("Until"), widget=TIME)
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class AttendeeForm(forms.Form):
    person = forms.ModelChoiceField(Person.objects.none(), label=_("Person"), to_field_name="public_id")

    def __init__(self, *args, party, **kwargs):
        super().__init__(*args, **kwargs)
        rows = _persons(delegates_of([party.delegation]))
        _field(self, "person").queryset = rows.exclude(attendances__meeting=party.meeting_id)
        _field(self, "person").label_from_instance = _person_label


def _field(form, name) -> Any:
    return form.fields[name]


def _closed(edition, guests, host) -> dict[str, list[str]]:
    """The kinds of meeting that none of ``guests`` can ask ``host`` for now, each with why not."""
    found = [asking.closed_levels(edition, guest, host) for guest in guests]
    return {
        level: list(dict.fromkeys(cause.sentence for one in found for cause in one[level]))
        for level in MeetingLevel.values
        if found and all(level in one for one in found)
    }


def _persons(delegates):
    return Person.objects.filter(pk__in=delegates.values("person")).order_by("name")


def _person_label(person):
    return f"{person}, {person.affiliation}" if person.affiliation else str(person)
