"""Mineral projects on offer."""

from django_filters.rest_framework import DjangoFilterBackend

from forum.api import serializers
from forum.api.filters import OpportunityFilter
from forum.api.rows import Read
from forum.models import Opportunity


class OpportunityViewSet(Read):
    """What is on offer, those that the forum shows first."""

    queryset = Opportunity.objects.none()
    serializer_class = serializers.OpportunitySerializer
    filter_backends = [DjangoFilterBackend]
    filterset_class = OpportunityFilter

    def rows(self):
        rows = Opportunity.objects.visible_to(self.request.user).filter(edition=self.edition)
        return rows.order_by("-is_showcased", "name", "pk")
