"""Meetings as people are reminded of them. What is hidden is told to its attendees and the organisers alone."""

from functools import partial

from scheduling.addressees import attendees_of, desk_at
from scheduling.models import Confidentiality, Meeting, MeetingStatus, ReminderThing
from scheduling.models.reminder_rule import STILL_OF_USE
from scheduling.reminders.occasions import Occasion, Seat, Stage, focal_points_of_each, readers
from scheduling.wording import about, facts_of

STAGES = {
    MeetingStatus.SCHEDULED: Stage.AHEAD,
    MeetingStatus.CONFIRMED: Stage.AHEAD,
    MeetingStatus.IN_PROGRESS: Stage.ON,
    MeetingStatus.ACCEPTED: Stage.OFF,
    MeetingStatus.CANCELLED: Stage.OFF,
}
AHEAD = [status for status, stage in STAGES.items() if stage in (Stage.AHEAD, Stage.ON)]


def meetings(edition, keys, now):
    rows = Meeting.objects.filter(edition=edition)
    ahead = rows.filter(status__in=AHEAD, ends_at__gt=now - STILL_OF_USE) if keys is None else rows.filter(pk__in=keys)
    seated = list(attendees_of(ahead.select_related("edition", "room__venue")))
    focal = focal_points_of_each({party.delegation_id for meeting, _seats in seated for party in meeting.parties.all()})
    desks = {hidden: [Seat(one) for one in desk_at(edition, is_hidden=hidden)] for hidden in (False, True)}
    for meeting, seats in seated:
        is_hidden = meeting.confidentiality == Confidentiality.HIDDEN
        points = [] if is_hidden else [one for party in meeting.parties.all() for one in focal[party.delegation_id]]
        yield Occasion(
            thing=ReminderThing.MEETING,
            key=meeting.pk,
            about=about(meeting),
            stage=STAGES.get(MeetingStatus(meeting.status), Stage.OVER),
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            facts=partial(facts_of, meeting),
            readers=readers([Seat(to, tuple(names)) for to, names in seats], points, desks[is_hidden]),
        )
