"""What a calendar link shows: of its thing, what its owner may see now. What was cancelled stays, as cancelled."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import translation

from delegations.models import Delegate
from forum.models import Session
from forum.models.session import PUBLIC
from scheduling import diary
from scheduling.models import CalendarFeed, FeedScope, Meeting, MeetingStatus
from scheduling.models.meeting import PLACED

SHOWN = (*PLACED, MeetingStatus.HELD, MeetingStatus.CANCELLED)


def entries_of(feed: CalendarFeed) -> list[diary.Entry]:
    """What has a clock time, earliest first. Two queries for any number."""
    sessions = [diary.of_session(one) for one in _sessions(feed)]
    meetings = [diary.of_meeting(one) for one in _meetings(feed)]
    return sorted([*sessions, *meetings], key=lambda one: (one.starts_at, one.kind, one.thing.pk))


def write(feed: CalendarFeed, entries: list[diary.Entry], *, now: datetime) -> bytes:
    """The entries as one calendar in the owner's language, stamped ``now``."""
    with translation.override(feed.owner.language):
        name = f"{feed.edition.short_name} – {feed}"
        return diary.calendar(entries, name=name, now=now)


def _sessions(feed) -> QuerySet[Session]:
    is_public = feed.scope == FeedScope.PROGRAMME
    rows = Session.objects.visible_to(AnonymousUser() if is_public else feed.owner)
    rows = rows.filter(edition=feed.edition, status__in=PUBLIC, starts_at__isnull=False)
    return rows.filter(_of_thing(feed)).select_related("room__venue", "edition").distinct()


def _of_thing(feed) -> Q:
    match feed.scope:
        case FeedScope.PERSONAL:
            return Q(appearances__person__user=feed.owner)
        case FeedScope.DELEGATION:
            people = Delegate.objects.visible_to(feed.owner).filter(delegation=feed.delegation)
            return Q(appearances__person__in=people.values("person"))
        case FeedScope.ROOM:
            return Q(room=feed.room)
        case FeedScope.TRACK:
            return Q(track=feed.track)
    return Q()


def _meetings(feed) -> QuerySet[Meeting]:
    rows = Meeting.objects.visible_to(feed.owner).filter(
        edition=feed.edition, status__in=SHOWN, starts_at__isnull=False
    )
    rows = rows.select_related("room__venue", "edition").distinct()
    match feed.scope:
        case FeedScope.PERSONAL:
            return rows.filter(attendees__person__user=feed.owner)
        case FeedScope.DELEGATION:
            return rows.filter(parties__delegation=feed.delegation)
        case FeedScope.ROOM:
            return rows.filter(room=feed.room)
    return rows.none()
