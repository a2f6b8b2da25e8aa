"""The forms of the programme's desk: what a session is, when and where it takes place, and who appears."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError, InvalidInput
from forum import slots
from forum.admin.buttons import ButtonForm
from forum.admin.lookups import Lookup
from forum.editions import require_open
from forum.models import Appearance, AppearanceRole, Person, Room, Session
from forum.slots import Slot

LOCAL_TIME = "%Y-%m-%dT%H:%M"


class SessionForm(forms.ModelForm):
    """What a session is. Its time, room, people and status change by buttons, which ask the ledger."""

    class Meta:
        model = Session
        fields = (
            "edition", "title", "subtitle", "kind", "track", "language", "abstract", "capacity_needed",
            "certainty", "source_note",
        )  # fmt: skip

    def clean(self):
        """The refusals of ``sessions.edit``, told beside their fields while the input still stands in the form."""
        facts = super().clean() or self.cleaned_data
        edition = facts.get("edition") or (self.instance.edition if self.instance.edition_id else None)
        if edition is None:
            return facts
        track = facts.get("track")
        if track and track.edition_id != edition.pk:
            self.add_error("track", _("This track belongs to another edition."))
        try:
            require_open(edition)
            if slot := slots.of(self.instance):
                slots.check(self._wanted(edition, facts), slot)
        except InvalidInput as error:
            self.add_error("capacity_needed" if error.field == "room" else "kind", str(error))
        except DomainError as error:
            self.add_error(None, str(error))
        return facts

    def _wanted(self, edition, facts):
        """What the session would be, as far as its slot asks."""
        kind = facts.get("kind") or self.instance.kind
        return Session(edition=edition, kind=kind, capacity_needed=facts.get("capacity_needed"))


class SlotForm(ButtonForm):
    """When and where, on the edition's clock whatever the reader's."""

    starts_at = forms.DateTimeField(
        label=_("Starts at"), widget=forms.DateTimeInput({"type": "datetime-local"}, LOCAL_TIME)
    )
    ends_at = forms.DateTimeField(
        label=_("Ends at"), widget=forms.DateTimeInput({"type": "datetime-local"}, LOCAL_TIME)
    )
    room: forms.ModelChoiceField = forms.ModelChoiceField(None, label=_("Room"), required=False)
    place = forms.CharField(label=_("Or a place outside the venues"), required=False, max_length=200)
    is_time_placeholder = forms.BooleanField(
        label=_("The time is a placeholder that only keeps the order"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        session, zone = self.thing, self.thing.edition.zone
        rooms = Room.objects.filter(venue__edition=session.edition).select_related("venue")
        self.fields["room"].queryset = rooms  # type: ignore[attr-defined]
        for name in ("starts_at", "ends_at"):
            self.fields[name].help_text = session.edition.timezone
            if moment := getattr(session, name):
                self.initial[name] = moment.astimezone(zone).replace(tzinfo=None)
        for name in ("room", "place", "is_time_placeholder", "version"):
            self.initial[name] = getattr(session, name)

    def full_clean(self):
        with timezone.override(self.thing.edition.zone):
            super().full_clean()

    @property
    def slot(self) -> Slot:
        asked = self.cleaned_data
        return Slot(**{name: asked[name] for name in ("starts_at", "ends_at", "room", "place", "is_time_placeholder")})

    @property
    def seen(self) -> Session:
        """The session as its reader saw it, so that a change made meanwhile by somebody else is not written over."""
        self.thing.version = self.cleaned_data["version"]
        return self.thing


class DayForm(ButtonForm):
    day = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}))


class SpeakerForm(ButtonForm):
    person: forms.ModelChoiceField = forms.ModelChoiceField(Person.objects.all(), label=_("Person"))
    role = forms.ChoiceField(label=_("Part"), choices=AppearanceRole.choices, initial=AppearanceRole.SPEAKER)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        person.widget = Lookup(Appearance._meta.get_field("person"), admin.site)  # noqa: SLF001
        person.widget.choices = person.choices  # type: ignore[attr-defined]
        person.queryset = Person.objects.visible_to(self.request.user)  # type: ignore[attr-defined]


class AppearanceForm(ButtonForm):
    """Choose one of those who appear."""

    appearance: forms.ModelChoiceField = forms.ModelChoiceField(None, label=_("Person"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = self.thing.appearances.select_related("person")
        self.fields["appearance"].queryset = rows  # type: ignore[attr-defined]


class PartForm(AppearanceForm):
    role = forms.ChoiceField(label=_("Part"), choices=AppearanceRole.choices)
    position = forms.IntegerField(label=_("Place in the order"), min_value=0, max_value=999)
