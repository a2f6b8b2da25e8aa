"""An agency's queue for the agency's own system: who waits and until when, the facts granted, the answer."""

from django.utils import timezone
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from delegations import granted
from delegations.actions import clearances
from delegations.api.serializers import OptionalReasonSerializer, ReasonSerializer
from delegations.models import Clearance


class ClearanceSerializer(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id", read_only=True)
    agency = serializers.CharField(source="agency.public_id", read_only=True)
    name = serializers.CharField(source="delegate.person.name", read_only=True)
    native_name = serializers.CharField(source="delegate.person.native_name", read_only=True)
    position = serializers.CharField(source="delegate.person.position", read_only=True)
    organisation = serializers.CharField(source="delegate.person.organisation", read_only=True)
    nationality = serializers.CharField(source="delegate.person.country.code", read_only=True)
    category = serializers.CharField(source="delegate.category", read_only=True)
    delegation = serializers.CharField(source="delegate.delegation.name", read_only=True)

    class Meta:
        model = Clearance
        fields = (
            "id",
            "agency",
            "status",
            "is_current",
            "asked_at",
            "due_at",
            "note",
            "name",
            "native_name",
            "position",
            "organisation",
            "nationality",
            "category",
            "delegation",
        )
        read_only_fields = fields


class LabelledSerializer(serializers.Serializer):
    what = serializers.CharField(help_text="In the language of the request.")
    value = serializers.CharField()


class ClearanceDetailSerializer(ClearanceSerializer):
    """``facts``: all that the agency is shown without asking. ``secrets``: what it may read on request."""

    facts = serializers.SerializerMethodField()
    secrets = serializers.SerializerMethodField()

    class Meta(ClearanceSerializer.Meta):
        fields = (*ClearanceSerializer.Meta.fields, "facts", "secrets")  # type: ignore[assignment]
        read_only_fields = fields  # type: ignore[assignment]

    @extend_schema_field(LabelledSerializer(many=True))
    def get_facts(self, clearance):
        return _labelled(granted.to(clearance.agency, clearance.delegate).facts)

    def get_secrets(self, clearance) -> list[str]:
        return granted.to(clearance.agency, clearance.delegate).secrets


class AgencyQuestionSerializer(serializers.Serializer):
    question = serializers.CharField(max_length=2000)


@extend_schema(tags=["clearances"])
class ClearanceViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """What the agencies of the user are asked, the most urgent first. The desks read it in the panel."""

    queryset = Clearance.objects.none()
    lookup_field = "public_id"
    lookup_value_converter = "slug"
    filter_backends = [DjangoFilterBackend]
    filterset_fields = {"status": ["exact"], "agency__public_id": ["exact"], "delegate__category": ["exact"]}
    rules = {
        "list": "view_clearance",
        "retrieve": "answer_clearance",
        "clear": "answer_clearance",
        "ask": "answer_clearance",
        "refuse": "answer_clearance",
        "secrets": "answer_clearance",
    }

    def get_queryset(self):
        edition = self.request.edition  # type: ignore[attr-defined]  # set by the middleware
        rows = Clearance.objects.asked_of(self.request.user).filter(agency__edition=edition)
        rows = rows.select_related("agency", "delegate__person", "delegate__delegation", "delegate__edition")
        return (rows.in_the_queue() if self.action == "list" else rows).order_by("due_at", "pk")

    def get_serializer_class(self):
        return ClearanceSerializer if self.action == "list" else ClearanceDetailSerializer

    @extend_schema(request=OptionalReasonSerializer)
    @action(detail=True, methods=["post"])
    def clear(self, request, **kwargs):
        """No objection. The last clearance that is needed approves the delegate."""
        clearance, given = self.get_object(), _given(OptionalReasonSerializer, request)
        return self._answer(clearances.clear(clearance, **given, by=request.user, now=timezone.now()))

    @extend_schema(request=AgencyQuestionSerializer)
    @action(detail=True, methods=["post"])
    def ask(self, request, **kwargs):
        """Ask the accreditation desk for more; the clock stands until it answers."""
        clearance, given = self.get_object(), _given(AgencyQuestionSerializer, request)
        return self._answer(clearances.ask(clearance, **given, by=request.user, now=timezone.now()))

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def refuse(self, request, **kwargs):
        """Object, for a reason that only the desk reads."""
        clearance, given = self.get_object(), _given(ReasonSerializer, request)
        return self._answer(clearances.refuse(clearance, **given, by=request.user, now=timezone.now()))

    @extend_schema(request=None, responses=LabelledSerializer(many=True))
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def secrets(self, request, **kwargs):
        """Document and date of birth as far as granted. A POST, because each reading is written down first."""
        read = granted.secrets(self.get_object(), reader=request.user, now=timezone.now())
        return Response(_labelled(read), headers={"Cache-Control": "private, no-store"})

    def _answer(self, clearance):
        return Response(self.get_serializer(self.get_queryset().get(pk=clearance.pk)).data)


def _labelled(pairs):
    return LabelledSerializer([{"what": what, "value": value} for what, value in pairs], many=True).data


def _given(shape, request):
    given = shape(data=request.data)
    given.is_valid(raise_exception=True)
    return given.validated_data
