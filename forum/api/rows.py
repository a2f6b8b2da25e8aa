"""What the viewsets of the forum share: rows of the edition in the address, read only, by public id."""

from django.urls import reverse
from rest_framework import mixins, viewsets

from core.links import absolute
from core.permissions import PUBLIC
from forum.models import Edition


class InEdition(viewsets.GenericViewSet):
    """A viewset whose ``rows()`` are those that the asking user may see in ``edition``."""

    lookup_field = "public_id"
    lookup_value_converter = "slug"

    @property
    def edition(self) -> Edition:
        return self.request.edition  # type: ignore[attr-defined]

    def get_queryset(self):
        if getattr(self, "swagger_fake_view", False):  # the description of the API is made without a request
            return super().get_queryset()
        return self.rows()

    def rows(self):
        raise NotImplementedError

    def get_serializer_context(self):
        """``page``: what the address of a session begins with."""
        context = dict(super().get_serializer_context())
        if edition := getattr(self.request, "edition", None):
            context["page"] = absolute(reverse("forum:programme", args=[edition.slug]))
        return context


class Listed(mixins.ListModelMixin, InEdition):
    """Public rows without an address of their own."""

    rules = {"list": PUBLIC}


class Read(mixins.RetrieveModelMixin, mixins.ListModelMixin, InEdition):
    """Public rows, listed and one by one."""

    rules = {"list": PUBLIC, "retrieve": PUBLIC}
