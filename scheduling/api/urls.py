"""The API of scheduling, below /api/v1/<edition>/."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from scheduling.api.diary import DiaryView, MeetingBookView
from scheduling.api.meetings import MeetingViewSet
from scheduling.api.own_data import OwnDataView
from scheduling.api.sides import AttendeeViewSet, ProposalViewSet

app_name = "scheduling-api"
router = SimpleRouter(use_regex_path=False)
router.register("meetings", MeetingViewSet, basename="meeting")

of_meeting = SimpleRouter(use_regex_path=False)
of_meeting.register("proposals", ProposalViewSet, basename="proposal")
of_meeting.register("attendees", AttendeeViewSet, basename="attendee")

urlpatterns = [
    path("diary/", DiaryView.as_view(), name="diary"),
    path("diary/<slug:day>/book/", MeetingBookView.as_view(), name="book"),
    path("own-data/", OwnDataView.as_view(), name="own-data"),
    path("meetings/<slug:meeting>/", include(of_meeting.urls)),
    path("", include(router.urls)),
]
