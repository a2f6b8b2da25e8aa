"""Who exhibits, hosts or supports."""

from django_filters.rest_framework import DjangoFilterBackend

from forum.api import serializers
from forum.api.filters import ExhibitorFilter
from forum.api.rows import Listed
from forum.models import Exhibitor


class ExhibitorViewSet(Listed):
    """The organisations by name."""

    queryset = Exhibitor.objects.none()
    serializer_class = serializers.ExhibitorSerializer
    filter_backends = [DjangoFilterBackend]
    filterset_class = ExhibitorFilter

    def rows(self):
        rows = Exhibitor.objects.visible_to(self.request.user).filter(edition=self.edition)
        return rows.select_related("room__venue")
