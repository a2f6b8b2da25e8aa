"""The reader's own diary in the API."""

from django.http import Http404, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from scheduling import diary, meeting_book
from scheduling.api.serializers import DiaryEntrySerializer


class DiaryView(APIView):
    """Sessions that the reader appears in and meetings that the reader attends, earliest first; nobody else's."""

    rules = {"get": "view_own_diary"}

    @extend_schema(responses=DiaryEntrySerializer(many=True))
    def get(self, request, **kwargs):
        entries = diary.entries_of(request.user, request.edition)
        return Response(DiaryEntrySerializer(entries, many=True).data)


class MeetingBookView(APIView):
    """One day on paper: the reader's own, and for a focal point the delegation's."""

    rules = {"get": "view_own_diary"}

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request, day, **kwargs):
        made = meeting_book.of_user(request.user, request.edition, day)
        if made is None:
            raise Http404
        return HttpResponse(made.content, content_type=made.media_type, headers={"Cache-Control": "private, no-store"})
