"""The programme's usual pages, kept ready: the same for every reader of a language until the programme changes."""

from collections.abc import Callable
from datetime import date

from django.core.cache import cache
from django.utils import timezone, translation

from forum import feeds
from forum.models import Edition
from forum.slots import AROUND_THE_FORUM
from forum.web.programme_filter import VIEWS

KEPT_S = 3600
USUAL = {"view", "day"}
"""What the address of a page that is kept may ask; words and filters are too many to keep."""


def inside(request, make: Callable[[], dict]) -> dict:
    """What ``make`` gives for ``request``, kept under the version that the programme had before it was read."""
    version = feeds.version(request.edition.slug) if _is_usual(request.GET, request.edition) else None
    if version is None:
        return make()
    asked = (request.GET.get(name, "") for name in sorted(USUAL))
    today = timezone.localdate().isoformat()
    key = ":".join(("programme", request.edition.slug, version, translation.get_language() or "", today, *asked))
    found = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, KEPT_S)
    return found


def _is_usual(asked, edition: Edition) -> bool:
    if set(asked) - USUAL or asked.get("view", "") not in {"", *dict(VIEWS)}:
        return False
    return not asked.get("day") or _is_near(asked["day"], edition)


def _is_near(text, edition):
    """Nobody can fill the cache with the days of a century."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    return edition.starts_on - AROUND_THE_FORUM <= day <= edition.ends_on + AROUND_THE_FORUM
