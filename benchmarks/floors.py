"""The bare views: the least that a page, a feed and a list cost on this machine."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


def cached(request: HttpRequest, key: str) -> HttpResponse:
    """The bytes that somebody stored under `key`."""
    return HttpResponse(cache.get(key), content_type="application/octet-stream")


urlpatterns = [
    path("floor/hello/", hello),
    path("floor/cached/<slug:key>", cached),
]
