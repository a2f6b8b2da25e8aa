"""Meetings in the API: read by whoever may see them, moved by POST actions. A refusal is a 409 with its reasons."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.response import Response

from core import access
from core.errors import DomainError
from scheduling import standing
from scheduling.actions import answers, clearing, course, placing, requests
from scheduling.actions.requests import Side
from scheduling.api import serializers as shapes
from scheduling.api.about import DETAILS, AboutMeetings, verb
from scheduling.models import Meeting
from scheduling.slots import Slot, of_length


class MeetingViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, AboutMeetings):
    queryset = Meeting.objects.none()
    lookup_field = "public_id"
    lookup_value_converter = "slug"
    rules = {
        "list": "view_meeting",
        "retrieve": "view_meeting",
        "create": "request_meeting",
        "check": "request_meeting",
        **{name: rule for name, (rule, _unused) in standing.VERBS.items()},
    }

    def get_queryset(self):
        edition = self.request.edition  # type: ignore[attr-defined]
        rows = Meeting.objects.visible_to(self.request.user).filter(edition=edition)
        if self.action == "list" and self.request.query_params.get("mine"):
            rows = Meeting.objects.concerning(self.request.user).filter(edition=edition)
        if self.action == "list" and (wanted := self.request.query_params.get("status")):
            rows = rows.filter(status=wanted)
        rows = rows.select_related("edition", "room__venue").order_by("starts_at", "pk")
        return rows.prefetch_related(*(["parties__delegation"] if self.action == "list" else DETAILS))

    def get_serializer_class(self):
        return {"list": shapes.MeetingSerializer, "create": shapes.RequestSerializer}.get(
            self.action, shapes.MeetingDetailSerializer
        )

    @extend_schema(request=shapes.RequestSerializer, responses={201: shapes.MeetingDetailSerializer})
    def create(self, request, **kwargs):
        words = self.words(shapes.RequestSerializer)
        guest, hosts = words.pop("guest"), words.pop("hosts")
        access.require(request.user, "request_meeting", guest["delegation"])
        meeting = requests.request(
            request.edition, guest=Side(**guest), hosts=[Side(**host) for host in hosts], **words, **self.said()
        )
        return Response(self.shown(meeting), status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.CheckSerializer, responses=shapes.CausesSerializer)
    @action(detail=False, methods=["post"])
    def check(self, request, **kwargs):
        """Try a request: every cause for which it would be refused now, none when it may be asked. Writes nothing."""
        words = self.words(shapes.CheckSerializer)
        guest, hosts = words.pop("guest"), words.pop("hosts")
        access.require(request.user, "request_meeting", guest["delegation"])
        found = requests.causes(request.edition, guest=Side(**guest), hosts=[Side(**host) for host in hosts], **words)
        return Response(shapes.CausesSerializer({"causes": found}).data)

    @verb(shapes.NoteSerializer)
    def clear(self, request, **kwargs):
        return self._do(lambda one, words: clearing.clear(one, **words, **self.said()))

    @verb(shapes.ReasonSerializer)
    def refuse(self, request, **kwargs):
        return self._do(lambda one, words: clearing.refuse(one, **words, **self.said()))

    @verb()
    def accept(self, request, **kwargs):
        return self._do(lambda one, words: answers.accept(self._party(one, "accept"), **self.said()))

    @verb(shapes.ReasonSerializer)
    def decline(self, request, **kwargs):
        return self._do(lambda one, words: answers.decline(self._party(one, "decline"), **words, **self.said()))

    @verb(shapes.WindowSerializer)
    def counter(self, request, **kwargs):
        return self._do(lambda one, words: answers.counter(self._party(one, "counter"), **words, **self.said()))

    @verb(shapes.ReasonSerializer)
    def withdraw(self, request, **kwargs):
        return self._do(lambda one, words: requests.withdraw(one, **words, **self.said()))

    @verb(shapes.SlotSerializer)
    def place(self, request, **kwargs):
        return self._do(lambda one, words: placing.place(one, _slot(one, **words), **self.said()))

    @verb(shapes.SlotSerializer)
    def move(self, request, **kwargs):
        return self._do(lambda one, words: placing.move(one, _slot(one, **words), **self.said()))

    @verb(shapes.ReasonSerializer)
    def unplace(self, request, **kwargs):
        return self._do(lambda one, words: placing.unplace(one, **words, **self.said()))

    @verb()
    def confirm(self, request, **kwargs):
        return self._do(lambda one, words: course.confirm(one, **self.said()))

    @verb()
    def start(self, request, **kwargs):
        return self._do(lambda one, words: course.start(one, **self.said()))

    @verb(shapes.OutcomeSerializer)
    def hold(self, request, **kwargs):
        return self._do(lambda one, words: course.hold(one, **words, **self.said()))

    @verb(shapes.ReasonSerializer, url_path="no-show")
    def no_show(self, request, **kwargs):
        return self._do(lambda one, words: course.no_show(one, **words, **self.said()))

    @verb(shapes.ReasonSerializer)
    def cancel(self, request, **kwargs):
        return self._do(lambda one, words: course.cancel(one, **words, **self.said()))

    def _do(self, run):
        meeting = self.get_object()
        run(meeting, self.words(self.serializer_class))
        return Response(self.shown(meeting))

    def _party(self, meeting, name):
        party = standing.party_for(self.request.user, meeting, name)
        if party is None:
            raise DomainError(_("Your side has answered, or it is not asked."), code="already-answered")
        return party


def _slot(meeting, *, starts_at, room, place, ends_at=None):
    if ends_at is None:
        return of_length(meeting, starts_at, room=room, place=place)
    return Slot(starts_at, ends_at, room, place)
