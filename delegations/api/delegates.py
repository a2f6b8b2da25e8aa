"""Accreditations: a mission registers and submits, the desk decides."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from delegations.actions import accreditation, late_changes, overflow, registration
from delegations.api import late_changes as late_shapes
from delegations.api import serializers as shapes
from delegations.models import Delegate, Delegation


@extend_schema(tags=["delegates"])
class DelegateViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    queryset = Delegate.objects.none()
    lookup_field = "public_id"
    lookup_value_converter = "slug"
    filter_backends = [DjangoFilterBackend]
    filterset_fields = {"status": ["exact"], "category": ["exact"], "delegation__public_id": ["exact"]}
    rules = {
        "list": "view_delegate",
        "retrieve": "view_delegate",
        "create": "register_delegate",
        "partial_update": "edit_delegate",
        "submit": "submit_delegate",
        "withdraw": "register_delegate",
        "substitute": "register_delegate",
        "use_place": "register_delegate",
        "late_substitute": "register_delegate",
        "late_facts": "register_delegate",
        "late_details": "edit_delegate",
        "answer": "edit_delegate",
        "take_up": "decide_delegate",
        "approve": "decide_delegate",
        "ask": "decide_delegate",
        "reject": "decide_delegate",
        "revoke": "decide_delegate",
    }

    def get_queryset(self):
        edition = self.request.edition  # type: ignore[attr-defined]  # set by the middleware
        rows = Delegate.objects.visible_to(self.request.user).filter(edition=edition)
        return rows.select_related("person__user", "delegation__edition", "edition", "replaces").order_by("pk")

    def get_serializer_class(self):
        return shapes.DelegateSerializer if self.action == "list" else shapes.DelegateDetailSerializer

    @extend_schema(request=shapes.NewDelegateSerializer, responses={201: shapes.DelegateDetailSerializer})
    def create(self, request, **kwargs):
        """Register somebody as a draft, which takes a place of the delegation."""
        facts = _given(shapes.NewDelegateSerializer, request)
        rows = Delegation.objects.visible_to(request.user).filter(edition=request.edition).select_related("edition")
        delegation = get_object_or_404(rows, public_id=facts.pop("delegation"))
        self.check_object_permissions(request, delegation)
        draft = registration.draft(delegation, facts, by=request.user, now=timezone.now())
        return Response(self.get_serializer(draft).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.FactsSerializer)
    def partial_update(self, request, **kwargs):
        """Change facts. After approval a change of name or nationality sends the delegate back to review."""
        delegate, facts = self.get_object(), _given(shapes.FactsSerializer, request, partial=True)
        return self._answer(registration.edit(delegate, facts, by=request.user, now=timezone.now()))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def submit(self, request, **kwargs):
        """Hand a draft to the accreditation desk."""
        return self._answer(registration.submit(self.get_object(), by=request.user, now=timezone.now()))

    @extend_schema(request=shapes.OptionalReasonSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request, **kwargs):
        """Take the delegate out; the place is free again."""
        delegate, given = self.get_object(), _given(shapes.OptionalReasonSerializer, request)
        return self._answer(registration.withdraw(delegate, **given, by=request.user, now=timezone.now()))

    @extend_schema(request=shapes.NewcomerSerializer, responses={201: shapes.DelegateDetailSerializer})
    @action(detail=True, methods=["post"])
    def substitute(self, request, **kwargs):
        """Put somebody else in the delegate's place; the new accreditation is reviewed from the beginning."""
        delegate, facts = self.get_object(), _given(shapes.NewcomerSerializer, request)
        successor = registration.substitute(delegate, facts, by=request.user, now=timezone.now())
        return Response(self.get_serializer(successor).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], url_path="use-place")
    def use_place(self, request, **kwargs):
        """Move somebody from an overflow pass to a place that is free. 409 ``quota-used``, ``no-overflow-pass``."""
        return self._answer(overflow.give_place(self.get_object(), by=request.user, now=timezone.now()))

    @extend_schema(request=late_shapes.LateSubstituteSerializer, responses={201: late_shapes.LateChangeSerializer})
    @action(detail=True, methods=["post"], url_path="late-substitute")
    def late_substitute(self, request, **kwargs):
        """After the date: ask the desk for somebody else in the delegate's place."""
        return self._ask_late(late_changes.ask_for_substitute, late_shapes.LateSubstituteSerializer)

    @extend_schema(request=late_shapes.LateFactsSerializer, responses={201: late_shapes.LateChangeSerializer})
    @action(detail=True, methods=["post"], url_path="late-facts")
    def late_facts(self, request, **kwargs):
        """After the date: ask the desk to correct facts."""
        return self._ask_late(late_changes.ask_for_correction, late_shapes.LateFactsSerializer)

    @extend_schema(request=shapes.ReasonSerializer, responses={201: late_shapes.LateChangeSerializer})
    @action(detail=True, methods=["post"], url_path="late-details")
    def late_details(self, request, **kwargs):
        """After the date: ask the desk to open photo, document, travel and the other details for a while."""
        delegate, given = self.get_object(), _given(shapes.ReasonSerializer, request)
        change = late_changes.ask_for_details(delegate, **given, by=request.user, now=timezone.now())
        return Response(late_shapes.LateChangeSerializer(change).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.AnswerSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request, **kwargs):
        """Answer the desk's question."""
        delegate, given = self.get_object(), _given(shapes.AnswerSerializer, request)
        return self._answer(accreditation.answer(delegate, **given, by=request.user, now=timezone.now()))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], url_path="take-up")
    def take_up(self, request, **kwargs):
        """The desk takes the delegate into review."""
        return self._answer(accreditation.start_review(self.get_object(), by=request.user, now=timezone.now()))

    @extend_schema(request=shapes.ApprovalSerializer)
    @action(detail=True, methods=["post"])
    def approve(self, request, **kwargs):
        delegate, given = self.get_object(), _given(shapes.ApprovalSerializer, request)
        return self._answer(accreditation.approve(delegate, **given, by=request.user, now=timezone.now()))

    @extend_schema(request=shapes.QuestionSerializer)
    @action(detail=True, methods=["post"])
    def ask(self, request, **kwargs):
        """Ask the mission for more before deciding."""
        delegate, given = self.get_object(), _given(shapes.QuestionSerializer, request)
        return self._answer(accreditation.ask(delegate, **given, by=request.user, now=timezone.now()))

    @extend_schema(request=shapes.RejectionSerializer)
    @action(detail=True, methods=["post"])
    def reject(self, request, **kwargs):
        delegate, given = self.get_object(), _given(shapes.RejectionSerializer, request)
        return self._answer(accreditation.reject(delegate, **given, by=request.user, now=timezone.now()))

    @extend_schema(request=shapes.ReasonSerializer)
    @action(detail=True, methods=["post"])
    def revoke(self, request, **kwargs):
        delegate, given = self.get_object(), _given(shapes.ReasonSerializer, request)
        return self._answer(accreditation.revoke(delegate, **given, by=request.user, now=timezone.now()))

    def _ask_late(self, ask, shape):
        delegate, facts = self.get_object(), _given(shape, self.request)
        reason = facts.pop("reason")
        change = ask(delegate, facts, reason=reason, by=self.request.user, now=timezone.now())
        return Response(late_shapes.LateChangeSerializer(change).data, status=status.HTTP_201_CREATED)

    def _answer(self, delegate):
        """The delegate as it stands now, also for a reader who has just lost sight of it."""
        rows = Delegate.objects.select_related("person__user", "delegation__edition", "edition", "replaces")
        return Response(self.get_serializer(rows.get(pk=delegate.pk)).data)


def _given(shape, request, *, partial=False):
    given = shape(data=request.data, partial=partial)
    given.is_valid(raise_exception=True)
    return given.validated_data
