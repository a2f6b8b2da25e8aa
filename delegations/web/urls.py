"""Pages of delegations, below /<edition>/."""

from django.urls import URLPattern

app_name = "delegations"
urlpatterns: list[URLPattern] = []
