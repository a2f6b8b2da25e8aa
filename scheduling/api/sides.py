"""What the sides of one meeting do in the API: take or leave an offered time, say who comes."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status
from rest_framework.response import Response

from scheduling.actions import answers, attendees
from scheduling.api import serializers as shapes
from scheduling.api.about import AboutMeetings, verb
from scheduling.models import Attendee, Meeting, Party, TimeProposal


class OfMeeting(AboutMeetings):
    """Rows of the address's meeting, which is 404 for whoever may not see it."""

    def of(self, rows):
        """Those of ``rows`` that belong to the meeting."""
        seen = Meeting.objects.visible_to(self.request.user).select_related("edition", "room__venue")
        edition = self.request.edition  # type: ignore[attr-defined]
        meeting = get_object_or_404(seen, edition=edition, public_id=self.kwargs["meeting"])
        return rows.filter(meeting=meeting).select_related("meeting__edition")


class ProposalViewSet(mixins.ListModelMixin, OfMeeting):
    """Other times that a side offers, the latest first. Offer one by the meeting's action ``counter``."""

    queryset = TimeProposal.objects.none()
    serializer_class = shapes.ProposalSerializer
    rules = {"list": "view_meeting", "take": "answer_proposal", "leave": "answer_proposal"}

    def get_queryset(self):
        return self.of(TimeProposal.objects.select_related("party").order_by("-proposed_at", "-pk"))

    @verb()
    def take(self, request, **kwargs):
        """Take the other side's time: it becomes the wished one, and both have said yes."""
        proposal = self.get_object()
        answers.take(proposal, **self.said())
        return Response(self.shown(proposal.meeting))

    @verb()
    def leave(self, request, **kwargs):
        """Leave the other side's time; the question stands as it was."""
        proposal = self.get_object()
        answers.leave(proposal, **self.said())
        return Response(self.shown(proposal.meeting))


class AttendeeViewSet(OfMeeting):
    """Who comes for the own side. They stand in the meeting, by party."""

    queryset = Attendee.objects.none()
    rules = {"create": "name_attendees", "swap": "name_attendees", "drop": "name_attendees"}

    def get_queryset(self):
        return self.of(Attendee.objects.select_related("party__delegation", "party__meeting", "person", "booking"))

    def check_object_permissions(self, request, obj):
        """Whoever answers for the side names its people."""
        super().check_object_permissions(request, obj.party if isinstance(obj, Attendee) else obj)

    @extend_schema(request=shapes.SeatSerializer, responses={201: shapes.MeetingDetailSerializer})
    def create(self, request, **kwargs):
        """Name somebody more for one side; of a placed meeting the time is claimed and an invitation leaves."""
        parties = self.of(Party.objects.select_related("delegation"))
        words = self.words(shapes.SeatSerializer)
        party = get_object_or_404(parties, public_id=words.pop("party"))
        self.check_object_permissions(request, party)
        attendees.add(party, words.pop("person"), **words, **self.said())
        return Response(self.shown(party.meeting), status=status.HTTP_201_CREATED)

    @verb(shapes.SwapSerializer)
    def swap(self, request, **kwargs):
        """Let somebody else of the same side come in the person's place."""
        leaving = self.get_object()
        attendees.swap(leaving, **self.words(shapes.SwapSerializer), **self.said())
        return Response(self.shown(leaving.meeting))

    @verb()
    def drop(self, request, **kwargs):
        """Take the person out; of a placed meeting the time is the person's own again."""
        leaving = self.get_object()
        attendees.drop(leaving, **self.said())
        return Response(self.shown(leaving.meeting))
