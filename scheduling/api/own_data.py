"""All that is held of the asker, as the same archive that the portal gives."""

from django.http import StreamingHttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.views import APIView

from scheduling.actions import own_data


class OwnDataView(APIView):
    rules = {"post": "view_own_diary"}

    @extend_schema(tags=["own-data"], request=None, responses={(200, "application/zip"): OpenApiTypes.BINARY})
    def post(self, request, **kwargs):
        """One's own data of every edition, as a ZIP. A POST, because it is a reading that is written down."""
        made = own_data.take(request.edition, by=request.user, now=timezone.now())
        return StreamingHttpResponse(made, content_type="application/zip", headers=own_data.HEADERS)
