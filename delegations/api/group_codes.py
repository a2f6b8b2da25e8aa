"""Group codes: a focal point's own, and registering oneself by one."""

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.views import APIView

from core.permissions import PUBLIC
from delegations import group_codes
from delegations.actions import group_codes as codes
from delegations.api.serializers import DelegateDetailSerializer, NewcomerSerializer
from delegations.guessing import Guessing
from delegations.models import Delegate, DelegateCategory, Delegation, GroupCode


class GroupCodeSerializer(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id", read_only=True)
    delegation = serializers.CharField(source="delegation.public_id", read_only=True)
    url = serializers.CharField(read_only=True, help_text="What the link and the picture say.")
    uses = serializers.IntegerField(source="uses_made", read_only=True)

    class Meta:
        model = GroupCode
        fields = (
            "id",
            "delegation",
            "category",
            "code",
            "url",
            "most_uses",
            "uses",
            "expires_at",
            "submits_directly",
            "closed_at",
        )
        read_only_fields = fields


class NewGroupCodeSerializer(serializers.Serializer):
    delegation = serializers.CharField(max_length=16, help_text="Id of the delegation.")
    category = serializers.ChoiceField(choices=DelegateCategory.choices)
    most_uses = serializers.IntegerField(min_value=1, max_value=1000)
    expires_at = serializers.DateTimeField()
    submits_directly = serializers.BooleanField(required=False, default=False)


class CodeToLookUpSerializer(serializers.Serializer):
    code = serializers.CharField(max_length=40)


class JoiningSerializer(NewcomerSerializer):
    """Who one is, with the group code. The address is the one that one signs in with."""

    code = serializers.CharField(max_length=40)
    email = None  # type: ignore[assignment]


class AddressSerializer(CodeToLookUpSerializer):
    email = serializers.EmailField(max_length=254)
    language = serializers.ChoiceField(choices=settings.NOTICE_LANGUAGES, required=False)


class OpenedSerializer(serializers.Serializer):
    """What a code opens, as it stands now."""

    delegation = serializers.CharField(source="delegation.name")
    category = serializers.ChoiceField(choices=DelegateCategory.choices)
    expires_at = serializers.DateTimeField()
    submits_directly = serializers.BooleanField()


@extend_schema(tags=["group codes"])
class GroupCodeViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """The codes of one's delegation, the closed ones too."""

    queryset = GroupCode.objects.none()
    serializer_class = GroupCodeSerializer
    lookup_field = "public_id"
    lookup_value_converter = "slug"
    filter_backends = [DjangoFilterBackend]
    filterset_fields = {"delegation__public_id": ["exact"]}
    rules = {
        "list": "view_group_code",
        "retrieve": "view_group_code",
        "create": "register_delegate",
        "rotate": "register_delegate",
        "close": "register_delegate",
    }

    def get_queryset(self):
        edition = self.request.edition  # type: ignore[attr-defined]  # set by the middleware
        rows = GroupCode.objects.visible_to(self.request.user).filter(delegation__edition=edition)
        return rows.with_uses().select_related("delegation__edition").order_by("pk")

    @extend_schema(request=NewGroupCodeSerializer, responses={201: GroupCodeSerializer})
    def create(self, request, **kwargs):
        """Make a code for one category."""
        given = _given(NewGroupCodeSerializer, request)
        rows = Delegation.objects.visible_to(request.user).filter(edition=request.edition).select_related("edition")
        delegation = get_object_or_404(rows, public_id=given.pop("delegation"))
        self.check_object_permissions(request, delegation)
        made = codes.make(delegation, **given, by=request.user, now=timezone.now())
        return Response(self._shape(made), status=status.HTTP_201_CREATED)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def rotate(self, request, **kwargs):
        """Give the code other letters; the former ones open nothing."""
        return Response(self._shape(codes.rotate(self.get_object(), by=request.user, now=timezone.now())))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def close(self, request, **kwargs):
        return Response(self._shape(codes.close(self.get_object(), by=request.user, now=timezone.now())))

    def _shape(self, code):
        return self.get_serializer(self.get_queryset().get(pk=code.pk)).data


@extend_schema(tags=["group codes"])
class Look(APIView):
    """What a group code opens. 409 ``code-unknown``, ``code-closed``, ``code-expired``, ``code-used-up``."""

    throttle_classes = [Guessing]
    rules = {"post": PUBLIC}

    @extend_schema(request=CodeToLookUpSerializer, responses=OpenedSerializer)
    def post(self, request, **kwargs):
        found = group_codes.find(request.edition, _given(CodeToLookUpSerializer, request)["code"])
        group_codes.require_usable(found, found.delegation, now=timezone.now())
        return Response(OpenedSerializer(found).data)


@extend_schema(tags=["group codes"])
class Account(APIView):
    """Makes the account of whoever came with a code, so that a code to sign in can be asked for. Whether there was one
    already is not said."""

    throttle_classes = [Guessing]
    rules = {"post": PUBLIC}

    @extend_schema(request=AddressSerializer, responses={204: None})
    def post(self, request, **kwargs):
        given = _given(AddressSerializer, request)
        found = group_codes.find(request.edition, given.pop("code"))
        codes.open_account(found, **given, now=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


@extend_schema(tags=["group codes"])
class Join(APIView):
    """Registers whoever is signed in, as a draft in the delegation and category of the code."""

    throttle_classes = [Guessing]
    rules = {"post": "join_delegation"}

    @extend_schema(request=JoiningSerializer, responses={201: DelegateDetailSerializer})
    def post(self, request, **kwargs):
        given = _given(JoiningSerializer, request)
        found = group_codes.find(request.edition, given.pop("code"))
        draft = codes.join(found, given, by=request.user, now=timezone.now())
        rows = Delegate.objects.select_related("person__user", "delegation__edition", "edition", "replaces")
        shape = DelegateDetailSerializer(rows.get(pk=draft.pk), context={"request": request})
        return Response(shape.data, status=status.HTTP_201_CREATED)


def _given(shape, request):
    given = shape(data=request.data)
    given.is_valid(raise_exception=True)
    return given.validated_data
