"""What the viewsets about meetings share: what was sent, who says it and when, the meeting as it then stands."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import viewsets
from rest_framework.decorators import action

from scheduling.api import serializers as shapes
from scheduling.models import Meeting

DETAILS = ("parties__delegation", "parties__attendees__person", "proposals__party")


def verb(shape=shapes.NothingSerializer, **facts):
    """A POST action on one row that answers with its meeting as it then stands."""

    def decorate(method):
        described = extend_schema(request=shape, responses=shapes.MeetingDetailSerializer)(method)
        return action(detail=True, methods=["post"], serializer_class=shape, **facts)(described)

    return decorate


class AboutMeetings(viewsets.GenericViewSet):
    lookup_field = "public_id"
    lookup_value_converter = "slug"

    def words(self, shape):
        """What was sent, in the shape. Raises ValidationError by pointer."""
        given = shape(data=self.request.data, context=self.get_serializer_context())
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)

    def said(self):
        return {"by": self.request.user, "now": timezone.now()}

    def shown(self, meeting):
        rows = Meeting.objects.select_related("edition", "room__venue")
        fresh = rows.prefetch_related(*DETAILS).get(pk=meeting.pk)
        return shapes.MeetingDetailSerializer(fresh, context=self.get_serializer_context()).data
