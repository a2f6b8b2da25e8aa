"""Pages of scheduling, below /<edition>/."""

from django.urls import path

from scheduling.web import calendars, diaries, doing, meetings, requesting

app_name = "scheduling"
one = "meetings/<slug:public_id>/"
urlpatterns = [
    path("diary/", diaries.diary, name="diary"),
    path("diary/<slug:day>/book.pdf", diaries.book, name="book"),
    path("diary.ics", diaries.diary_ics, name="diary.ics"),
    path("calendars/", calendars.links, name="calendars"),
    path("calendars/<slug:public_id>/revoke/", calendars.revoke, name="revoke_calendar"),
    path("feeds/<slug:secret>.ics", calendars.feed, name="feed"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/request/", requesting.request_meeting, name="request"),
    path(one, meetings.meeting, name="meeting"),
    path(one + "<slug:verb>/", doing.do, name="do"),
    path(one + "proposals/<slug:proposal>/<slug:answer>/", doing.answer_proposal, name="answer_proposal"),
    path(one + "parties/<slug:party>/add/", doing.add_attendee, name="add_attendee"),
    path(one + "attendees/<slug:attendee>/swap/", doing.swap_attendee, name="swap_attendee"),
    path(one + "attendees/<slug:attendee>/drop/", doing.drop_attendee, name="drop_attendee"),
]
