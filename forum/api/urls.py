"""The API of forum, below /api/v1/<edition>/."""

from django.urls import URLPattern

app_name = "forum-api"
urlpatterns: list[URLPattern] = []
