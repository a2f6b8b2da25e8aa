"""The gate's endpoints: a device enrols, keeps its state, sends readings, and asks for people while it is online."""

import hashlib
import json
from datetime import timedelta
from functools import cache

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response
from rest_framework.views import APIView

from core.permissions import PUBLIC
from delegations import door_guests, gatehouse
from delegations.actions import devices, lookups, scanning
from delegations.api import gate_shapes as shapes
from delegations.api.device_token import AskingPeople, DeviceView, Enrolling
from delegations.models import Delegation
from forum.models import Person

NOT_KEPT = {"Cache-Control": "no-store"}
SEEN_EVERY = timedelta(seconds=20)


@extend_schema(tags=["gate"])
class Enrolment(APIView):
    throttle_classes = [Enrolling]
    rules = {"post": PUBLIC}

    @extend_schema(request=shapes.CodeSerializer, responses={201: shapes.EnrolledSerializer})
    def post(self, request, **kwargs):
        """Exchange the code that the panel shows for a device's token, once."""
        code = _given(shapes.CodeSerializer, request)["code"]
        device, token = devices.enrol(request.edition, code, now=timezone.now())
        return Response({"token": token, "name": device.name}, status=status.HTTP_201_CREATED, headers=NOT_KEPT)


@extend_schema(tags=["gate"])
class State(DeviceView):
    rules = {"get": "read_badges"}

    @extend_schema(
        parameters=[
            OpenApiParameter("since", OpenApiTypes.INT, description="The version of the list that it has."),
            OpenApiParameter("guests", OpenApiTypes.STR, description="The version of the guest list that it has."),
        ],
        responses={200: shapes.StateSerializer, 304: None},
    )
    def get(self, request, **kwargs):
        """Door, keys, rules, what was revoked, and who stands on the door's guest list.

        Answers 304 where nothing has changed, so ask every second or two.
        """
        asked, now = request.query_params.get("since", ""), timezone.now()
        since = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0
        device = request.auth
        guests = door_guests.newest(device.checkpoint)
        holds = door_guests.held(device.checkpoint, request.query_params.get("guests", ""), guests)
        body = json.dumps(gatehouse.state(device, since, guests=guests, holds=holds)).encode()
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        is_new = (device.list_version, device.guest_version_id) != (since, holds)
        if is_new or device.last_seen_at is None or now - device.last_seen_at > SEEN_EVERY:
            devices.seen(device, list_version=since, guest_version=holds, now=now)
        headers = {"ETag": etag, "Cache-Control": "no-cache, private"}
        if request.headers.get("If-None-Match") == etag:
            return HttpResponse(status=status.HTTP_304_NOT_MODIFIED, headers=headers)
        return HttpResponse(body, content_type="application/json", headers=headers)


@extend_schema(tags=["gate"])
class Scans(DeviceView):
    rules = {"post": "read_badges"}

    @extend_schema(request=shapes.ReadingSerializer, responses={200: shapes.ShownVerdictSerializer})
    def post(self, request, **kwargs):
        """Decide one reading and note it. Sent again, it is noted once."""
        reading = _given(shapes.ReadingSerializer, request)
        verdict = scanning.read(request.auth, reading, now=timezone.now())
        return Response(shapes.ShownVerdictSerializer(verdict).data, headers=NOT_KEPT)


@extend_schema(tags=["gate"])
class Batches(DeviceView):
    rules = {"post": "read_badges"}

    @extend_schema(request=shapes.BatchSerializer, responses={200: shapes.VerdictsSerializer})
    def post(self, request, **kwargs):
        """Note what was read without network, or a group at once. Sent again, each is noted once."""
        readings = _given(shapes.BatchSerializer, request)["scans"]
        verdicts = scanning.read_batch(request.auth, readings, now=timezone.now())
        return Response(shapes.VerdictsSerializer({"scans": verdicts}).data, headers=NOT_KEPT)


@extend_schema(tags=["gate"])
class Lookup(DeviceView):
    rules = {"post": "read_badges"}
    throttle_classes = [AskingPeople]

    @extend_schema(request=shapes.WordsSerializer, responses={200: shapes.FoundSerializer(many=True)})
    def post(self, request, **kwargs):
        """Find a badge by its holder's name or by its number. Every question is noted."""
        words = _given(shapes.WordsSerializer, request)["words"]
        lookups.note(request.auth, words, now=timezone.now())
        found = gatehouse.found(request.auth, words)
        return Response(shapes.FoundSerializer(found, many=True).data, headers=NOT_KEPT)


@extend_schema(tags=["gate"])
class Groups(DeviceView):
    rules = {"get": "read_badges"}

    @extend_schema(
        parameters=[OpenApiParameter("q", OpenApiTypes.STR)], responses={200: shapes.GroupSerializer(many=True)}
    )
    def get(self, request, **kwargs):
        """Delegations by name, for checking one in together."""
        found = gatehouse.groups(request.auth, request.query_params.get("q", ""))
        return Response(shapes.GroupSerializer(found, many=True).data, headers=NOT_KEPT)


@extend_schema(tags=["gate"])
class Members(DeviceView):
    rules = {"post": "read_badges"}
    throttle_classes = [AskingPeople]

    @extend_schema(request=None, responses={200: shapes.FoundSerializer(many=True)})
    def post(self, request, delegation, **kwargs):
        """The badges of a delegation. Every question is noted."""
        asked = get_object_or_404(Delegation, edition=request.edition, public_id=delegation)
        lookups.note(request.auth, asked.name, now=timezone.now())
        found = gatehouse.members(request.auth, asked)
        return Response(shapes.FoundSerializer(found, many=True).data, headers=NOT_KEPT)


@extend_schema(tags=["gate"])
class Photo(DeviceView):
    rules = {"get": "read_badges"}

    @extend_schema(responses={(200, "image/*"): OpenApiTypes.BINARY})
    def get(self, request, badge, **kwargs):
        """The picture of a badge's holder."""
        holder = get_object_or_404(Person, delegates__badges__public_id=badge, delegates__edition=request.edition)
        photo = holder.photo
        if not photo.name or not photo.storage.exists(photo.name):
            raise Http404
        return FileResponse(photo.open(), headers=NOT_KEPT)


@extend_schema(tags=["gate"])
class Occupancy(DeviceView):
    rules = {"get": "read_badges"}

    @extend_schema(responses={200: shapes.ZoneSerializer(many=True)})
    def get(self, request, **kwargs):
        """Who is inside each zone, and each room with a door of its own, against capacity."""
        places = gatehouse.occupancy(request.edition)
        return Response(shapes.ZoneSerializer(places, many=True).data, headers=NOT_KEPT)


def _given(shape, request):
    return _checker(shape, get_language()).run_validation(request.data)


@cache
def _checker(shape, _language):
    """A shape that was built once: it keeps nothing of what it checks but the words of its refusals."""
    return shape()
