"""What a reader asks of the programme: words, a day, a track, a kind, a room. All of it stands in the address."""

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from forum import search
from forum.models import Edition, Room, SessionKind, Track

VIEWS = [("rooms", _("By room")), ("tracks", _("By track")), ("list", _("List"))]


class ProgrammeFilter(forms.Form):
    """Valid or not, what can be understood is applied; what cannot is said beside its field."""

    view = forms.ChoiceField(
        choices=VIEWS,
        required=False,
        widget=forms.HiddenInput,
    )
    day = forms.DateField(required=False, widget=forms.HiddenInput)
    q = forms.CharField(label=_("Search"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    track: forms.ModelChoiceField = forms.ModelChoiceField(
        None, label=_("Track"), required=False, to_field_name="slug", empty_label=_("All")
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *SessionKind.choices])
    room: forms.ModelChoiceField = forms.ModelChoiceField(
        None, label=_("Room"), required=False, to_field_name="public_id", empty_label=_("All")
    )

    def __init__(self, data, *, edition: Edition):
        super().__init__(data, use_required_attribute=False)
        self._offer("room", Room.objects.filter(venue__edition=edition))
        tracks = Track.objects.filter(edition=edition)
        if tracks:
            self._offer("track", tracks)
        else:
            del self.fields["track"]
            self.fields["view"].choices = [one for one in VIEWS if one[0] != "tracks"]  # type: ignore[attr-defined]
        self.is_valid()

    def _offer(self, name, rows):
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    @property
    def words(self) -> str:
        return self.cleaned_data.get("q", "").strip()

    @property
    def day_asked(self) -> date | None:
        return self.cleaned_data.get("day")

    @property
    def view_asked(self) -> str:
        """A search without a chosen view is answered with a list: what is found lies on several days."""
        return self.cleaned_data.get("view") or ("list" if self.words else "rooms")

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("q", "track", "kind", "room"))

    def apply(self, rows: QuerySet) -> QuerySet:
        """``rows`` that answer to words, track, kind and room; the day is the page's to choose."""
        for name in ("track", "kind", "room"):
            if wanted := self.cleaned_data.get(name):
                rows = rows.filter(**{name: wanted})
        return search.sessions(rows, self.words) if self.words else rows
