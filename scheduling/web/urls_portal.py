"""The one page that gathers what is mine, below /<edition>/portal/."""

from django.urls import path

from scheduling.web import diaries

app_name = "portal"
urlpatterns = [path("", diaries.home, name="home")]
