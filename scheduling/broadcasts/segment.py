"""Whom a broadcast means: worked out from the facts when it leaves, and in the same way when it is looked at before."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from delegations.categories import terms_of
from delegations.models import Delegate, FocalPoint
from delegations.models.delegate import GONE
from delegations.models.delegation import ABSENT
from forum import notices
from forum.models import Appearance, Person, SessionStatus
from notifications.outbox import Recipient
from scheduling.addressees import one_per_address
from scheduling.models import Attendee, Broadcast, BroadcastReader, MeetingStatus
from scheduling.models.meeting import PLACED

HELD_OR_AHEAD = [SessionStatus.SCHEDULED, SessionStatus.LIVE, SessionStatus.DONE]
R = BroadcastReader


@dataclass(frozen=True)
class Segment:
    """``people``: one for each address, by name. ``unreachable``: the names of those without a usable address."""

    people: list[Recipient] = field(default_factory=list)
    unreachable: list[str] = field(default_factory=list)


def of(broadcast: Broadcast, *, seen_by=None) -> Segment:
    """The readers of ``broadcast`` as things stand. ``seen_by``: a user who looks at it, and sees only whom they may.

    A fixed number of queries for any number of people.
    """
    delegates = _delegates(broadcast, seen_by)
    # Keys, not a query within a query: PostgreSQL would go through all delegates once for each person where it knows
    # nothing of them yet, as after a list of thousands has just been registered.
    keys: set[int] = set()
    users = []
    if broadcast.reader in (R.EVERYBODY, R.DELEGATES):
        keys.update(delegates.values_list("person", flat=True))
    if broadcast.reader in (R.EVERYBODY, R.SPEAKERS):
        keys.update(_speakers(broadcast, delegates))
    if broadcast.reader in (R.EVERYBODY, R.FOCAL_POINTS):
        users = _focal_points(broadcast, delegates, seen_by)
    persons = Person.objects.filter(pk__in=keys).select_related("user").order_by("name", "pk")
    found = [(str(one), notices.recipient(one)) for one in persons]
    found += [(str(user), _of_user(user)) for user in users]
    return _sorted(found, broadcast.language)


def _delegates(broadcast, seen_by):
    rows = Delegate.objects.visible_to(seen_by) if seen_by else Delegate.objects.all()
    rows = rows.filter(edition=broadcast.edition).exclude(delegation__status__in=ABSENT).order_by()
    rows = rows.filter(status__in=broadcast.statuses) if broadcast.statuses else rows.exclude(status__in=GONE)
    if broadcast.kinds:
        rows = rows.filter(delegation__kind__in=broadcast.kinds)
    if broadcast.categories:
        rows = rows.filter(category__in=broadcast.categories)
    if _asks_where(broadcast):
        there = Q(person__in=_appearing(broadcast)) | Q(person__in=_meeting(broadcast))
        rows = rows.filter(there | Q(category__in=_may_come(broadcast)))
    return rows


def _speakers(broadcast, delegates):
    """Their keys; where something is asked of delegates, of those who are such."""
    speaking = set(_appearing(broadcast).values_list("person", flat=True))
    if broadcast.kinds or broadcast.categories or broadcast.statuses:
        return speaking & set(delegates.values_list("person", flat=True))
    return speaking


def _focal_points(broadcast, delegates, seen_by):
    """Of all delegations of the kinds; where anything is asked of people, of those that have such people."""
    rows = FocalPoint.objects.visible_to(seen_by) if seen_by else FocalPoint.objects.all()
    rows = rows.filter(delegation__edition=broadcast.edition, user__is_active=True)
    rows = rows.exclude(delegation__status__in=ABSENT)
    if broadcast.kinds:
        rows = rows.filter(delegation__kind__in=broadcast.kinds)
    if broadcast.categories or broadcast.statuses or _asks_where(broadcast):
        rows = rows.filter(delegation__in=delegates.values("delegation"))
    return [row.user for row in rows.select_related("user").order_by("user__name", "pk")]


def _asks_where(broadcast):
    return bool(broadcast.day or broadcast.session_id or broadcast.room_id)


def _appearing(broadcast):
    sessions = {"session__edition": broadcast.edition, "session__status__in": HELD_OR_AHEAD}
    rows = Appearance.objects.filter(**sessions)
    if broadcast.session_id:
        rows = rows.filter(session=broadcast.session_id)
    return _there(rows, broadcast, "session__").order_by().values("person")


def _meeting(broadcast):
    """Who is in a meeting at the place and day; a session has no meetings."""
    if broadcast.session_id:
        return Attendee.objects.none().values("person")
    placed = {"meeting__edition": broadcast.edition, "meeting__status__in": [*PLACED, MeetingStatus.HELD]}
    return _there(Attendee.objects.filter(**placed), broadcast, "meeting__").order_by().values("person")


def _there(rows, broadcast, path):
    if broadcast.room_id:
        rows = rows.filter(**{f"{path}room": broadcast.room_id})
    if broadcast.day:
        begins = datetime.combine(broadcast.day, time(), tzinfo=broadcast.edition.zone)
        ends = datetime.combine(broadcast.day + timedelta(days=1), time(), tzinfo=broadcast.edition.zone)
        on_it = Q(**{f"{path}starts_at__lt": ends, f"{path}ends_at__gt": begins})
        rows = rows.filter(on_it | Q(**{f"{path}starts_at": None, f"{path}reported_on": broadcast.day}))
    return rows


def _may_come(broadcast):
    """The categories whose badge opens the day; none where a session or a room is meant."""
    if not broadcast.day or broadcast.session_id or broadcast.room_id:
        return []
    terms = terms_of(broadcast.edition)
    return [category for category, one in terms.items() if not one.days or broadcast.day in one.days]


def _sorted(found: Iterable[tuple[str, Recipient | None]], language) -> Segment:
    usable = [to for _name, to in found if to and _is_address(to.email)]
    lacking = {name for name, to in found if not (to and _is_address(to.email))}
    chosen = [to for to in one_per_address(usable) if not language or to.language == language]
    return Segment(sorted(chosen, key=lambda to: (to.name.casefold(), to.email)), sorted(lacking))


def _is_address(email):
    try:
        validate_email(email.strip(" "))
    except ValidationError:
        return False
    return True


def _of_user(user):
    return Recipient(user.email, name=user.name, language=user.language, timezone=user.timezone, user_id=user.pk)
