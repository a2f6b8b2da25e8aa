"""The sample meetings, taken step by step by the actions that everybody uses."""

from datetime import timedelta

from delegations.models import Delegate
from forum.models import Edition, Room
from scheduling.actions import answers, clearing, course, placing, requests
from scheduling.actions.requests import Side
from scheduling.demo import moments
from scheduling.demo.diary import TALKS, Talk
from scheduling.demo.users import user
from scheduling.models import Meeting, PartySide
from scheduling.slots import Slot

AN_HOUR = timedelta(hours=1)


def load(edition: Edition) -> int:
    """Make the sample meetings that are missing; gives how many."""
    # Whoever tries the demo waits for the mail: long enough to change one's mind, not to lose patience.
    Edition.objects.filter(pk=edition.pk, gather_seconds=120).update(gather_seconds=15)
    there = set(Meeting.objects.filter(edition=edition).values_list("external_id", flat=True))
    missing = [talk for talk in TALKS if talk.external_id not in there]
    for talk in missing:
        meeting = _ask(edition, talk)
        for step in _STEPS[talk.step]:
            step(meeting, talk)
    return len(missing)


def _ask(edition, talk: Talk) -> Meeting:
    guest, host = _side(edition, talk.guests), _side(edition, talk.hosts)
    focal_point = guest.delegation.focal_points.select_related("user").first()
    meeting = requests.request(
        edition,
        guest=guest,
        hosts=[host],
        subject=talk.subject,
        topics=talk.topics,
        level=talk.level,
        confidentiality=talk.confidentiality,
        length_minutes=talk.minutes,
        by=focal_point.user if focal_point else user("meetings.desk"),
        now=moments.ASKED,
    )
    meeting.external_id = talk.external_id
    meeting.save(update_fields=["external_id"])
    return meeting


def _side(edition, codes) -> Side:
    ids = [f"SAMPLE-{code}" for code in codes]
    rows = Delegate.objects.select_related("person", "delegation").filter(edition=edition, external_id__in=ids)
    found = {row.external_id: row for row in rows}
    return Side(found[ids[0]].delegation, [found[one].person for one in ids])


def _accept(meeting, _talk):
    if not meeting.is_cleared:
        clearing.clear(meeting, note="Sample note verbale 12/2025", by=user("protocol"), now=moments.ANSWERED)
    answers.accept(_host(meeting), by=user("meetings.desk"), now=moments.ANSWERED)


def _decline(meeting, talk):
    answers.decline(_host(meeting), reason=talk.words, by=user("meetings.desk"), now=moments.ANSWERED)


def _place(meeting, talk):
    placing.place(meeting, _slot(meeting, talk), by=user("meetings.desk"), now=moments.PLACED)


def _move(meeting, talk):
    later = _slot(meeting, talk, after=AN_HOUR)
    placing.move(meeting, later, by=user("meetings.desk"), now=moments.PLACED + AN_HOUR)


def _confirm(meeting, _talk):
    course.confirm(meeting, by=user("meetings.desk"), now=moments.PLACED + AN_HOUR)


def _hold(meeting, talk):
    course.hold(meeting, outcome=talk.words, by=user("meetings.desk"), now=meeting.ends_at)


def _cancel(meeting, talk):
    course.cancel(meeting, reason=talk.words, by=user("meetings.desk"), now=moments.PLACED + AN_HOUR)


def _host(meeting):
    return meeting.parties.get(side=PartySide.HOST)


def _slot(meeting, talk: Talk, *, after=timedelta(0)) -> Slot:
    room = Room.objects.get(venue__edition=meeting.edition, name=talk.room)
    starts_at = talk.starts_at + after
    return Slot(starts_at, starts_at + talk.length, room=room)


_STEPS = {
    "asked": [],
    "declined": [_decline],
    "accepted": [_accept],
    "placed": [_accept, _place],
    "confirmed": [_accept, _place, _confirm],
    "moved": [_accept, _place, _move],
    "held": [_accept, _place, _confirm, _hold],
    "cancelled": [_accept, _place, _cancel],
}
