"""Pages of scheduling, below /<edition>/."""

from django.urls import URLPattern

app_name = "scheduling"
urlpatterns: list[URLPattern] = []
