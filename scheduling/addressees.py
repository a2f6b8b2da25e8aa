"""Who is told about a meeting, and in whose place."""

from collections.abc import Iterable, Iterator
from functools import cache

from django.db.models import prefetch_related_objects

from delegations.models import FocalPoint
from forum.models import Edition, Role, TeamMember
from notifications.outbox import Recipient
from scheduling.models import Attendee, Confidentiality, Meeting


def attendees_of(meetings: Iterable[Meeting], *, only=None, without=None) -> Iterator[tuple[Meeting, list]]:
    """Each meeting with ``(recipient, names)``: an attendee, or, for one without any address, the focal points of the
    party (the organisers, for what is hidden), ``names`` then saying for whom. One entry per address.

    ``only``: the key of the one person meant; ``without``: of the one who is not. A fixed number of queries for any
    number of meetings.
    """
    meetings = list(meetings)
    prefetch_related_objects(meetings, "parties__delegation", "edition", "room__venue")
    seats = Attendee.objects.filter(meeting__in=meetings).select_related("person__user", "party")
    seats = seats.filter(person=only) if only else seats
    rows = list(seats.exclude(person=without) if without else seats)
    stand_ins, desk = _stand_ins(rows), cache(desk_at)
    by_meeting: dict = {}
    for row in rows:
        by_meeting.setdefault(row.meeting_id, []).append(row)
    for meeting in meetings:
        yield meeting, _seats(meeting, by_meeting.get(meeting.pk, []), stand_ins, desk)


def seats_told_at(meeting: Meeting, email: str) -> list[Attendee]:
    """The attendees who are invited at ``email``: their own address, or the one that stands in for them."""
    prefetch_related_objects([meeting], "parties__delegation", "edition")
    rows = list(Attendee.objects.filter(meeting=meeting).select_related("person__user", "party__delegation"))
    stand_ins = _stand_ins(rows)
    told = {
        row: [_of_person(row.person)] if _of_person(row.person) else _in_place_of(meeting, row, stand_ins, desk_at)
        for row in rows
    }
    return [row for row, to in told.items() if email.lower() in {one.email.lower() for one in to}]


def focal_points_of(meeting: Meeting, sides: Iterable[str]) -> list[Recipient]:
    """The focal points of the meeting's parties on ``sides``; nobody for what is hidden from them."""
    if meeting.confidentiality == Confidentiality.HIDDEN:
        return []
    delegations = meeting.parties.filter(side__in=list(sides)).values("delegation")
    rows = FocalPoint.objects.filter(delegation__in=delegations).select_related("user").order_by("-is_primary", "pk")
    return [_of_user(row.user) for row in rows]


def desk_of(meeting: Meeting) -> list[Recipient]:
    """The meetings desk, else the organisers (they alone for what is hidden), else the edition's own address."""
    return desk_at(meeting.edition, is_hidden=meeting.confidentiality == Confidentiality.HIDDEN)


def desk_at(edition: Edition, *, is_hidden: bool) -> list[Recipient]:
    """Who looks after the meetings of ``edition``, or after those that are hidden."""
    return team_of(edition, Role.ORGANISER if is_hidden else Role.MEETINGS)


def team_of(edition: Edition, role: Role) -> list[Recipient]:
    """Who holds ``role`` in ``edition``, else its organisers, else its own address."""
    members = TeamMember.objects.filter(edition=edition, role__in=[role, Role.ORGANISER], user__is_active=True)
    team = list(members.select_related("user").order_by("pk"))
    own = [member for member in team if member.role == role] or team
    if own:
        return [_of_user(member.user) for member in own]
    return [Recipient(edition.contact_email, name=edition.name)] if edition.contact_email else []


def requester_of(meeting: Meeting) -> list[Recipient]:
    """Whoever asked for the meeting, where that is a user."""
    return [_of_user(meeting.requested_by)] if meeting.requested_by else []


def one_per_address(recipients: Iterable[Recipient]) -> list[Recipient]:
    """The same recipients, the first of each address."""
    return list({recipient.email.lower(): recipient for recipient in reversed(list(recipients))}.values())[::-1]


def _seats(meeting, rows, stand_ins, desk):
    found: dict = {}
    for row in rows:
        own = _of_person(row.person)
        told = [own] if own else _in_place_of(meeting, row, stand_ins, desk)
        for recipient in told:
            _unused, names = found.setdefault(recipient.email.lower(), (recipient, []))
            if own is None:
                names.append(str(row.person))
    return list(found.values())


def _in_place_of(meeting, row, stand_ins, desk):
    """``desk``: as ``desk_at``, which the caller of many meetings asks once."""
    if meeting.confidentiality == Confidentiality.HIDDEN:
        return desk(meeting.edition, is_hidden=True)
    return stand_ins.get(row.party.delegation_id) or desk(meeting.edition, is_hidden=False)


def _stand_ins(rows):
    unreachable = {row.party.delegation_id for row in rows if _of_person(row.person) is None}
    found: dict = {}
    if unreachable:
        focal = FocalPoint.objects.filter(delegation__in=unreachable).select_related("user").order_by("pk")
        for one in focal:
            found.setdefault(one.delegation_id, []).append(_of_user(one.user))
    return found


def _of_person(person):
    email = person.email or (person.user.email if person.user else "")
    if not email:
        return None
    zone = person.timezone or (person.user.timezone if person.user else "")
    return Recipient(email, name=person.name, language=person.language, timezone=zone, user_id=person.user_id)


def _of_user(user):
    return Recipient(user.email, name=user.name, language=user.language, timezone=user.timezone, user_id=user.pk)
