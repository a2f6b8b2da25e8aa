"""The shapes of the gate's endpoints."""

from rest_framework import serializers

from delegations.actions.scanning import Reading, Verdict
from delegations.models import Badge, DelegateCategory, Direction, ScanResult


class CodeSerializer(serializers.Serializer):
    code = serializers.CharField(max_length=64)


class EnrolledSerializer(serializers.Serializer):
    token = serializers.CharField(help_text="For the header Authorization: Gate <token>. It is told once.")
    name = serializers.CharField()


class ReadingSerializer(serializers.Serializer):
    """One reading. ``token`` is what the QR says, ``badge`` the id of one that was looked up; one of the two."""

    id = serializers.UUIDField(help_text="Drawn on the device; sent again, it is the same reading.")
    token = serializers.CharField(max_length=1000, allow_blank=True, default="", trim_whitespace=False)
    badge = serializers.CharField(max_length=16, allow_blank=True, default="")
    direction = serializers.ChoiceField(Direction.choices, default=Direction.ENTRY)
    scanned_at = serializers.DateTimeField()
    device_result = serializers.ChoiceField(
        ScanResult.choices, allow_blank=True, default="", help_text="What a device without network told the person."
    )
    list_version = serializers.IntegerField(min_value=0, max_value=2**62, default=0)
    guest_version = serializers.CharField(
        max_length=16,
        allow_blank=True,
        default="",
        help_text="The version of the door's guest list that the device holds; a door that has one asks for it.",
    )

    def to_internal_value(self, data):
        given = super().to_internal_value(data)
        return Reading(scan_id=given.pop("id"), **given)


class BatchSerializer(serializers.Serializer):
    scans = serializers.ListField(child=ReadingSerializer(), max_length=200, allow_empty=False)


class HolderSerializer(serializers.Serializer):
    """The little that a gate sees of a badge's holder. Nothing of it may be kept on a device."""

    id = serializers.CharField()
    name = serializers.CharField()
    native_name = serializers.CharField()
    category = serializers.CharField()
    delegation = serializers.CharField()
    note = serializers.CharField()
    has_photo = serializers.BooleanField()

    def to_representation(self, badge: Badge):
        delegate = badge.delegate
        return {
            "id": badge.public_id,
            "name": delegate.person.name if delegate else f"{badge.label} {badge.number or ''}".rstrip(),
            "native_name": delegate.person.native_name if delegate else "",
            "category": str(DelegateCategory(badge.category).label),
            "delegation": delegate.delegation.name if delegate else "",
            "note": badge.note,
            "has_photo": bool(delegate and delegate.person.photo),
        }


class VerdictSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    result = serializers.ChoiceField(ScanResult.choices)
    is_conflict = serializers.BooleanField(help_text="The device decided otherwise than the server would have.")

    def to_representation(self, verdict: Verdict):
        return {"id": str(verdict.scan_id), "result": verdict.result, "is_conflict": verdict.is_conflict}


class ShownVerdictSerializer(VerdictSerializer):
    holder = HolderSerializer(allow_null=True)

    def to_representation(self, verdict: Verdict):
        holder = HolderSerializer().to_representation(verdict.badge) if verdict.badge else None
        return super().to_representation(verdict) | {"holder": holder}


class VerdictsSerializer(serializers.Serializer):
    scans = VerdictSerializer(many=True)


class WordsSerializer(serializers.Serializer):
    words = serializers.CharField(min_length=3, max_length=80)


class FoundSerializer(HolderSerializer):
    is_inside = serializers.BooleanField()

    def to_representation(self, badge):
        return super().to_representation(badge) | {"is_inside": badge.is_inside}


class GroupSerializer(serializers.Serializer):
    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    badges = serializers.IntegerField()


class PlaceSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    native_name = serializers.CharField()
    capacity = serializers.IntegerField(allow_null=True)
    inside = serializers.IntegerField()


class ZoneSerializer(PlaceSerializer):
    rooms = PlaceSerializer(many=True)


class StateSerializer(serializers.Serializer):
    """What a device decides by alone; see ``delegations.gatehouse.state``."""

    edition = serializers.DictField()
    device = serializers.DictField(child=serializers.CharField())
    checkpoint = serializers.DictField(help_text="guest_list: the version that is out, null where it has no list.")
    keys = serializers.DictField(child=serializers.CharField(), help_text="Ed25519 public keys by number, hexadecimal.")
    list = serializers.DictField(help_text="version, since, and the serials revoked after since, as text.")
    rules = serializers.DictField(child=serializers.IntegerField())
    guests = serializers.DictField(
        required=False,
        help_text="version, number, title and serials of the guest list that is out; where the device has another.",
    )
