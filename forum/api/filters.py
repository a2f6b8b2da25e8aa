"""What a list may be narrowed by. A value that cannot be right is a 400 that names its parameter."""

from django.db.models import F
from django.db.models.functions import Coalesce, TruncDate
from django_filters import rest_framework as filters

from forum import search
from forum.models import Exhibitor, Opportunity, Person, Session, SessionKind


class SessionFilter(filters.FilterSet):
    day = filters.DateFilter(method="on_day", help_text="A day in the edition's zone, as in 2025-04-08.")
    track = filters.CharFilter(field_name="track__slug", help_text="A track's slug.")
    room = filters.CharFilter(field_name="room__public_id", help_text="A room's public id.")
    speaker = filters.CharFilter(field_name="appearances__person__public_id", help_text="A person's public id.")
    kind = filters.ChoiceFilter(choices=SessionKind.choices)
    q = filters.CharFilter(method="worded", max_length=100, help_text="Words of a title, an abstract or a name.")

    class Meta:
        model = Session
        fields: list[str] = []

    def on_day(self, rows, _name, day):
        zone = self.request.edition.zone
        dated = rows.alias(day=Coalesce(TruncDate("starts_at", tzinfo=zone), F("reported_on")))
        return dated.filter(day=day)

    def worded(self, rows, _name, words):
        return search.sessions(rows, words)


class SpeakerFilter(filters.FilterSet):
    country = filters.CharFilter(max_length=2, lookup_expr="iexact", help_text="ISO 3166-1 alpha-2.")
    q = filters.CharFilter(method="worded", max_length=100, help_text="A name in either script, an organisation.")

    class Meta:
        model = Person
        fields: list[str] = []

    def worded(self, rows, _name, words):
        return search.people(rows, words)


class OpportunityFilter(filters.FilterSet):
    mineral = filters.CharFilter(method="holding", help_text="As the list writes it: copper, gold.")
    province = filters.CharFilter()
    q = filters.CharFilter(method="worded", max_length=100, help_text="Words of a name, a holder, a place.")

    class Meta:
        model = Opportunity
        fields: list[str] = []

    def holding(self, rows, _name, mineral):
        return rows.filter(minerals__contains=[mineral.lower()])

    def worded(self, rows, _name, words):
        return search.opportunities(rows, words)


class ExhibitorFilter(filters.FilterSet):
    q = filters.CharFilter(method="worded", max_length=100, help_text="Words of an organisation or of what it shows.")

    class Meta:
        model = Exhibitor
        fields: list[str] = []

    def worded(self, rows, _name, words):
        return search.exhibitors(rows, words)
