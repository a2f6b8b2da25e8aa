"""Pages of forum, below /<edition>/."""

from django.urls import URLPattern

app_name = "forum"
urlpatterns: list[URLPattern] = []
