"""The shapes of the forum's rows. Each writes its row by hand: many times faster than field by field."""

from django.utils import timezone
from rest_framework import serializers

from core.links import absolute
from forum.models import AppearanceRole, RoomKind, SessionKind, SessionStatus


class TrackSerializer(serializers.Serializer):
    name = serializers.CharField()
    slug = serializers.CharField()

    def to_representation(self, track):
        return {"name": track.name, "slug": track.slug}


class VenueSerializer(serializers.Serializer):
    name = serializers.CharField()
    address = serializers.CharField()
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)
    is_main = serializers.BooleanField()

    def to_representation(self, venue):
        return {name: getattr(venue, name) for name in ("name", "address", "latitude", "longitude", "is_main")}


class RoomBriefSerializer(serializers.Serializer):
    public_id = serializers.CharField()
    name = serializers.CharField()
    venue = serializers.CharField()

    def to_representation(self, room):
        return {"public_id": room.public_id, "name": room.name, "venue": room.venue.name}


class RoomSerializer(RoomBriefSerializer):
    kind = serializers.ChoiceField(choices=RoomKind.choices)
    capacity = serializers.IntegerField(allow_null=True)
    features = serializers.ListField(child=serializers.CharField())
    is_assumed = serializers.BooleanField(help_text="The room's facts were not published; they are assumptions.")

    def to_representation(self, room):
        more = {name: getattr(room, name) for name in ("kind", "capacity", "features", "is_assumed")}
        return super().to_representation(room) | more


class PersonBriefSerializer(serializers.Serializer):
    public_id = serializers.CharField()
    honorific = serializers.CharField()
    name = serializers.CharField()
    native_name = serializers.CharField(help_text="The name in the person's own script.")
    position = serializers.CharField()
    organisation = serializers.CharField()
    country = serializers.CharField(help_text="ISO 3166-1 alpha-2, or empty.")

    def to_representation(self, person):
        return {
            "public_id": person.public_id,
            "honorific": person.honorific,
            "name": person.name,
            "native_name": person.native_name,
            "position": person.position,
            "organisation": person.organisation,
            "country": person.country.code or "",
        }


class PartSerializer(serializers.Serializer):
    role = serializers.ChoiceField(choices=AppearanceRole.choices)
    person = PersonBriefSerializer()


_TRACK, _ROOM, _PERSON = TrackSerializer(), RoomBriefSerializer(), PersonBriefSerializer()


class SessionBriefSerializer(serializers.Serializer):
    public_id = serializers.CharField()
    title = serializers.CharField()
    subtitle = serializers.CharField()
    kind = serializers.ChoiceField(choices=SessionKind.choices)
    status = serializers.ChoiceField(choices=SessionStatus.choices)
    starts_at = serializers.DateTimeField(allow_null=True, help_text="In the edition's zone.")
    ends_at = serializers.DateTimeField(allow_null=True)
    reported_on = serializers.DateField(allow_null=True, help_text="The day, where no clock time was published.")
    is_time_placeholder = serializers.BooleanField(
        help_text="Only the order is known; the clock time is a placeholder."
    )
    room = RoomBriefSerializer(allow_null=True)
    place = serializers.CharField(help_text="A place outside the venues.")
    track = TrackSerializer(allow_null=True)
    version = serializers.IntegerField(help_text="Rises whenever the session changes.")
    url = serializers.URLField()

    def to_representation(self, session):
        return {
            "public_id": session.public_id,
            "title": session.title,
            "subtitle": session.subtitle,
            "kind": session.kind,
            "status": session.status,
            "starts_at": _shown(session.starts_at),
            "ends_at": _shown(session.ends_at),
            "reported_on": session.reported_on and session.reported_on.isoformat(),
            "is_time_placeholder": session.is_time_placeholder,
            "room": session.room and _ROOM.to_representation(session.room),
            "place": session.place,
            "track": session.track and _TRACK.to_representation(session.track),
            "version": session.version,
            "url": f"{self.context['page']}{session.public_id}/",
        }


class SessionSerializer(SessionBriefSerializer):
    """Needs rows ``with_people()``."""

    speakers = PartSerializer(many=True)

    def to_representation(self, session):
        cast = [{"role": part.role, "person": _PERSON.to_representation(part.person)} for part in session.cast]
        return super().to_representation(session) | {"speakers": cast}


class SessionDetailSerializer(SessionSerializer):
    abstract = serializers.CharField()
    language = serializers.CharField()

    def to_representation(self, session):
        more = {"abstract": session.abstract, "language": session.language}
        return super().to_representation(session) | more


class SpeakerSerializer(PersonBriefSerializer):
    languages = serializers.ListField(child=serializers.CharField())
    biography = serializers.CharField()
    photo = serializers.URLField(allow_null=True)

    def to_representation(self, person):
        return super().to_representation(person) | {
            "languages": person.languages,
            "biography": person.biography,
            "photo": absolute(person.photo.url) if person.photo else None,
        }


class SpeakerDetailSerializer(SpeakerSerializer):
    """Needs ``announced``: the person's appearances that may be shown, their sessions at hand."""

    sessions = SessionBriefSerializer(many=True)

    def to_representation(self, person):
        shape = SessionBriefSerializer(context=self.context)
        sessions = [shape.to_representation(part.session) for part in person.announced]
        return super().to_representation(person) | {"sessions": sessions}


_OFFERED = (
    "public_id",
    "name",
    "minerals",
    "province",
    "district",
    "stage",
    "holder",
    "resource",
    "currency",
    "value_note",
    "is_showcased",
    "sources",
)


class OpportunitySerializer(serializers.Serializer):
    public_id = serializers.CharField()
    name = serializers.CharField()
    minerals = serializers.ListField(child=serializers.CharField())
    country = serializers.CharField()
    province = serializers.CharField()
    district = serializers.CharField()
    stage = serializers.CharField()
    holder = serializers.CharField()
    resource = serializers.CharField()
    value = serializers.DecimalField(max_digits=16, decimal_places=2, allow_null=True)
    capital_cost = serializers.DecimalField(max_digits=16, decimal_places=2, allow_null=True)
    net_present_value = serializers.DecimalField(max_digits=16, decimal_places=2, allow_null=True)
    currency = serializers.CharField()
    value_note = serializers.CharField()
    is_showcased = serializers.BooleanField()
    sources = serializers.ListField(child=serializers.URLField())

    def to_representation(self, opportunity):
        row = {name: getattr(opportunity, name) for name in _OFFERED}
        amounts = {name: getattr(opportunity, name) for name in ("value", "capital_cost", "net_present_value")}
        row |= {name: None if amount is None else f"{amount:.2f}" for name, amount in amounts.items()}
        return row | {"country": opportunity.country.code or ""}


class ExhibitorSerializer(serializers.Serializer):
    public_id = serializers.CharField()
    organisation = serializers.CharField()
    country = serializers.CharField(help_text="ISO 3166-1 alpha-2, or empty.")
    role = serializers.CharField(help_text="In the words of the source.")
    shows = serializers.CharField()
    booth = RoomBriefSerializer(allow_null=True)
    source_note = serializers.CharField()
    sources = serializers.ListField(child=serializers.URLField())

    def to_representation(self, exhibitor):
        names = ("public_id", "organisation", "role", "shows", "source_note", "sources")
        row = {name: getattr(exhibitor, name) for name in names}
        booth = exhibitor.room and _ROOM.to_representation(exhibitor.room)
        return row | {"country": exhibitor.country.code or "", "booth": booth}


class EditionSerializer(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()
    short_name = serializers.CharField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    timezone = serializers.CharField(help_text="IANA name; every time of the edition is shown in it.")
    city = serializers.CharField()
    country = serializers.CharField(source="country.code", allow_null=True)
    host = serializers.CharField()
    about = serializers.CharField()
    contact_email = serializers.EmailField(allow_blank=True)
    is_archived = serializers.BooleanField()
    venues = VenueSerializer(many=True)


def _shown(moment):
    """ISO 8601 in the zone that the edition's middleware has activated."""
    return moment and timezone.localtime(moment).isoformat()
