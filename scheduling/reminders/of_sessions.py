"""Sessions as people are reminded of them. A time that only stands for an order is no time to be reminded of."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import partial

from delegations.models import Delegate
from forum import notices
from forum.models import Appearance, Edition, Person, Role, Session, SessionStatus
from scheduling.addressees import team_of
from scheduling.models import ReminderThing
from scheduling.models.reminder_rule import STILL_OF_USE
from scheduling.reminders.occasions import Occasion, Seat, Stage, focal_points_of_each, readers

STAGES = {
    SessionStatus.SCHEDULED: Stage.AHEAD,
    SessionStatus.LIVE: Stage.ON,
    SessionStatus.DONE: Stage.DONE,
    SessionStatus.DRAFT: Stage.OFF,
    SessionStatus.CANCELLED: Stage.OFF,
}
AHEAD = [SessionStatus.SCHEDULED, SessionStatus.LIVE]


def sessions(edition, keys, now):
    rows = Session.objects.filter(edition=edition)
    ahead = (
        rows.filter(status__in=[*AHEAD, SessionStatus.DONE], ends_at__gt=now - STILL_OF_USE)
        if keys is None
        else rows.filter(pk__in=keys)
    )
    found = list(ahead.select_related("edition", "room__venue"))
    cast = cast_of(found)
    sent_by = delegations_of(edition, {person.pk for people in cast.values() for person in people})
    focal = focal_points_of_each(set(sent_by.values()))
    desk = [Seat(one) for one in team_of(edition, Role.PROGRAMME)]
    for session in found:
        people = cast[session.pk]
        seats = [Seat(one) for one in map(notices.recipient, people) if one]
        points = [seat for person in people if person.pk in sent_by for seat in focal[sent_by[person.pk]]]
        yield Occasion(
            thing=ReminderThing.SESSION,
            key=session.pk,
            about=f"session:{session.public_id}",
            stage=_stage(session),
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            facts=partial(notices.facts_of, session),
            readers=readers(seats, points, desk),
        )


def _stage(session):
    if session.is_time_placeholder:
        return Stage.OVER
    stage = STAGES.get(SessionStatus(session.status), Stage.OVER)
    return Stage.OFF if stage == Stage.AHEAD and session.starts_at is None else stage


def cast_of(sessions: Iterable[Session]) -> dict[int, list[Person]]:
    """By the keys of sessions who appears in them. One query."""
    found = defaultdict(list)
    for row in Appearance.objects.filter(session__in=sessions).select_related("person__user"):
        found[row.session_id].append(row.person)
    return found


def delegations_of(edition: Edition, people: Collection[int]) -> dict[int, int]:
    """By the keys of people those of the delegations that they come with. One query."""
    rows = Delegate.objects.in_the_count().filter(edition=edition, person__in=people)
    return dict(rows.order_by().values_list("person_id", "delegation_id"))
