"""Changes after the dates: what a mission asked the desk for, and the desk's answer. What is about a delegate is asked
for at the delegate's address."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from delegations.actions import late_changes
from delegations.api.serializers import FactsSerializer, NewcomerSerializer, ReasonSerializer
from delegations.models import Delegation, LateChange


class LateChangeSerializer(serializers.ModelSerializer):
    """``facts``: what is wanted; ``before``: what those were when it was asked."""

    id = serializers.CharField(source="public_id", read_only=True)
    delegation = serializers.CharField(source="delegation.public_id", read_only=True)
    delegate = serializers.CharField(source="delegate.public_id", default=None, read_only=True)
    made = serializers.CharField(
        source="made.public_id", default=None, read_only=True, help_text="Whom a granted name or substitution made."
    )
    facts = serializers.DictField(child=serializers.CharField(), read_only=True)
    before = serializers.DictField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = LateChange
        fields = (
            "id",
            "delegation",
            "delegate",
            "kind",
            "category",
            "facts",
            "before",
            "reason",
            "status",
            "answer",
            "open_until",
            "asked_at",
            "made",
        )
        read_only_fields = fields


class LateNameSerializer(FactsSerializer):
    delegation = serializers.CharField(max_length=16, help_text="Id of the delegation.")
    reason = serializers.CharField(max_length=1000)


class LateSubstituteSerializer(NewcomerSerializer):
    reason = serializers.CharField(max_length=1000)


class LateFactsSerializer(LateSubstituteSerializer):
    """The facts as they should be; what is left out stays."""

    name = serializers.CharField(max_length=200, required=False)


class OpeningSerializer(serializers.Serializer):
    open_until = serializers.DateTimeField(required=False, help_text="Left out: for 24 hours.")

    def validate(self, given):
        return {"open_until": timezone.now() + late_changes.OPEN_FOR} | given


@extend_schema(tags=["late changes"])
class LateChangeViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    queryset = LateChange.objects.none()
    serializer_class = LateChangeSerializer
    lookup_field = "public_id"
    lookup_value_converter = "slug"
    filter_backends = [DjangoFilterBackend]
    filterset_fields = {"status": ["exact"], "kind": ["exact"], "delegation__public_id": ["exact"]}
    rules = {
        "list": "view_late_change",
        "retrieve": "view_late_change",
        "create": "register_delegate",
        "withdraw": "withdraw_late_change",
        "grant": "decide_delegate",
        "open": "decide_delegate",
        "refuse": "decide_delegate",
    }

    def get_queryset(self):
        edition = self.request.edition  # type: ignore[attr-defined]  # set by the middleware
        rows = LateChange.objects.visible_to(self.request.user).filter(delegation__edition=edition)
        return rows.select_related("delegation__edition", "delegate__person", "made").order_by("asked_at", "pk")

    @extend_schema(request=LateNameSerializer, responses={201: LateChangeSerializer})
    def create(self, request, **kwargs):
        """Ask for a new name. 409 ``not-late`` while the date lies ahead: register it."""
        facts = _given(LateNameSerializer, request)
        rows = Delegation.objects.visible_to(request.user).filter(edition=request.edition).select_related("edition")
        delegation = get_object_or_404(rows, public_id=facts.pop("delegation"))
        self.check_object_permissions(request, delegation)
        reason = facts.pop("reason")
        change = late_changes.ask_for_name(delegation, facts, reason=reason, by=request.user, now=timezone.now())
        return Response(self.get_serializer(change).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def withdraw(self, request, **kwargs):
        """Ask for it no more."""
        return self._answer(late_changes.withdraw(self.get_object(), by=request.user, now=timezone.now()))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def grant(self, request, **kwargs):
        """The desk does what was asked. Of kind ``details``: ``open``."""
        return self._answer(late_changes.grant(self.get_object(), by=request.user, now=timezone.now()))

    @extend_schema(request=OpeningSerializer)
    @action(detail=True, methods=["post"])
    def open(self, request, **kwargs):
        """The desk opens the details of the delegate until a time."""
        change, given = self.get_object(), _given(OpeningSerializer, request)
        return self._answer(late_changes.open_details(change, **given, by=request.user, now=timezone.now()))

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def refuse(self, request, **kwargs):
        change, given = self.get_object(), _given(ReasonSerializer, request)
        return self._answer(late_changes.refuse(change, **given, by=request.user, now=timezone.now()))

    def _answer(self, change):
        return Response(self.get_serializer(change).data)


def _given(shape, request):
    given = shape(data=request.data)
    given.is_valid(raise_exception=True)
    return given.validated_data
