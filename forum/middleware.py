"""Every address under an edition is read in that edition: its row on the request, its zone for every time shown."""

from django.http import Http404
from django.utils import timezone

from forum.models import Edition

MAILBOX = "mailbox"
"""The mails of the demo stand under no edition, and are read on the clock of the latest."""


class EditionMiddleware:
    """For a view whose address has ``<slug:edition>``: sets ``request.edition`` and activates the edition's zone.

    An address that names the edition otherwise (``<slug:slug>``) is left alone: cached feeds answer without a query.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.edition = None
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_view(self, request, view, args, kwargs):
        if "edition" not in kwargs:
            if request.resolver_match.app_name == MAILBOX:
                _activate_latest()
            return
        try:
            request.edition = Edition.objects.get(slug=kwargs["edition"])
        except Edition.DoesNotExist:
            raise Http404 from None
        timezone.activate(request.edition.zone)


def _activate_latest():
    if latest := Edition.objects.order_by("is_archived", "-starts_on").first():
        timezone.activate(latest.zone)
