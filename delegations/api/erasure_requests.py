"""Asking to be erased, and the desk's answer. For somebody who has no account the desk files it in the panel."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from delegations import own_data
from delegations.actions import erasing
from delegations.api.serializers import OptionalReasonSerializer, ReasonSerializer
from delegations.models import ErasureRequest


class KeptSerializer(serializers.Serializer):
    group = serializers.CharField()
    ground = serializers.CharField()
    until = serializers.CharField(help_text="A date, or empty where no date ends it.")


class ErasureRequestSerializer(serializers.ModelSerializer):
    """``erased`` and ``kept``: once it is carried out, what is gone, and what stays on which ground until when."""

    id = serializers.CharField(source="public_id", read_only=True)
    person = serializers.CharField(source="person.public_id", read_only=True)
    erased = serializers.ListField(child=serializers.CharField(), read_only=True)
    kept = KeptSerializer(many=True, read_only=True)

    class Meta:
        model = ErasureRequest
        fields = ("id", "person", "status", "reason", "asked_at", "due_on", "erased", "kept")
        read_only_fields = fields


@extend_schema(tags=["erasure"])
class ErasureRequestViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """One's own; the desk's are all of its edition."""

    queryset = ErasureRequest.objects.none()
    serializer_class = ErasureRequestSerializer
    lookup_field = "public_id"
    lookup_value_converter = "slug"
    rules = {
        "list": "view_erasure_request",
        "retrieve": "view_erasure_request",
        "create": "ask_erasure",
        "withdraw": "withdraw_erasure",
        "carry_out": "decide_erasure",
        "refuse": "decide_erasure",
    }

    def get_queryset(self):
        edition = self.request.edition  # type: ignore[attr-defined]  # set by the middleware
        rows = ErasureRequest.objects.visible_to(self.request.user).filter(edition=edition)
        return rows.select_related("edition", "person").order_by("due_on", "pk")

    @extend_schema(request=OptionalReasonSerializer, responses={201: ErasureRequestSerializer})
    def create(self, request, **kwargs):
        """Ask to be erased oneself. 404 for an account that is no person's; 409 ``asked-already``."""
        person = own_data.whose(request.user).person
        if person is None:
            raise Http404
        given = _given(OptionalReasonSerializer, request)
        said = {"by": request.user, "now": timezone.now()}
        asked = erasing.ask(person, request.edition, identity=_("signed in as the person"), **given, **said)
        return Response(self.get_serializer(asked).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def withdraw(self, request, **kwargs):
        """Want to be known after all; nothing was erased yet."""
        return self._done(erasing.withdraw)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], url_path="carry-out")
    def carry_out(self, request, **kwargs):
        """The desk erases all that no ground keeps. 409 ``erasure-not-now``."""
        return self._done(erasing.carry_out)

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def refuse(self, request, **kwargs):
        """The desk erases nothing; the person is told why."""
        return self._done(erasing.refuse, ReasonSerializer)

    def _done(self, verb, shape=None):
        asked = self.get_object()
        given = _given(shape, self.request) if shape else {}
        verb(asked, **given, by=self.request.user, now=timezone.now())
        now_is = ErasureRequest.objects.select_related("edition", "person").get(pk=asked.pk)
        return Response(self.get_serializer(now_is).data)


def _given(shape, request):
    given = shape(data=request.data)
    given.is_valid(raise_exception=True)
    return given.validated_data
