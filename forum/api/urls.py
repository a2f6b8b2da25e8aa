"""The API of forum, below /api/v1/<edition>/."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from forum.api.exhibitors import ExhibitorViewSet
from forum.api.opportunities import OpportunityViewSet
from forum.api.people import SpeakerViewSet
from forum.api.programme import EditionView, RoomViewSet, SessionViewSet, TrackViewSet, VenueViewSet

app_name = "forum-api"

router = SimpleRouter(use_regex_path=False)
router.register("sessions", SessionViewSet, "session")
router.register("tracks", TrackViewSet, "track")
router.register("rooms", RoomViewSet, "room")
router.register("venues", VenueViewSet, "venue")
router.register("speakers", SpeakerViewSet, "speaker")
router.register("exhibitors", ExhibitorViewSet, "exhibitor")
router.register("opportunities", OpportunityViewSet, "opportunity")

urlpatterns = [
    path("", EditionView.as_view(), name="edition"),
    path("", include(router.urls)),
]
