"""Meetings that somebody has dropped out of: a delegation that stayed away, an attendee who is accredited no more.

Nobody but the desk can say whether such a meeting goes on without them, so nothing happens to it by itself.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from delegations.models import Delegate
from delegations.models.delegation import ABSENT
from scheduling.models import Attendee, Meeting, MeetingStatus, Party

AHEAD = [MeetingStatus.ACCEPTED, MeetingStatus.SCHEDULED, MeetingStatus.CONFIRMED]


def short_of_somebody(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Those of ``meetings`` that are still to be held, and not by all who were to come."""
    once = Delegate.objects.filter(edition=OuterRef("meeting__edition"), person=OuterRef("person"))
    gone = Attendee.objects.filter(Exists(once), ~Exists(once.in_the_count()))
    absent = Party.objects.filter(delegation__status__in=ABSENT)
    without = Q(pk__in=absent.values("meeting")) | Q(pk__in=gone.values("meeting"))
    return meetings.filter(without, status__in=AHEAD)
