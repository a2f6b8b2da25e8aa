"""The reader's own diary in the API."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from scheduling import diary
from scheduling.api.serializers import DiaryEntrySerializer


class DiaryView(APIView):
    """Sessions that the reader appears in and meetings that the reader attends, earliest first; nobody else's."""

    rules = {"get": "view_own_diary"}

    @extend_schema(responses=DiaryEntrySerializer(many=True))
    def get(self, request, **kwargs):
        entries = diary.entries_of(request.user, request.edition)
        return Response(DiaryEntrySerializer(entries, many=True).data)
