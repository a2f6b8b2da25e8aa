"""The shapes of meetings in the API. Statuses are read here and moved by the actions."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from delegations.models import Delegate, Delegation
from forum.models import Person, Room
from scheduling import standing
from scheduling.models import Attendee, Confidentiality, Meeting, MeetingLevel, Party, TimeProposal


class RoomRefSerializer(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id")
    venue = serializers.CharField(source="venue.name")

    class Meta:
        model = Room
        fields = ["id", "name", "venue"]


class AttendeeSerializer(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id")
    person = serializers.CharField(source="person.public_id")
    name = serializers.CharField(source="person.name")

    class Meta:
        model = Attendee
        fields = ["id", "person", "name", "is_lead"]


class PartySerializer(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id")
    delegation = serializers.CharField(source="delegation.public_id")
    name = serializers.CharField(source="delegation.name")

    class Meta:
        model = Party
        fields = ["id", "side", "delegation", "name", "answer", "reason"]


class SeatedPartySerializer(PartySerializer):
    attendees = AttendeeSerializer(many=True)

    class Meta(PartySerializer.Meta):
        fields = [*PartySerializer.Meta.fields, "attendees"]


class ProposalSerializer(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id")
    party = serializers.CharField(source="party.public_id")

    class Meta:
        model = TimeProposal
        fields = ["id", "party", "starts_at", "ends_at", "note", "answer", "proposed_at"]


class MeetingSerializer(serializers.ModelSerializer):
    """A row of the list."""

    id = serializers.CharField(source="public_id")
    room = RoomRefSerializer(allow_null=True)
    parties = PartySerializer(many=True)

    class Meta:
        model = Meeting
        fields = [
            "id",
            "subject",
            "level",
            "confidentiality",
            "status",
            "version",
            "starts_at",
            "ends_at",
            "reported_on",
            "length_minutes",
            "room",
            "place",
            "parties",
        ]


class MeetingDetailSerializer(MeetingSerializer):
    """One meeting, with what the reader may do with it now."""

    parties = SeatedPartySerializer(many=True)
    proposals = ProposalSerializer(many=True)
    actions = serializers.SerializerMethodField()

    class Meta(MeetingSerializer.Meta):
        fields = [
            *MeetingSerializer.Meta.fields,
            "topics",
            "wished_from",
            "wished_until",
            "answer_due_at",
            "is_answered_by_desk",
            "outcome",
            "proposals",
            "actions",
        ]

    def get_actions(self, meeting) -> list[str]:
        return standing.verbs(self.context["request"].user, meeting, now=timezone.now())


class Known(serializers.SlugRelatedField):
    """A row of the address's edition by its public id, among those that ``rows(user, edition)`` gives to the asker."""

    def __init__(self, model: Any, rows: Callable[[Any, Any], Any], **kwargs: Any) -> None:
        self.rows = rows
        super().__init__(slug_field="public_id", queryset=model.objects.all(), **kwargs)

    def get_queryset(self):
        request = self.context["request"]
        return self.rows(request.user, request.edition)


def person(**kwargs):
    return Known(Person, _nameable, **kwargs)


def _nameable(user, edition):
    delegates = Delegate.objects.nameable_by(user).filter(edition=edition)
    return Person.objects.filter(pk__in=delegates.values("person"))


def _visible(user, edition):
    return Delegation.objects.visible_to(user).filter(edition=edition)


def _askable(user, edition):
    return Delegation.objects.askable_by(user).filter(edition=edition)


def _rooms(_user, edition):
    return Room.objects.filter(venue__edition=edition)


class GuestSerializer(serializers.Serializer):
    delegation = Known(Delegation, _visible)
    people = serializers.ListField(child=person(), default=list, max_length=30)


class HostSerializer(GuestSerializer):
    delegation = Known(Delegation, _askable)


class RequestSerializer(serializers.Serializer):
    guest = GuestSerializer()
    hosts = HostSerializer(many=True)
    subject = serializers.CharField(max_length=300)
    topics = serializers.CharField(default="", allow_blank=True, max_length=5000)
    level = serializers.ChoiceField(MeetingLevel.choices, default=MeetingLevel.B2G)
    confidentiality = serializers.ChoiceField(Confidentiality.choices, default=Confidentiality.PARTICIPANTS)
    length_minutes = serializers.IntegerField(default=30)
    wished_from = serializers.DateTimeField(default=None, allow_null=True)
    wished_until = serializers.DateTimeField(default=None, allow_null=True)


class CheckSerializer(serializers.Serializer):
    """A request that is only tried."""

    guest = GuestSerializer()
    hosts = HostSerializer(many=True)
    level = serializers.ChoiceField(MeetingLevel.choices, default=MeetingLevel.B2G)
    length_minutes = serializers.IntegerField(default=30)


class CauseSerializer(serializers.Serializer):
    code = serializers.CharField()
    sentence = serializers.CharField()
    field = serializers.CharField(help_text="The input at fault; empty where no input would help.")


class CausesSerializer(serializers.Serializer):
    causes = CauseSerializer(many=True)


class SwapSerializer(serializers.Serializer):
    """Who comes: a delegate of that side."""

    person = person()


class SeatSerializer(SwapSerializer):
    party = serializers.CharField(max_length=40, help_text="The id of the party that the person comes for.")
    is_lead = serializers.BooleanField(default=False, help_text="Leads the side from now on.")


class NothingSerializer(serializers.Serializer):
    pass


class ReasonSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=2000)


class NoteSerializer(serializers.Serializer):
    note = serializers.CharField(max_length=5000, help_text="On what ground; the secretariat alone reads it.")


class OutcomeSerializer(serializers.Serializer):
    outcome = serializers.CharField(max_length=10_000)


class WindowSerializer(serializers.Serializer):
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    note = serializers.CharField(default="", allow_blank=True, max_length=2000)


class SlotSerializer(serializers.Serializer):
    """When and where. Without ``ends_at`` the meeting keeps its own length."""

    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(required=False)
    room = Known(Room, _rooms, allow_null=True, default=None)
    place = serializers.CharField(default="", allow_blank=True, max_length=200)


class DiaryEntrySerializer(serializers.Serializer):
    kind = serializers.ChoiceField(["session", "meeting"])
    id = serializers.CharField(source="thing.public_id")
    title = serializers.CharField()
    status = serializers.CharField(source="thing.status")
    starts_at = serializers.DateTimeField(allow_null=True)
    ends_at = serializers.DateTimeField(allow_null=True)
    on = serializers.DateField(allow_null=True)
    is_placeholder = serializers.BooleanField()
    place = serializers.CharField()
    url = serializers.CharField()
