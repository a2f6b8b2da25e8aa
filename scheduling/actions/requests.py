"""Asking for a meeting, taking the question back, letting it lapse."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError, InvalidInput
from delegations import person_facts
from delegations.models import Delegation
from delegations.models.delegation import ABSENT
from forum import spans
from forum.editions import require_open
from forum.models import Edition, Person
from scheduling import asking, clearing_notices, notices, slots
from scheduling.asking import Question
from scheduling.changing import changing
from scheduling.models import Answer, Attendee, Meeting, MeetingStatus, Party, PartySide
from scheduling.seating import require_of_delegation

MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Side:
    """One delegation with those who come for it, the first of them leading."""

    delegation: Delegation
    people: Iterable[Person] = ()


def request(
    edition: Edition,
    *,
    guest: Side,
    hosts: list[Side],
    subject: str,
    by,
    now: datetime,
    wished_from: datetime | None = None,
    wished_until: datetime | None = None,
    **facts,
) -> Meeting:
    """Ask ``hosts`` for a meeting with ``guest``, whose persons are named; of the hosts' they are only wished.

    ``facts``: topics, level, confidentiality, length_minutes. Whoever answers for the hosts is told; where the terms
    want it cleared, the foreign office is told first, and the hosts see nothing until then.
    Raises InvalidInput by field (subject, people, host, wished_from, …), DomainError with every cause for which this
    delegation cannot ask now (see scheduling.asking), or when the edition is archived.
    """
    meeting = Meeting(
        edition=edition,
        subject=subject.strip(),
        requested_by=by,
        wished_from=wished_from,
        wished_until=wished_until,
        **facts,
    )
    check_facts(meeting)
    check_wish(meeting)
    _check_sides(meeting, guest, hosts)
    with asking.counting([guest.delegation, *(host.delegation for host in hosts)]):
        require_open(edition)
        asking.require(_question(meeting, guest, hosts))
        asking.write_terms(meeting, now=now)
        meeting.save()
        _seat(meeting, guest, PartySide.GUEST, answer=Answer.ACCEPTED, answered_by=by, answered_at=now)
        for host in hosts:
            _seat(meeting, host, PartySide.HOST)
        workflow.move(meeting, MeetingStatus.REQUESTED, by=by, now=now)
        if meeting.is_cleared:
            notices.requested(meeting, now=now)
        else:
            workflow.move(meeting, MeetingStatus.CLEARING, by=by, now=now)
            clearing_notices.to_clear(meeting, now=now)
    return meeting


def withdraw(meeting: Meeting, *, by, now: datetime, reason: str = "") -> None:
    """Take a question back that has no time yet; the host's side is told. A placed meeting is cancelled instead."""
    with changing(meeting) as held:
        workflow.move(held, MeetingStatus.WITHDRAWN, by=by, now=now, reason=reason)
        notices.withdrawn(held, reason=reason, now=now)


def expire(meeting: Meeting, *, by, now: datetime) -> None:
    """Close a question that nobody answered in time, or an accepted one that found no time; both sides are told."""
    with changing(meeting) as held:
        _close(held, by=by, now=now)


def expire_due(*, now: datetime) -> int:
    """Close every question whose time to answer is over; gives how many. One that is refused holds up no other."""
    rows = Meeting.objects.filter(status=MeetingStatus.REQUESTED, answer_due_at__lte=now, edition__is_archived=False)
    return sum(_lapse(meeting, now) for meeting in rows.order_by("answer_due_at", "pk")[:MOST_AT_ONCE])


def _lapse(meeting, now):
    try:
        with changing(meeting) as held:
            if held.status != MeetingStatus.REQUESTED or held.answer_due_at is None or held.answer_due_at > now:
                return 0
            _close(held, by=None, now=now)
    except DomainError:
        return 0
    return 1


def _close(held, *, by, now):
    workflow.move(held, MeetingStatus.EXPIRED, by=by, now=now)
    notices.expired(held, now=now)


def causes(edition: Edition, *, guest: Side, hosts: list[Side], level: str, length_minutes: int) -> list[asking.Cause]:
    """What ``request`` would refuse of these sides now; nothing is written."""
    meeting = Meeting(edition=edition, level=level, length_minutes=length_minutes)
    return asking.causes(_question(meeting, guest, hosts))


def check_facts(meeting: Meeting) -> None:
    """Raise InvalidInput, by field, for words and numbers that no meeting can have."""
    try:
        meeting.subject = person_facts.without_controls(meeting.subject)
    except ValidationError as error:
        raise InvalidInput(error.messages[0], field="subject") from error
    try:
        meeting.clean_fields(exclude=["edition", "room", "booking", "requested_by"])
    except ValidationError as error:
        field, reasons = next(iter(error.message_dict.items()))
        raise InvalidInput(reasons[0], field=field) from error


def check_wish(meeting: Meeting) -> None:
    """Raise InvalidInput unless the wished window, where there is one, can be right and holds the meeting."""
    if meeting.wished_from is None and meeting.wished_until is None:
        return
    if meeting.wished_from is None or meeting.wished_until is None:
        field = "wished_from" if meeting.wished_from is None else "wished_until"
        raise InvalidInput(_("A window has a beginning and an end."), field=field)
    try:
        spans.check(meeting.edition, meeting.wished_from, meeting.wished_until, margin=slots.NEAR)
    except InvalidInput as error:
        field = "wished_from" if error.field == "starts_at" else "wished_until"
        raise InvalidInput(error.message, field=field, code=error.code) from error
    if (meeting.wished_until - meeting.wished_from).total_seconds() < meeting.length_minutes * 60:
        raise InvalidInput(_("The window is shorter than the meeting."), field="wished_until", code="window-too-short")


def _question(meeting, guest, hosts):
    return Question(
        meeting.edition,
        meeting.level,
        guest.delegation,
        tuple(host.delegation for host in hosts),
        people=tuple(guest.people),
        host_people=tuple(person for host in hosts for person in host.people),
        length_minutes=meeting.length_minutes,
    )


def _check_sides(meeting, guest, hosts):
    if not hosts:
        raise InvalidInput(_("Say whom you want to meet."), field="host")
    if not list(guest.people):
        raise InvalidInput(_("Name at least one of your own delegates."), field="people")
    delegations = [guest.delegation, *(host.delegation for host in hosts)]
    if len({delegation.pk for delegation in delegations}) < len(delegations):
        raise InvalidInput(_("A delegation cannot meet itself."), field="host")
    if len({delegation.is_sample for delegation in delegations}) > 1:
        sentence = _("Samples meet samples only: nothing invented is said of real people.")
        raise InvalidInput(sentence, field="host", code="sample-and-real")
    for side, field in [(guest, "guest"), *((host, "host") for host in hosts)]:
        _check_delegation(meeting, side.delegation, field)
        for person in side.people:
            require_of_delegation(person, side.delegation, field="people" if side is guest else "host_people")


def _check_delegation(meeting, delegation, field):
    if delegation.edition_id != meeting.edition_id:
        raise InvalidInput(_("%(delegation)s is not in this edition.") % {"delegation": delegation}, field=field)
    if delegation.status in ABSENT:
        raise InvalidInput(_("%(delegation)s is not coming.") % {"delegation": delegation}, field=field)


def _seat(meeting, side, which, **answer):
    party = Party.objects.create(meeting=meeting, delegation=side.delegation, side=which, **answer)
    people = list(dict.fromkeys(side.people))
    Attendee.objects.bulk_create(
        Attendee(meeting=meeting, party=party, person=person, is_lead=index == 0) for index, person in enumerate(people)
    )
