"""What waits for somebody at the desks of an edition, and what stands next: the start page of the panel, and the way
to it from the portal.

A number and the list behind its link are one question: the screen's own rows, narrowed by the link's own words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delegations import guest_lists
from forum.models import Edition, Session, TeamMember
from forum.models.team import PANEL_ROLES
from scheduling import dropping_out
from scheduling.models import Meeting

SOON = 8
BY_EDITION = "edition__id__exact"
WAITING: list[tuple[str, dict[str, str], Any]] = [
    ("delegations.delegate", {"status__exact": "submitted"}, _("Delegates to review")),
    ("delegations.delegate", {"status__exact": "in_review"}, _("Delegates in review, to decide")),
    ("delegations.latechange", {"status__exact": "asked"}, _("Late changes to decide")),
    ("delegations.application", {"status__exact": "submitted"}, _("Applications to answer")),
    ("scheduling.meeting", {"status__exact": "requested"}, _("Meeting requests to answer")),
    ("scheduling.meeting", {"status__exact": "accepted"}, _("Accepted meetings to place")),
    ("scheduling.meeting", {"short": "yes"}, _("Meetings that somebody has dropped out of")),
    ("delegations.guestlist", {"due": "soon"}, _("Guest lists to freeze")),
    ("forum.session", {"status__exact": "draft"}, _("Sessions without a time")),
    ("notifications.message", {"status__exact": "failed"}, _("Messages that failed")),
    ("notifications.message", {"held": "yes"}, _("Messages held back")),
]


# The words of a link that are no field's.
NARROWING: dict[str, Callable[[Any], Any]] = {
    "short": dropping_out.short_of_somebody,
    "held": lambda rows: rows.held_back(),
    "due": lambda rows: guest_lists.to_freeze(rows, now=timezone.now()),
}


@dataclass(frozen=True)
class Waiting:
    """So many rows of a list, and the address that shows exactly them."""

    label: Any
    count: int
    url: str


@dataclass(frozen=True)
class Next:
    title: str
    starts_at: datetime
    where: str
    url: str
    kind: Any


def editions_of(user) -> list[Edition]:
    """The editions at whose desks ``user`` works and that are not archived, the latest first."""
    mine = TeamMember.objects.editions_of(user, *PANEL_ROLES)
    return list(Edition.objects.filter(pk__in=mine, is_archived=False).order_by("-starts_on"))


def waiting(request, edition: Edition) -> list[Waiting]:
    """What the reader can do something about, where there is anything; one query for each kind at most."""
    found = []
    for label, narrow, title in WAITING:
        screen = _screen(apps.get_model(label))
        if not _works_on(screen, request, edition):
            continue
        words = narrow | _within(label, edition)
        if count := _narrowed(screen.get_queryset(request), words).count():
            address = reverse(f"admin:{label.replace('.', '_')}_changelist")
            found.append(Waiting(title, count, f"{address}?{urlencode(words)}"))
    return found


def upcoming(request, edition: Edition, *, now: datetime) -> list[Next]:
    """The next sessions and meetings that the reader may open, those that are on included; two queries."""
    sessions = _ahead(Session, request, edition, now).filter(status__in=["scheduled", "live"])
    meetings = _ahead(Meeting, request, edition, now).filter(status__in=["scheduled", "confirmed", "in_progress"])
    rows = [
        *(_next("forum_session", one, one.title, _("session")) for one in sessions[:SOON]),
        *(_next("scheduling_meeting", one, one.subject, _("meeting")) for one in meetings[:SOON]),
    ]
    return sorted(rows, key=lambda one: one.starts_at)[:SOON]


def _screen(model) -> Any:
    return admin.site.get_model_admin(model)


def _works_on(screen, request, edition):
    if hasattr(screen, "editable_editions"):
        return edition in screen.editable_editions(request)
    return screen.has_change_permission(request)


def _narrowed(rows, words):
    for word in words.keys() & NARROWING:
        rows = NARROWING[word](rows)
    return rows.filter(**{word: value for word, value in words.items() if word not in NARROWING})


def _within(label, edition) -> dict[str, str]:
    """The outbox knows an edition by its name in addresses only, a late change by its delegation."""
    if label == "notifications.message":
        return {"edition": edition.slug}
    if label == "delegations.latechange":
        return {f"delegation__{BY_EDITION}": str(edition.pk)}
    return {BY_EDITION: str(edition.pk)}


def _ahead(model, request, edition, now) -> QuerySet:
    screen = _screen(model)
    if not screen.has_view_permission(request):
        return model.objects.none()
    rows = screen.get_queryset(request).filter(edition=edition, ends_at__gt=now)
    return rows.select_related("room").prefetch_related(None).order_by("starts_at", "pk")


def _next(screen, row, title, kind):
    where = str(row.room) if row.room else row.place
    return Next(title, row.starts_at, where, reverse(f"admin:{screen}_change", args=[row.pk]), kind)
