"""The API of scheduling, below /api/v1/<edition>/."""

from django.urls import URLPattern

app_name = "scheduling-api"
urlpatterns: list[URLPattern] = []
