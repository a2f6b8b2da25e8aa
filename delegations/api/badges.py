"""One's own badge for a phone; for the desks, every badge of the edition, without its code."""

from django.http import Http404
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers, viewsets
from rest_framework.response import Response

from delegations import own_badge
from delegations.models import Badge, Zone


class OpenedZoneSerializer(serializers.ModelSerializer):
    class Meta:
        model = Zone
        fields = ("code", "name")
        read_only_fields = fields


class BadgeSerializer(serializers.ModelSerializer):
    """A badge in a list. ``days`` is empty for every day of the forum."""

    id = serializers.CharField(source="public_id", read_only=True)
    delegate = serializers.CharField(source="delegate.public_id", default=None, read_only=True)
    holder = serializers.SerializerMethodField()

    class Meta:
        model = Badge
        fields: tuple[str, ...] = (
            "id",
            "delegate",
            "holder",
            "kind",
            "category",
            "status",
            "days",
            "valid_from",
            "valid_until",
        )
        read_only_fields: tuple[str, ...] = fields

    def get_holder(self, badge) -> str:
        return str(badge)


class OwnBadgeSerializer(BadgeSerializer):
    """With what the gate reads: ``token`` is the text of the QR code, null while it opens nothing."""

    token = serializers.SerializerMethodField()
    zones = serializers.SerializerMethodField()
    name = serializers.CharField(source="delegate.person.name", read_only=True)
    native_name = serializers.CharField(source="delegate.person.native_name", read_only=True)

    class Meta(BadgeSerializer.Meta):
        fields = (*BadgeSerializer.Meta.fields, "name", "native_name", "zones", "token")
        read_only_fields = fields

    def get_token(self, badge) -> str | None:
        return own_badge.code_of(badge) or None

    @extend_schema_field(OpenedZoneSerializer(many=True))
    def get_zones(self, badge):
        return OpenedZoneSerializer(own_badge.zones_of(badge), many=True).data


@extend_schema(tags=["badges"])
class BadgeViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    queryset = Badge.objects.none()
    serializer_class = BadgeSerializer
    lookup_field = "public_id"
    lookup_value_converter = "slug"
    filter_backends = [DjangoFilterBackend]
    filterset_fields = {"status": ["exact"], "kind": ["exact"], "delegate__public_id": ["exact"]}
    rules = {"list": "view_badge", "retrieve": "view_badge", "mine": "view_badge"}

    def get_queryset(self):
        edition = self.request.edition  # type: ignore[attr-defined]  # set by the middleware
        rows = Badge.objects.visible_to(self.request.user).filter(edition=edition)
        return rows.select_related("delegate__person").order_by("pk")

    @extend_schema(responses=OwnBadgeSerializer)
    def mine(self, request, **kwargs):
        """The user's own badge with its code; 404 where there is none."""
        badge = own_badge.of(request.user, request.edition)
        if badge is None:
            raise Http404
        return Response(OwnBadgeSerializer(badge).data, headers={"Cache-Control": "no-store"})
