"""What is told about meetings, to whom. Facts are frozen here: delivery reads nothing else.

Tellings about many meetings at once (a plan that is applied) are one read and one write; one meeting is a plan of one.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.urls import reverse

from core.links import absolute
from notifications import gathering, outbox
from notifications.outbox import Recipient, Telling
from scheduling import ics
from scheduling.addressees import attendees_of, desk_of, focal_points_of, one_per_address, requester_of
from scheduling.models import Attendee, Meeting, Party, PartySide, TimeProposal
from scheduling.notice_samples import SAMPLES, TOPICS
from scheduling.notice_variables import VARIABLES
from scheduling.reminders.alarms import minutes_of
from scheduling.wording import about, facts_of

__all__ = ["SAMPLES", "TOPICS", "VARIABLES"]

REMINDER = "meeting_reminder"
CHANGES = gathering.register(
    gathering.Bundle(
        "meetings",
        together="meetings_changed",
        page=lambda edition: absolute(reverse("scheduling:diary", args=[edition])),
        kinds=frozenset({"meeting_confirmed", "meeting_moved", "meeting_cancelled", "meeting_dropped"}),
        anew={"meeting_moved": "meeting_confirmed"},
        ends=frozenset({"meeting_cancelled", "meeting_dropped"}),
    )
)
AT_ONCE = timedelta(hours=2)
"""What begins or was to begin so soon is told without waiting for what else may change."""
JUST_BEGUN = timedelta(minutes=15)
Times = dict[int, datetime | None]


def requested(meeting: Meeting, *, now: datetime) -> None:
    """Tell whoever answers for the host: its focal points, or the desk where it has none or answers for it."""
    due = meeting.answer_due_at.isoformat() if meeting.answer_due_at else None
    tell("meeting_requested", meeting, _asked(meeting), now=now, answer_due_at=due)


def withdrawn(meeting: Meeting, *, reason: str, now: datetime) -> None:
    tell("meeting_withdrawn", meeting, _asked(meeting), now=now, reason=reason)


def expired(meeting: Meeting, *, now: datetime) -> None:
    """Tell both sides."""
    tell("meeting_expired", meeting, [*askers(meeting), *_asked(meeting)], now=now)


def accepted(meeting: Meeting, party: Party, *, now: datetime) -> None:
    """Tell those who asked, and the desk: it now finds time and room."""
    to = [*askers(meeting), *desk_of(meeting)]
    tell("meeting_accepted", meeting, to, now=now, version=party.pk, who=str(party.delegation))


def declined(meeting: Meeting, party: Party, *, now: datetime) -> None:
    facts = {"who": str(party.delegation), "reason": party.reason}
    tell("meeting_declined", meeting, askers(meeting), now=now, version=party.pk, **facts)


def countered(proposal: TimeProposal, *, now: datetime) -> None:
    """Tell the other side of the other time."""
    meeting, party = proposal.meeting, proposal.party
    others = [PartySide.GUEST] if party.side == PartySide.HOST else [PartySide.HOST]
    to = ([] if meeting.is_answered_by_desk else focal_points_of(meeting, others)) or desk_of(meeting)
    facts = {"who": str(party.delegation), "note": proposal.note}
    facts |= {"proposed_from": proposal.starts_at.isoformat(), "proposed_until": proposal.ends_at.isoformat()}
    tell("meeting_countered", meeting, to, now=now, version=proposal.pk, **facts)


def offer_left(proposal: TimeProposal, *, now: datetime) -> None:
    """Tell the side that offered a time that the other does not take it."""
    meeting = proposal.meeting
    to = focal_points_of(meeting, [proposal.party.side]) or desk_of(meeting)
    facts = {"proposed_from": proposal.starts_at.isoformat(), "proposed_until": proposal.ends_at.isoformat()}
    tell("meeting_offer_left", meeting, to, now=now, version=proposal.pk, **facts)


def placed(meetings: Iterable[Meeting], *, now: datetime) -> None:
    """Invite every attendee, once per version."""
    _invite("meeting_confirmed", meetings, now=now)


def moved(meetings: Iterable[Meeting], *, before: Times, now: datetime) -> None:
    """Send every attendee the entry with its new time. A reminder that still waits to leave does not leave.

    ``before``: when each was to begin, by its key.
    """
    meetings = list(meetings)
    _forget_reminders(meetings, now=now)
    _invite("meeting_moved", meetings, before=before, now=now)


def cancelled(*meetings: Meeting, reason: str, now: datetime) -> None:
    """Take the entries out of every calendar. The meetings still carry the time that they had."""
    _forget_reminders(meetings, now=now)
    _send("meeting_cancelled", attendees_of(meetings), ics.cancellation, now=now, reason=reason)


def called_off(meeting: Meeting, *, reason: str, now: datetime) -> None:
    """Tell both sides that an accepted meeting will not find a time."""
    to = [*askers(meeting), *focal_points_of(meeting, [PartySide.HOST])]
    tell("meeting_called_off", meeting, to, now=now, reason=reason)


def reminders_off(meeting: Meeting, *, now: datetime) -> None:
    """Nobody needs to be reminded any more."""
    _forget_reminders([meeting], now=now)


def joined(attendee: Attendee, *, now: datetime) -> None:
    """Invite one person who came to a placed meeting late."""
    _invite("meeting_confirmed", [attendee.meeting], now=now, only=attendee.person_id)


def dropped(attendee: Attendee, *, now: datetime) -> None:
    """Take the entry out of one person's calendar; an address that still stands for others gets it for those alone."""
    meeting = attendee.meeting
    ((_same, leaving),) = attendees_of([meeting], only=attendee.person_id)
    ((_same, staying),) = attendees_of([meeting], without=attendee.person_id)
    emails = _emails(leaving)
    outbox.cancel_each(abouts=[about(meeting)], kinds=[REMINDER], emails=emails, now=now)
    kept = [seat for seat in staying if seat[0].email.lower() in emails]
    gone = [seat for seat in leaving if seat[0].email.lower() not in _emails(kept)]
    _send("meeting_dropped", [(meeting, gone)], ics.cancellation, now=now)
    _invite_seated("meeting_confirmed", [(meeting, kept)], now=now)


def tell(kind: str, meeting: Meeting, to: Iterable[Recipient], *, now: datetime, version=None, **facts) -> None:
    """Queue one notice about a meeting that carries no calendar entry, once to each address."""
    telling = Telling(
        kind,
        about(meeting),
        version=meeting.version if version is None else version,
        edition=meeting.edition.slug,
        facts=facts_of(meeting, **facts),
    )
    outbox.queue(telling, one_per_address(to), now=now)


def askers(meeting: Meeting) -> list[Recipient]:
    """Whoever asked and the focal points of that side, else the desk."""
    return [*requester_of(meeting), *focal_points_of(meeting, [PartySide.GUEST])] or desk_of(meeting)


def _asked(meeting):
    if not meeting.is_cleared:  # the host's side knows nothing of it
        return desk_of(meeting)
    return ([] if meeting.is_answered_by_desk else focal_points_of(meeting, [PartySide.HOST])) or desk_of(meeting)


def _invite(kind, meetings, *, now, only=None, before: Times | None = None):
    _invite_seated(kind, list(attendees_of(meetings, only=only)), before=before, now=now)


def _invite_seated(kind, seated, *, now, before: Times | None = None):
    alarms = minutes_of({meeting.edition_id for meeting, _seats in seated})
    _send(kind, seated, partial(_request, alarms), before=before, now=now)


def _request(alarms, meeting, *, now):
    return ics.request(meeting, now=now, alarm_minutes=alarms.get(meeting.edition_id))


def _send(kind, seated, entry_of, *, now, reason="", before: Times | None = None):
    """Queue ``kind`` to each attendee of each meeting with a calendar of the attendee's own."""
    by_time: dict = {}
    for meeting, seats in seated:
        was_at = before.get(meeting.pk) if before else None
        pairs = by_time.setdefault(_due_at(meeting, was_at, now), [])
        entry = entry_of(meeting, now=now)
        facts = facts_of(meeting, reason=reason)
        for recipient, for_people in seats:
            telling = Telling(
                kind,
                about(meeting),
                version=meeting.version,
                edition=meeting.edition.slug,
                facts=facts | {"for_people": for_people},
                calendar=entry.for_attendee(recipient.name, recipient.email),
                bundle=CHANGES.name,
            )
            pairs.append((telling, recipient))
    for due_at, pairs in by_time.items():
        outbox.queue_each(pairs, now=now, due_at=due_at)


def _due_at(meeting, was_at, now):
    times = [time for time in (meeting.starts_at, was_at) if time]
    if any(now - JUST_BEGUN < time < now + AT_ONCE for time in times):
        return now
    return now + timedelta(seconds=meeting.edition.gather_seconds)


def _emails(seats):
    return {recipient.email.lower() for recipient, _names in seats}


def _forget_reminders(meetings, *, now):
    outbox.cancel_each(abouts=[about(one) for one in meetings], kinds=[REMINDER], now=now)
