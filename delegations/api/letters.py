"""Letters: those that were issued, the visa letter of one's own people, and each on paper."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from delegations.actions import letters
from delegations.letters import codes, standing
from delegations.models import Delegate, Letter, LetterLanguage


class LetterSerializer(serializers.ModelSerializer):
    """``standing``: valid, replaced, revoked, or lapsed where what the letter rests on does not hold now."""

    id = serializers.CharField(source="public_id", read_only=True)
    delegation = serializers.CharField(source="delegation.public_id", read_only=True)
    delegate = serializers.CharField(source="delegate.public_id", default=None, read_only=True)
    code = serializers.SerializerMethodField(help_text="What the letter is verified by.")
    standing = serializers.SerializerMethodField()

    class Meta:
        model = Letter
        fields = (
            "id",
            "kind",
            "language",
            "number",
            "holder",
            "delegation",
            "delegate",
            "code",
            "standing",
            "issued_at",
        )
        read_only_fields = fields

    def get_code(self, letter) -> str:
        return codes.grouped(letter.code)

    def get_standing(self, letter) -> str:
        return standing.of(letter, self.context["terms"])


class WantedLetterSerializer(serializers.Serializer):
    delegate = serializers.CharField(max_length=16, help_text="Id of the delegate.")
    language = serializers.ChoiceField(LetterLanguage.choices, default=LetterLanguage.ENGLISH)


@extend_schema(tags=["letters"])
class LetterViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    queryset = Letter.objects.none()
    serializer_class = LetterSerializer
    lookup_field = "public_id"
    lookup_value_converter = "slug"
    filter_backends = [DjangoFilterBackend]
    filterset_fields = {
        "kind": ["exact"],
        "status": ["exact"],
        "language": ["exact"],
        "delegate__public_id": ["exact"],
        "delegation__public_id": ["exact"],
    }
    rules = {"list": "view_letter", "retrieve": "view_letter", "create": "get_letter", "pdf": "view_letter"}

    def get_queryset(self):
        edition = self.request.edition  # type: ignore[attr-defined]  # set by the middleware
        rows = Letter.objects.visible_to(self.request.user).filter(edition=edition)
        return rows.select_related("edition", "delegation", "delegate__delegation").order_by("-issued_at", "-pk")

    def get_serializer_context(self):
        edition = getattr(self.request, "edition", None)
        return {**super().get_serializer_context(), "terms": standing.terms_of(edition) if edition else None}

    @extend_schema(request=WantedLetterSerializer, responses={201: LetterSerializer})
    def create(self, request, **kwargs):
        """Get a delegate's visa letter: the one there is, or a new one where none fits."""
        given = WantedLetterSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        rows = Delegate.objects.visible_to(request.user).filter(edition=request.edition)
        rows = rows.select_related("person", "delegation", "edition")
        delegate = get_object_or_404(rows, public_id=given.validated_data["delegate"])
        self.check_object_permissions(request, delegate)
        language = given.validated_data["language"]
        found = letters.get([delegate], language=language, by=request.user, now=timezone.now())
        return Response(self.get_serializer(found[0]).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["post"])
    def pdf(self, request, **kwargs):
        """The letter on paper. A POST, because one that names a passport is a reading that is written down."""
        made = letters.pdf_of([self.get_object()], by=request.user, now=timezone.now())
        return HttpResponse(made, content_type="application/pdf", headers={"Cache-Control": "no-store"})
