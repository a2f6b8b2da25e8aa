"""The bare views: the least that a page, a feed and a list cost on this machine."""

import json
import sys
from functools import cache as cache_once

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from rest_framework import generics, serializers

from delegations.models import Delegate, Delegation, Device, Presence, Scan
from forum.models import Appearance, Person, Session

PERSON = ["public_id", "honorific", "name", "native_name", "position", "organisation", "country"]
SESSION = [
    "public_id",
    "title",
    "subtitle",
    "kind",
    "status",
    "starts_at",
    "ends_at",
    "reported_on",
    "is_time_placeholder",
    "place",
    "version",
]


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


def cached(request: HttpRequest, key: str) -> HttpResponse:
    """The bytes that somebody stored under `key`."""
    return HttpResponse(cache.get(key), content_type="application/octet-stream")


class SessionList(generics.ListAPIView):
    """The framework's list as its tutorial writes it, with the fields that ours has."""

    authentication_classes: list = []
    permission_classes: list = []
    queryset = Session.objects.select_related("room", "track").prefetch_related("appearances__person").order_by("pk")

    class Shape(serializers.ModelSerializer):
        class Part(serializers.ModelSerializer):
            class Somebody(serializers.ModelSerializer):
                country = serializers.CharField(source="country.code")

                class Meta:
                    model = Person
                    fields = PERSON

            person = Somebody()

            class Meta:
                model = Appearance
                fields = ["role", "person"]

        room = serializers.StringRelatedField()
        track = serializers.StringRelatedField()
        appearances = Part(many=True)

        class Meta:
            model = Session
            fields = [*SESSION, "room", "track", "appearances"]

    serializer_class = Shape


class SpeakerList(generics.ListAPIView):
    """The same for one flat table."""

    authentication_classes: list = []
    permission_classes: list = []
    queryset = Person.objects.order_by("pk")

    class Shape(serializers.ModelSerializer):
        country = serializers.CharField(source="country.code")

        class Meta:
            model = Person
            fields = [*PERSON, "languages", "biography", "photo"]

    serializer_class = Shape


@csrf_exempt
def registration(request: HttpRequest) -> JsonResponse:
    """The rows that a registration cannot do without, written in one transaction as Django's tutorial would."""
    facts = json.loads(request.body)
    with transaction.atomic():
        delegation = Delegation.objects.select_for_update().get(public_id=facts.pop("delegation"))
        if Delegate.objects.filter(delegation=delegation).count() >= delegation.quota:
            return JsonResponse({}, status=409)
        person = Person.objects.create(**facts)
        made = Delegate.objects.create(delegation=delegation, edition_id=delegation.edition_id, person=person)
    return JsonResponse({"id": made.public_id, **facts}, status=201)


@csrf_exempt
def reading(request: HttpRequest) -> JsonResponse:
    """The two statements of a reading at a door, on one row that everybody wants, in one transaction."""
    facts, now = json.loads(request.body), timezone.now()
    with transaction.atomic():
        enters = facts["direction"] == "entry"
        hot = Presence.objects.filter(pk=_hot()["presence"])
        moved = hot.filter(is_inside=not enters).update(is_inside=enters, changed_at=now)
        Scan.objects.create(
            scan_id=facts["id"],
            direction=facts["direction"],
            result="admitted" if moved else "inside",
            scanned_at=now,
            received_at=now,
            **_hot()["door"],
        )
    return JsonResponse({"id": facts["id"]})


@cache_once
def _hot():
    """The keys of the row and the door, asked once in a worker."""
    door = Device.objects.values("edition_id", "checkpoint_id", "pk").get()
    door["device_id"] = door.pop("pk")
    return {"presence": Presence.objects.order_by("pk")[0].pk, "door": door}


def optimiser(request: HttpRequest) -> HttpResponse:
    """How many modules of the solver and its libraries this worker has imported."""
    roots = {"ortools", "numba", "llvmlite", "numpy", "pandas"}
    return HttpResponse(str(sum(name.split(".")[0] in roots for name in sys.modules)))


urlpatterns = [
    path("floor/hello/", hello),
    path("floor/cached/<slug:key>", cached),
    path("floor/sessions/", SessionList.as_view()),
    path("floor/speakers/", SpeakerList.as_view()),
    path("floor/registration/", registration),
    path("floor/reading/", reading),
    path("floor/optimiser/", optimiser),
]
