"""What every template may read of the forum."""

from django.utils.functional import SimpleLazyObject

from forum.models import TeamMember


def edition(request):
    """``edition``: the one that the address names, or None. ``is_desk_shut``: the reader has a job in it, which waits
    for a second factor; asked only by a page that says it."""
    named = getattr(request, "edition", None)
    return {"edition": named, "is_desk_shut": SimpleLazyObject(lambda: _is_shut(request, named))}


def _is_shut(request, edition):
    return edition is not None and TeamMember.objects.is_shut_to(request.user, edition)
