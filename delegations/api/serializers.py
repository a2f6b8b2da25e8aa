"""The shapes of delegations and accreditations in the API. They say shape and syntax; the actions say the rest."""

from django.conf import settings
from django_countries.serializer_fields import CountryField
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from delegations import directory, revisions
from delegations.models import Delegate, DelegateCategory, Delegation
from forum.models import Person


class PlacesSerializer(serializers.Serializer):
    quota = serializers.IntegerField()
    used = serializers.IntegerField()
    left = serializers.IntegerField()
    overflow_used = serializers.IntegerField(help_text="Overflow passes, which use no place.")


class CategoryPlacesSerializer(serializers.Serializer):
    """How one category of a delegation stands; ``quota`` is null where only the delegation's own bounds it."""

    category = serializers.ChoiceField(choices=DelegateCategory.choices)
    is_offered = serializers.SerializerMethodField(help_text="Whether the reader may register in it.")
    quota = serializers.IntegerField(allow_null=True)
    used = serializers.IntegerField()
    left = serializers.IntegerField()
    overflow_quota = serializers.IntegerField(source="overflow")
    overflow_used = serializers.IntegerField()
    overflow_left = serializers.IntegerField()

    def get_is_offered(self, places) -> bool:
        return places.category in self.context["offered"]


class DraftSerializer(serializers.Serializer):
    id = serializers.CharField(source="delegate.public_id")
    name = serializers.CharField(source="delegate.person.name")
    lacking = serializers.ListField(child=serializers.CharField(), help_text="Facts to be given first, by label.")


class ChosenDraftsSerializer(serializers.Serializer):
    delegates = serializers.ListField(
        child=serializers.CharField(max_length=16), required=False, help_text="Ids of drafts; left out: all of them."
    )


class HandedInSerializer(serializers.Serializer):
    submitted = serializers.SerializerMethodField(help_text="Ids of those who are submitted now.")
    kept = DraftSerializer(many=True)

    def get_submitted(self, handed) -> list[str]:
        return [one.public_id for one in handed.done]


class DelegationSerializer(serializers.ModelSerializer):
    """Needs rows of ``places.with_places``."""

    id = serializers.CharField(source="public_id", read_only=True)
    country = CountryField()
    places = serializers.SerializerMethodField()
    head = serializers.CharField(source="head.public_id", default=None)
    nominations_close_at = serializers.SerializerMethodField()

    class Meta:
        model = Delegation
        fields = (
            "id",
            "kind",
            "country",
            "name",
            "native_name",
            "status",
            "head",
            "places",
            "nominations_close_at",
            "is_sample",
        )
        read_only_fields = fields

    @extend_schema_field(PlacesSerializer)
    def get_places(self, delegation):
        used = delegation.places_used
        left = max(0, delegation.quota - used)
        return {"quota": delegation.quota, "used": used, "left": left, "overflow_used": delegation.overflow_used}

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_nominations_close_at(self, _delegation):
        return self.context["closes_at"]


class PersonSerializer(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id", read_only=True)
    country = CountryField()

    class Meta:
        model = Person
        fields = ("id", "honorific", "name", "native_name", "position", "organisation", "country", "languages")
        read_only_fields = fields


class DelegateSerializer(serializers.ModelSerializer):
    """One accreditation in a list; statuses are read-only, they change through the actions."""

    id = serializers.CharField(source="public_id", read_only=True)
    delegation = serializers.CharField(source="delegation.public_id", read_only=True)
    person = PersonSerializer(read_only=True)
    replaces = serializers.CharField(source="replaces.public_id", default=None, read_only=True)

    class Meta:
        model = Delegate
        fields: tuple[str, ...] = (
            "id",
            "delegation",
            "category",
            "is_overflow",
            "status",
            "question",
            "precedence",
            "submitted_at",
            "replaces",
            "person",
        )
        read_only_fields: tuple[str, ...] = fields


class DelegateDetailSerializer(DelegateSerializer):
    """The same with the person's e-mail and language of mails, for those who may correct them."""

    contact = serializers.SerializerMethodField()
    revision = serializers.SerializerMethodField(help_text="Changes with the facts; a decision says which it has seen.")

    class Meta(DelegateSerializer.Meta):
        fields = (*DelegateSerializer.Meta.fields, "contact", "revision")
        read_only_fields = fields

    @extend_schema_field(serializers.DictField(allow_null=True, child=serializers.CharField()))
    def get_contact(self, delegate):
        if not directory.may_correct(self.context["request"].user, delegate.person, delegate.delegation):
            return None
        return {"email": delegate.person.email, "language": delegate.person.language}

    def get_revision(self, delegate) -> str:
        return revisions.of(delegate)


class NewcomerSerializer(serializers.Serializer):
    """What a mission writes of somebody. Everything but the name may wait until the submission."""

    honorific = serializers.CharField(max_length=60, allow_blank=True, required=False)
    name = serializers.CharField(max_length=200)
    native_name = serializers.CharField(max_length=200, allow_blank=True, required=False)
    position = serializers.CharField(max_length=200, allow_blank=True, required=False)
    organisation = serializers.CharField(max_length=200, allow_blank=True, required=False)
    country = CountryField(required=False)
    email = serializers.EmailField(max_length=254, allow_blank=True, required=False)
    language = serializers.ChoiceField(choices=settings.NOTICE_LANGUAGES, required=False)
    languages = serializers.ListField(child=serializers.CharField(max_length=10), max_length=20, required=False)
    timezone = serializers.CharField(max_length=64, allow_blank=True, required=False)


class FactsSerializer(NewcomerSerializer):
    """The same with the category, which stays with the place when another person takes it."""

    category = serializers.ChoiceField(choices=DelegateCategory.choices, required=False)


class NewDelegateSerializer(FactsSerializer):
    delegation = serializers.CharField(max_length=16, help_text="Id of the delegation.")
    is_overflow = serializers.BooleanField(
        required=False, default=False, help_text="Take an overflow pass where no place is left."
    )


class ApprovalSerializer(serializers.Serializer):
    """``seen``: the ``revision`` of the delegate as it was read; 409 ``stale`` when the facts are others by now."""

    seen = serializers.CharField(max_length=50)


class RejectionSerializer(ApprovalSerializer):
    reason = serializers.CharField(max_length=1000)


class ReasonSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=1000)


class OptionalReasonSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


class QuestionSerializer(ApprovalSerializer):
    question = serializers.CharField(max_length=2000)


class AnswerSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=4000)
