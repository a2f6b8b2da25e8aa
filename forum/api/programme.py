"""The programme for apps: the edition, its sessions, tracks and rooms."""

from django.db.models import prefetch_related_objects
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import generics

from core.permissions import PUBLIC
from forum.api import serializers
from forum.api.filters import SessionFilter
from forum.api.rows import Listed, Read
from forum.models import Edition, Room, Session, Track, Venue


class EditionView(generics.RetrieveAPIView):
    """The forum that all the rest belongs to."""

    rules = {"get": PUBLIC}
    queryset = Edition.objects.none()
    serializer_class = serializers.EditionSerializer

    def get_object(self):
        edition = self.request.edition  # type: ignore[attr-defined]
        prefetch_related_objects([edition], "venues")
        return edition


class SessionViewSet(Read):
    """What is announced; drafts too for those who work on them."""

    queryset = Session.objects.none()
    filter_backends = [DjangoFilterBackend]
    filterset_class = SessionFilter

    def rows(self):
        rows = Session.objects.visible_to(self.request.user).filter(edition=self.edition)
        return rows.with_people().order_by("starts_at", "pk")

    def get_serializer_class(self):
        return serializers.SessionDetailSerializer if self.action == "retrieve" else serializers.SessionSerializer


class TrackViewSet(Listed):
    """The strands of the programme."""

    queryset = Track.objects.none()
    serializer_class = serializers.TrackSerializer

    def rows(self):
        return Track.objects.filter(edition=self.edition)


class RoomViewSet(Read):
    """Places that sessions and meetings are held in."""

    queryset = Room.objects.none()
    serializer_class = serializers.RoomSerializer

    def rows(self):
        return Room.objects.filter(venue__edition=self.edition).select_related("venue")


class VenueViewSet(Listed):
    """The buildings."""

    queryset = Venue.objects.none()
    serializer_class = serializers.VenueSerializer

    def rows(self):
        return Venue.objects.filter(edition=self.edition)
