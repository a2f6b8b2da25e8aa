"""The meetings that concern the reader: the list, and one of them with all that can be done."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import access
from core.models import StatusChange
from delegations.models import FocalPoint
from scheduling import moves, standing
from scheduling.models import Answer, Meeting, MeetingStatus
from scheduling.models.meeting import PLACED

_S = MeetingStatus
GROUPS = [
    (_S.REQUESTED, _S.CLEARING, _S.DRAFT),
    (_S.ACCEPTED,),
    tuple(PLACED),
    (_S.HELD, _S.NO_SHOW, _S.DECLINED, _S.WITHDRAWN, _S.EXPIRED, _S.CANCELLED),
]


@login_required
def meetings(request, edition):
    """What is to be answered first, then what waits, what has its time, what is over."""
    rows = rows_of(request.user, request.edition)
    awaiting = set(Meeting.objects.awaiting(request.user).filter(edition=request.edition).values_list("pk", flat=True))
    titles = [_("Waiting for an answer"), _("Accepted, waiting for a time"), _("With time and place"), _("Over")]
    groups = [
        {"title": title, "rows": [row for row in rows if row.status in statuses and row.pk not in awaiting]}
        for title, statuses in zip(titles, GROUPS, strict=True)
    ]
    context = {
        "awaiting": [row for row in rows if row.pk in awaiting],
        "groups": [group for group in groups if group["rows"]],
        "is_empty": not rows,
        "may_request": may_request(request),
    }
    return render(request, "scheduling/meetings.html", context)


@login_required
def meeting(request, edition, public_id):
    found = find(request, public_id)
    parties = list(found.parties.select_related("delegation").prefetch_related("attendees__person"))
    own = set(FocalPoint.of(request.user).values_list("delegation_id", flat=True))
    is_desk = access.allows(request.user, "place_meeting", found)
    context = {
        "meeting": found,
        "parties": [{"party": party, "may_name": _may_name(found, party, own, is_desk=is_desk)} for party in parties],
        "proposals": [
            {
                "proposal": one,
                "may_answer": one.answer == Answer.PENDING and access.allows(request.user, "answer_proposal", one),
            }
            for one in found.proposals.select_related("party__delegation", "meeting")
        ],
        "verbs": standing.verbs(request.user, found, now=timezone.now()),
        "is_desk": is_desk,
        "events": history(found),
        "steps": steps(found),
    }
    return render(request, "scheduling/meeting.html", context)


def find(request, public_id) -> Meeting:
    """The meeting, or 404 when the reader may not see it."""
    rows = Meeting.objects.visible_to(request.user).select_related("edition", "room__venue")
    return get_object_or_404(rows, edition=request.edition, public_id=public_id)


def rows_of(user, edition):
    """The user's own meetings with what a list shows, in three queries for any number."""
    rows = Meeting.objects.concerning(user).filter(edition=edition).select_related("edition", "room__venue")
    return list(rows.prefetch_related("parties__delegation").order_by("starts_at", "pk"))


def may_request(request) -> bool:
    """Focal points of this edition ask for meetings, while it is open."""
    own = FocalPoint.objects.filter(user=request.user, delegation__edition=request.edition)
    return not request.edition.is_archived and own.exists()


def history(meeting) -> list[dict]:
    """The steps of its status and its moves, oldest first, as the timeline component reads them."""
    labels = dict(MeetingStatus.choices)
    changed = [
        {
            "at": change.happened_at,
            "status": change.after,
            "status_label": labels.get(change.after, change.after),
            "text": "",
            "by": str(change.actor) if change.actor else _("by the clock"),
            "note": change.reason,
        }
        for change in StatusChange.objects.of(meeting).select_related("actor")
    ]
    moved = [
        {
            "at": move.at,
            "text": _("Moved: %(before)s → %(after)s") % {"before": move.before, "after": move.after},
            "by": str(move.actor) if move.actor else _("by the clock"),
        }
        for move in moves.of(meeting)
    ]
    return sorted([*changed, *moved], key=lambda event: event["at"])


def steps(meeting) -> list[dict]:
    """How far it has come on the straight way, as the steps component reads them; empty when it left that way."""
    way = [_S.REQUESTED, _S.ACCEPTED, _S.SCHEDULED, _S.CONFIRMED, _S.HELD]
    stands = {_S.CLEARING: _S.REQUESTED, _S.IN_PROGRESS: _S.CONFIRMED}.get(meeting.status, meeting.status)
    if stands not in way or meeting.reported_on:  # a report tells that they met, not how it came to it
        return []
    at = way.index(stands)
    return [
        {
            "label": capfirst(one.label),
            "state": "done" if index < at or stands == _S.HELD else "current" if index == at else "",
        }
        for index, one in enumerate(way)
    ]


def _may_name(meeting, party, own, *, is_desk):
    open_statuses = (*standing.ASKING, _S.ACCEPTED, _S.SCHEDULED, _S.CONFIRMED)
    is_theirs = is_desk or party.delegation_id in own
    return is_theirs and not meeting.edition.is_archived and meeting.status in open_statuses
