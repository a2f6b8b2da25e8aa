"""Pages of scheduling, below /<edition>/."""

from django.urls import path

from scheduling.web import meetings

app_name = "scheduling"
urlpatterns = [
    path("meetings/<slug:public_id>/", meetings.meeting, name="meeting"),
]
