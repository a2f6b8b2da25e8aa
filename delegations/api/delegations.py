"""One's own delegation; for the desks, every delegation of the edition."""

from django.http import Http404
from django.utils import timezone
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from delegations import categories, drafts, phases, places
from delegations.actions import handing_in, invitations, standing
from delegations.api.serializers import (
    CategoryPlacesSerializer,
    ChosenDraftsSerializer,
    DelegationSerializer,
    DraftSerializer,
    HandedInSerializer,
    OptionalReasonSerializer,
)
from delegations.models import Delegation, FocalPoint


@extend_schema(tags=["delegations"])
class DelegationViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Delegations that the user may see: a focal point's or delegate's own, all of them for the secretariat."""

    queryset = Delegation.objects.none()
    serializer_class = DelegationSerializer
    lookup_field = "public_id"
    lookup_value_converter = "slug"
    filter_backends = [DjangoFilterBackend]
    filterset_fields = ("status", "kind")
    rules = {
        "list": "view_delegation",
        "retrieve": "view_delegation",
        "mine": "view_delegation",
        "places": "view_delegation",
        "accept": "answer_invitation",
        "decline": "answer_invitation",
        "confirm": "register_delegate",
        "drafts": "register_delegate",
        "submit_drafts": "register_delegate",
    }

    def get_queryset(self):
        edition = self.request.edition  # type: ignore[attr-defined]  # set by the middleware
        rows = Delegation.objects.visible_to(self.request.user).filter(edition=edition)
        return places.with_places(rows, now=timezone.now()).select_related("edition", "head").order_by("name", "pk")

    def get_serializer_context(self):
        edition = getattr(self.request, "edition", None)
        return {**super().get_serializer_context(), "closes_at": phases.closing_time(edition) if edition else None}

    def mine(self, request, **kwargs):
        """The delegation that the user is a focal point of, or else belongs to; 404 where there is none or several."""
        own = self.get_queryset().own_of(request.user)
        for rows in (own.filter(pk__in=FocalPoint.of(request.user)), own):
            if len(found := list(rows[:2])) == 1:
                return Response(self.get_serializer(found[0]).data)
        raise Http404

    @extend_schema(responses=CategoryPlacesSerializer(many=True))
    @action(detail=True, pagination_class=None)
    def places(self, request, **kwargs):
        """How the places of each category stand."""
        delegation = self.get_object()
        context = {"offered": categories.open_to(request.user, delegation)}
        rows = places.of(delegation, now=timezone.now()).categories.values()
        return Response(CategoryPlacesSerializer(rows, many=True, context=context).data)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def accept(self, request, **kwargs):
        """Accept the invitation: registration opens."""
        return self._answer(invitations.accept(self.get_object(), by=request.user, now=timezone.now()))

    @extend_schema(request=OptionalReasonSerializer)
    @action(detail=True, methods=["post"])
    def decline(self, request, **kwargs):
        """Decline the invitation."""
        delegation, given = self.get_object(), OptionalReasonSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        return self._answer(
            invitations.decline(delegation, **given.validated_data, by=request.user, now=timezone.now())
        )

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def confirm(self, request, **kwargs):
        """Say that the delegation's list is complete."""
        return self._answer(standing.confirm(self.get_object(), by=request.user, now=timezone.now()))

    @extend_schema(responses=DraftSerializer(many=True))
    @action(detail=True, pagination_class=None)
    def drafts(self, request, **kwargs):
        """Who is registered and not submitted, and what each lacks."""
        return Response(DraftSerializer(drafts.of(self.get_object()), many=True).data)

    @extend_schema(request=ChosenDraftsSerializer, responses=HandedInSerializer)
    @action(detail=True, methods=["post"], url_path="submit-drafts")
    def submit_drafts(self, request, **kwargs):
        """Submit all drafts that are complete, or the chosen ones; those that lack something are named and stay."""
        delegation, given = self.get_object(), ChosenDraftsSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        chosen = given.validated_data.get("delegates")
        handed = handing_in.submit_drafts(delegation, chosen=chosen, by=request.user, now=timezone.now())
        return Response(HandedInSerializer(handed).data)

    def _answer(self, delegation):
        return Response(self.get_serializer(self.get_queryset().get(pk=delegation.pk)).data)
