"""Addresses of the tests' own: one of each thing that the API's frame must carry right. Not part of the house."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from config.urls import handler400, handler403, handler404, handler500  # noqa: F401 - Django reads them here
from config.urls import urlpatterns as ours
from core.errors import DomainError, InvalidInput, Taken

RAISED = {
    "refused": DomainError("The hall is closed.", code="hall-closed", facts={"opens_at": "09:00"}),
    "taken": Taken("The room is taken.", facts={"next_free_at": "2025-04-08T10:00:00+05:00"}),
    "invalid": InvalidInput("It ends before it starts.", field="ends_at"),
    "missing": Http404(),
    "forbidden": PermissionDenied(),
}


class Seat(serializers.Serializer):
    number = serializers.IntegerField(min_value=1)


class Wish(serializers.Serializer):
    title = serializers.CharField(max_length=5)
    seats = Seat(many=True, required=False)


class Raising(APIView):
    rules = {"get": "public", "post": "public"}
    authentication_classes = []

    def get(self, request, what):
        raise RAISED[what]

    def post(self, request, what):
        Wish(data=request.data).is_valid(raise_exception=True)
        return Response({})


def rename(person):
    person.position = "Changed by a request"
    person.save()


class Whoami(APIView):
    rules = {"get": "open_desk", "post": "open_desk"}

    def get(self, request):
        return Response({"email": request.user.email})

    def post(self, request):
        rename(request.user.person)
        return Response({})


class Nameless(APIView):
    def get(self, request):
        return Response({})


def page(request):
    raise DomainError("The hall is closed.")


def broken(request):
    raise ZeroDivisionError


def touch(request):
    rename(request.user.person)
    return HttpResponse()


urlpatterns = [
    path("probe/whoami/", Whoami.as_view()),
    path("probe/nameless/", Nameless.as_view()),
    path("probe/page/", page),
    path("probe/touch/", touch),
    path("api/probe/broken/", broken),
    path("probe/broken/", broken),
    path("probe/<what>/", Raising.as_view()),
    *ours,
]
