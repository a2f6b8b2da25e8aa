"""Guest lists for an office's own system: the versions that go to it, who stands on one, what is new, and that it is
taken note of. The desks read them here too; they are made and frozen in the panel."""

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_serializer
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response

from delegations import guest_lists as lists
from delegations.actions import guest_lists
from delegations.models import GuestListAcknowledgment, GuestListEntry, GuestListVersion

NOT_KEPT = {"Cache-Control": "private, no-store"}


class GuestListVersionSerializer(serializers.ModelSerializer):
    """Needs rows of ``GuestListViewSet.get_queryset``."""

    id = serializers.CharField(source="public_id", read_only=True)
    guest_list = serializers.CharField(source="guest_list.public_id", read_only=True, help_text="The same in each.")
    agency = serializers.CharField(source="guest_list.agency.public_id", read_only=True)
    day = serializers.DateField(source="guest_list.day", read_only=True)
    session = serializers.CharField(source="guest_list.session.public_id", default=None, read_only=True)
    due_at = serializers.SerializerMethodField()
    names = serializers.IntegerField(read_only=True, help_text="How many stand on it.")
    is_newest = serializers.BooleanField(read_only=True)
    is_acknowledged = serializers.BooleanField(read_only=True, help_text="By the reader.")

    class Meta:
        model = GuestListVersion
        fields: tuple[str, ...] = (
            "id",
            "guest_list",
            "title",
            "number",
            "note",
            "agency",
            "day",
            "session",
            "due_at",
            "frozen_at",
            "names",
            "is_newest",
            "is_acknowledged",
            "digest",
            "signature",
        )
        read_only_fields: tuple[str, ...] = fields

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_due_at(self, version):
        return lists.due_at(version.guest_list)


@extend_schema_serializer(component_name="ListedGuest")
class GuestSerializer(serializers.ModelSerializer):
    """One person as they were. Of somebody who was erased the words are empty."""

    number = serializers.IntegerField(source="position_in_list", read_only=True)
    delegate = serializers.CharField(source="delegate_id_then", read_only=True)
    badge = serializers.CharField(source="badge_number", read_only=True)
    nationality = serializers.CharField(source="nationality.code", read_only=True)
    is_erased = serializers.SerializerMethodField()

    class Meta:
        model = GuestListEntry
        fields = (
            "number",
            "delegate",
            "name",
            "native_name",
            "position",
            "organisation",
            "nationality",
            "delegation",
            "category",
            "badge",
            "is_erased",
        )
        read_only_fields = fields

    def get_is_erased(self, entry) -> bool:
        return entry.erased_at is not None


class WholeGuestListSerializer(GuestListVersionSerializer):
    entries = GuestSerializer(many=True, read_only=True)

    class Meta(GuestListVersionSerializer.Meta):
        fields = (*GuestListVersionSerializer.Meta.fields, "entries")
        read_only_fields = fields


class ChangedGuestSerializer(serializers.Serializer):
    before = GuestSerializer()
    after = GuestSerializer()


class DifferenceSerializer(serializers.Serializer):
    since = serializers.CharField(allow_null=True, help_text="Id of the version compared with; null for none.")
    added = GuestSerializer(many=True)
    removed = GuestSerializer(many=True)
    changed = ChangedGuestSerializer(many=True)


@extend_schema(tags=["guest lists"])
class GuestListViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Every version of the lists that the reader may see, the newest first."""

    queryset = GuestListVersion.objects.none()
    lookup_field = "public_id"
    lookup_value_converter = "slug"
    filter_backends = [DjangoFilterBackend]
    filterset_fields = {"guest_list__public_id": ["exact"], "guest_list__agency__public_id": ["exact"]}
    rules = {
        "list": "view_guest_list_version",
        "retrieve": "view_guest_list_version",
        "difference": "view_guest_list_version",
        "acknowledge": "acknowledge_guest_list",
    }

    def get_queryset(self):
        edition = self.request.edition  # type: ignore[attr-defined]  # set by the middleware
        rows = GuestListVersion.objects.visible_to(self.request.user).filter(guest_list__edition=edition)
        later = GuestListVersion.objects.filter(guest_list=OuterRef("guest_list"), number__gt=OuterRef("number"))
        mine = GuestListAcknowledgment.objects.filter(version=OuterRef("pk"), user=self.request.user.pk)
        rows = rows.annotate(names=Count("entries"), is_newest=~Exists(later), is_acknowledged=Exists(mine))
        related = rows.select_related("guest_list__edition", "guest_list__agency", "guest_list__session")
        return related.order_by("-frozen_at", "-pk")

    def get_serializer_class(self):
        return WholeGuestListSerializer if self.action == "retrieve" else GuestListVersionSerializer

    def retrieve(self, request, *args, **kwargs):
        """A version with everybody on it."""
        return Response(self.get_serializer(self.get_object()).data, headers=NOT_KEPT)

    @extend_schema(
        parameters=[OpenApiParameter("since", OpenApiTypes.STR, description="Id of an earlier version.")],
        responses=DifferenceSerializer,
    )
    @action(detail=True)
    def difference(self, request, **kwargs):
        """What is new since the version named, or else since the one that the reader acknowledged last; since none,
        everybody."""
        version = self.get_object()
        known = self._compared_with(version)
        found = lists.difference(known.entries.all() if known else [], version.entries.all())
        told = {"since": known.public_id if known else None, **vars(found)}
        return Response(DifferenceSerializer(told).data, headers=NOT_KEPT)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def acknowledge(self, request, **kwargs):
        """The reader has taken note of the newest version. 409 ``old-version``, ``acknowledged``."""
        version = self.get_object()
        guest_lists.acknowledge(version, by=request.user, now=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)

    def _compared_with(self, version):
        asked = self.request.query_params.get("since")
        if not asked:
            return lists.known_before(version, self.request.user)
        earlier = GuestListVersion.objects.filter(guest_list=version.guest_list_id, number__lt=version.number)
        return get_object_or_404(earlier, public_id=asked)
