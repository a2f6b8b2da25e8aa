"""Feeds of the programme, beside the pages below /<edition>/, but read without the edition's row."""

from django.urls import path

from forum.exchange.write import CONTENT_TYPES
from forum.web import feeds

app_name = "feeds"
urlpatterns = [path(f"programme.{form}", feeds.programme, {"form": form}, name=form) for form in CONTENT_TYPES]
