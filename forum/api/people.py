"""Who appears in the programme."""

from django.db.models import Prefetch
from django_filters.rest_framework import DjangoFilterBackend

from forum.api import serializers
from forum.api.filters import SpeakerFilter
from forum.api.rows import Read
from forum.models import Appearance, Person, Session


class SpeakerViewSet(Read):
    """Everybody who appears in a session that the asking user may see."""

    queryset = Person.objects.none()
    filter_backends = [DjangoFilterBackend]
    filterset_class = SpeakerFilter

    def rows(self):
        sessions = Session.objects.visible_to(self.request.user).filter(edition=self.edition)
        parts = Appearance.objects.filter(session__in=sessions)
        people = Person.objects.visible_to(self.request.user).filter(pk__in=parts.values("person"))
        if self.action != "retrieve":
            return people.order_by("name", "pk")
        shown = parts.select_related("session__room__venue", "session__track").order_by("session__starts_at", "pk")
        return people.prefetch_related(Prefetch("appearances", shown, to_attr="announced"))

    def get_serializer_class(self):
        return serializers.SpeakerDetailSerializer if self.action == "retrieve" else serializers.SpeakerSerializer
