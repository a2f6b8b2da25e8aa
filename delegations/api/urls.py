"""The API of delegations, below /api/v1/<edition>/."""

from django.urls import URLPattern

app_name = "delegations-api"
urlpatterns: list[URLPattern] = []
