"""The API of scheduling, below /api/v1/<edition>/."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from scheduling.api.diary import DiaryView
from scheduling.api.meetings import MeetingViewSet

app_name = "scheduling-api"
router = SimpleRouter(use_regex_path=False)
router.register("meetings", MeetingViewSet, basename="meeting")
urlpatterns = [path("diary/", DiaryView.as_view(), name="diary"), path("", include(router.urls))]
