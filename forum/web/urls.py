"""Pages of forum, below /<edition>/."""

from django.urls import path

from forum.web import exhibitors, opportunities, people, programme, rooms

app_name = "forum"
urlpatterns = [
    path("programme/", programme.programme, name="programme"),
    path("programme/<str:public_id>/", programme.session, name="session"),
    path("programme/<str:public_id>.ics", programme.session_calendar, name="session_ics"),
    path("rooms/", rooms.rooms, name="rooms"),
    path("speakers/", people.speakers, name="speakers"),
    path("speakers/<str:public_id>/", people.speaker, name="speaker"),
    path("exhibitors/", exhibitors.exhibitors, name="exhibitors"),
    path("opportunities/", opportunities.opportunities, name="opportunities"),
    path("opportunities/<str:public_id>/", opportunities.opportunity, name="opportunity"),
]
