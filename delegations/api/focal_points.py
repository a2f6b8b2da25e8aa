"""The focal points of a delegation, for its primary one on a phone."""

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from delegations.actions import focal_points
from delegations.models import Delegation, FocalPoint


class FocalPointSerializer(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id", read_only=True)
    delegation = serializers.CharField(source="delegation.public_id", read_only=True)
    name = serializers.CharField(source="user.name", read_only=True)
    email = serializers.EmailField(source="user.email", read_only=True)

    class Meta:
        model = FocalPoint
        fields = ("id", "delegation", "name", "email", "is_primary", "invited_at")
        read_only_fields = fields


class BackupSerializer(serializers.Serializer):
    delegation = serializers.CharField(max_length=16, help_text="Id of the delegation.")
    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(max_length=200, required=False, allow_blank=True)
    language = serializers.ChoiceField(choices=settings.NOTICE_LANGUAGES, required=False)


@extend_schema(tags=["delegations"])
class FocalPointViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Who answers for a delegation; the primary one names and takes off the others."""

    queryset = FocalPoint.objects.none()
    serializer_class = FocalPointSerializer
    lookup_field = "public_id"
    lookup_value_converter = "slug"
    filter_backends = [DjangoFilterBackend]
    filterset_fields = {"delegation__public_id": ["exact"]}
    rules = {
        "list": "view_focal_point",
        "retrieve": "view_focal_point",
        "create": "manage_focal_points",
        "destroy": "manage_focal_points",
        "hand_over": "manage_focal_points",
    }

    def get_queryset(self):
        edition = self.request.edition  # type: ignore[attr-defined]  # set by the middleware
        rows = FocalPoint.objects.visible_to(self.request.user).filter(delegation__edition=edition)
        return rows.select_related("user", "delegation__edition").order_by("delegation", "-is_primary", "pk")

    @extend_schema(request=BackupSerializer, responses={201: FocalPointSerializer})
    def create(self, request, **kwargs):
        """Name a backup, who is invited by mail."""
        given = BackupSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        facts = given.validated_data
        rows = Delegation.objects.visible_to(request.user).filter(edition=request.edition).select_related("edition")
        delegation = get_object_or_404(rows, public_id=facts.pop("delegation"))
        self.check_object_permissions(request, delegation)
        point = focal_points.add_backup(delegation, **facts, by=request.user, now=timezone.now())
        return Response(self.get_serializer(point).data, status=status.HTTP_201_CREATED)

    def destroy(self, request, **kwargs):
        """Take a backup off; the primary one hands over first."""
        focal_points.remove(self.get_object(), by=request.user, now=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], url_path="hand-over")
    def hand_over(self, request, **kwargs):
        """Make this backup the primary focal point; the former primary one stays as a backup."""
        point = focal_points.hand_over(self.get_object(), by=request.user, now=timezone.now())
        return Response(self.get_serializer(point).data)
