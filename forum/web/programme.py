"""The programme as anyone reads it."""

from django.shortcuts import get_object_or_404, render

from forum.models import Session


def programme(request, edition):
    """Every session that the reader may see."""
    sessions = Session.objects.visible_to(request.user).filter(edition=request.edition)
    return render(request, "forum/programme.html", {"sessions": sessions})


def session(request, edition, public_id):
    """One session."""
    rows = Session.objects.visible_to(request.user).filter(edition=request.edition)
    return render(request, "forum/session.html", {"session": get_object_or_404(rows, public_id=public_id)})
