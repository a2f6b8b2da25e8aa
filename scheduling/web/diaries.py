"""My diary, as a page and as a calendar file, and the page that gathers what is mine."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from delegations import guest_lists
from delegations.models import Agency, Delegation, FocalPoint
from forum.models import TeamMember
from forum.models.team import PANEL_ROLES
from scheduling import days, meeting_book, overview
from scheduling import diary as diaries
from scheduling.models import Meeting
from scheduling.web.meetings import may_request, rows_of

SOON = 6


@login_required
def diary(request, edition):
    entries = diaries.entries_of(request.user, request.edition)
    context = {
        "timetable": diaries.timetable(entries, request.edition),
        "untimed": [entry for entry in entries if entry.starts_at is None],
        "is_empty": not entries,
        "book_days": days.days_of(request.user, request.edition),
    }
    return render(request, "scheduling/diary.html", context)


@login_required
def diary_ics(request, edition):
    entries = diaries.entries_of(request.user, request.edition)
    body = diaries.calendar(entries, name=request.edition.name, now=timezone.now())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{request.edition.slug}-diary.ics"'
    response["Cache-Control"] = "private"
    return response


@login_required
def book(request, edition, day):
    """One day on paper: the own, and for a focal point the delegation's."""
    made = meeting_book.of_user(request.user, request.edition, day)
    if made is None:
        raise Http404
    response = HttpResponse(made.content, content_type=made.media_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
def home(request, edition):
    """My delegations, what I have to answer, my diary, my meetings; the way to the panel for those who work there."""
    entries = diaries.entries_of(request.user, request.edition)
    meetings = rows_of(request.user, request.edition)
    awaiting = set(Meeting.objects.awaiting(request.user).filter(edition=request.edition).values_list("pk", flat=True))
    represented = set(FocalPoint.of(request.user).values_list("delegation_id", flat=True))
    own = Delegation.objects.own_of(request.user).filter(edition=request.edition)
    agencies = Agency.objects.filter(edition=request.edition, members__user=request.user)
    context = {
        "delegations": [{"delegation": one, "is_mine_to_run": one.pk in represented} for one in own],
        "agencies": agencies,
        "to_read": guest_lists.to_read(agencies, request.user),
        "awaiting": [row for row in meetings if row.pk in awaiting],
        "timetable": diaries.timetable(entries, request.edition),
        "meetings": [row for row in meetings if row.pk not in awaiting][:SOON],
        "meeting_count": len(meetings),
        "may_request": may_request(request),
        **_desk(request),
    }
    return render(request, "portal/home.html", context)


def _desk(request):
    """For those who work in the panel of this edition: what waits for them there."""
    if not TeamMember.objects.holds(request.user, request.edition, *PANEL_ROLES):
        return {"works_in_panel": False}
    return {"works_in_panel": True, "waiting": overview.waiting(request, request.edition)}
