"""The waiting lists of full delegations: who stands where, joining, taking the place that is held, leaving."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from delegations.actions import waiting
from delegations.api.serializers import DelegateDetailSerializer, FactsSerializer
from delegations.models import Delegate, Delegation, WaitingEntry


class WaitingEntrySerializer(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id", read_only=True)
    delegation = serializers.CharField(source="delegation.public_id", read_only=True)
    delegate = serializers.CharField(
        source="delegate.public_id", default=None, read_only=True, help_text="Whom the taken place has made."
    )
    name = serializers.CharField(read_only=True)

    class Meta:
        model = WaitingEntry
        fields = ("id", "delegation", "category", "name", "status", "joined_at", "offer_ends_at", "delegate")
        read_only_fields = fields


class NewWaitingEntrySerializer(FactsSerializer):
    delegation = serializers.CharField(max_length=16, help_text="Id of the delegation.")


@extend_schema(tags=["waiting"])
class WaitingViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """First in line first. A place that is offered is held until ``offer_ends_at``."""

    queryset = WaitingEntry.objects.none()
    serializer_class = WaitingEntrySerializer
    lookup_field = "public_id"
    lookup_value_converter = "slug"
    filter_backends = [DjangoFilterBackend]
    filterset_fields = {"status": ["exact"], "category": ["exact"], "delegation__public_id": ["exact"]}
    rules = {
        "list": "view_waiting_entry",
        "retrieve": "view_waiting_entry",
        "create": "register_delegate",
        "take": "register_delegate",
        "leave": "register_delegate",
    }

    def get_queryset(self):
        edition = self.request.edition  # type: ignore[attr-defined]  # set by the middleware
        rows = WaitingEntry.objects.visible_to(self.request.user).filter(delegation__edition=edition)
        return rows.select_related("delegation__edition", "delegate").order_by("delegation__name", "joined_at", "pk")

    @extend_schema(request=NewWaitingEntrySerializer, responses={201: WaitingEntrySerializer})
    def create(self, request, **kwargs):
        """Put somebody on the waiting list of a delegation that has no place free."""
        given = NewWaitingEntrySerializer(data=request.data)
        given.is_valid(raise_exception=True)
        facts = given.validated_data
        rows = Delegation.objects.visible_to(request.user).filter(edition=request.edition).select_related("edition")
        delegation = get_object_or_404(rows, public_id=facts.pop("delegation"))
        self.check_object_permissions(request, delegation)
        entry = waiting.join(delegation, facts, by=request.user, now=timezone.now())
        return Response(self.get_serializer(entry).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={201: DelegateDetailSerializer})
    @action(detail=True, methods=["post"])
    def take(self, request, **kwargs):
        """Take the place that is held: gives the draft made of it."""
        draft = waiting.take(self.get_object(), by=request.user, now=timezone.now())
        rows = Delegate.objects.select_related("person__user", "delegation__edition", "edition", "replaces")
        shape = DelegateDetailSerializer(rows.get(pk=draft.pk), context=self.get_serializer_context())
        return Response(shape.data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def leave(self, request, **kwargs):
        """Take somebody off the list; a place that was held goes to the next in line."""
        return Response(self.get_serializer(waiting.leave(self.get_object(), by=request.user, now=timezone.now())).data)
