"""The programme for programs: /<edition>/programme.json, .xml, .ics. No session, no query while it is kept ready."""

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from forum import feeds
from forum.exchange.write import CONTENT_TYPES
from forum.models import Edition

FRESH = "public, max-age=60, stale-while-revalidate=600"


@require_safe
def programme(request, slug, form):
    """The feed, or 304 for who has it already. ``slug`` and not ``edition``: the edition's row is not needed."""
    asks_anew = "If-None-Match" in request.headers or "If-Modified-Since" in request.headers
    try:
        feed = feeds.read(slug, form, with_body=not asks_anew)
        response = _unchanged(request, feed) if asks_anew else None
        if response is None:
            feed = feed if feed.body is not None else feeds.read(slug, form)
            response = HttpResponse(feed.body, content_type=CONTENT_TYPES[form])
    except Edition.DoesNotExist:
        raise Http404 from None
    response["ETag"] = feed.etag
    response["Last-Modified"] = http_date(feed.changed_at.timestamp())
    response["Cache-Control"] = FRESH
    response["Access-Control-Allow-Origin"] = "*"
    if form == "ics":
        response["Content-Disposition"] = f'inline; filename="{slug}.ics"'
    return response


def _unchanged(request, feed):
    """304 or 412 if the conditions of ``request`` ask for it, else None."""
    sent = HttpResponse()
    answer = get_conditional_response(request, feed.etag, int(feed.changed_at.timestamp()), sent)
    return None if answer is sent else answer
