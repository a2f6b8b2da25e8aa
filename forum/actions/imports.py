"""Taking in a programme that another system wrote. A later import of the same file updates what the first one made."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _
from psycopg.types.range import TimestamptzRange

from core.errors import DomainError, InvalidInput, Stale, Taken
from forum import feeds, person_changes, spans
from forum.actions.imported_sessions import PLACEABLE, Writing
from forum.editions import require_open
from forum.exchange import clock, names
from forum.exchange.conflicts import Conflict, Held, Wish, settle
from forum.exchange.schedule import BadFile, Item, Problem, Schedule, no_zone
from forum.models import Booking, Edition, Session, SessionKind
from forum.slots import AROUND_THE_FORUM


@dataclass
class Outcome:
    """What an import did. `conflicts`: one per item that was left a draft and each who or what was in its way."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    made: dict[str, int] = field(default_factory=dict)
    persons_changed: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def changed_anything(self) -> bool:
        return bool(self.created or self.updated or self.persons_changed or any(self.made.values()))


def create_edition(schedule: Schedule, *, zone_name: str = "") -> Edition:
    """A new edition with the title, days and zone of `schedule`. Raises InvalidInput by field."""
    name = zone_name or schedule.zone_name
    if not name:
        raise InvalidInput(no_zone(), field="timezone")
    slug = slug_of(schedule)
    if not slug:
        raise InvalidInput(_("The file has neither an acronym nor a title in Latin letters."), field="acronym")
    return Edition.objects.create(
        slug=slug,
        name=schedule.title,
        short_name=schedule.title[:40],
        starts_on=schedule.starts_on,
        ends_on=schedule.ends_on,
        timezone=name,
        city=schedule.city,
    )


def slug_of(schedule: Schedule) -> str:
    """The short name in addresses that the edition of `schedule` has, or would have."""
    return slugify(schedule.acronym or schedule.title).replace("_", "-").strip("-")[:50]


def take_in(edition: Edition, schedule: Schedule, *, by, now: datetime) -> Outcome:
    """Bring the programme of `edition` in line with `schedule`, all or nothing.

    An item whose room or people are busy becomes a draft without a time and is listed; sessions that the file does not
    name stay as they are. Raises BadFile for items outside the edition's days, DomainError when it is archived or when
    somebody else booked a room or a person meanwhile.
    """
    with transaction.atomic():
        require_open(edition)
        Edition.objects.select_for_update().get(pk=edition.pk)  # one import at a time
        _check_days(edition, schedule)
        try:
            outcome = _take_in(edition, schedule, by=by, now=now)
        except (Taken, Stale) as error:
            sentence = _("Somebody changed the programme while it was imported. Nothing was written; import it again.")
            raise DomainError(sentence, code="programme-changed", facts=error.facts) from error
        if outcome.changed_anything:
            transaction.on_commit(partial(feeds.changed, edition))
    return outcome


def _take_in(edition, schedule, *, by, now):
    named = names.find_or_make(edition, schedule)
    for person in named.renamed:
        person_changes.tell(person, {"name"}, by=by, now=now)
    present, missing = _present(edition, schedule.items)
    wanted = [
        (item, _wishes(item, named))
        for item in schedule.items
        if item.key not in present or present[item.key].status in PLACEABLE
    ]
    conflicts = settle(wanted, _taken(named, schedule.items, present))
    writing = Writing(edition, named)
    for item in schedule.items:
        writing.plan(item, present.get(item.key), conflicts.get(item.key, ()))
    writing.write(by=by, now=now)
    return Outcome(
        created=len(writing.created),
        updated=len(writing.updated),
        unchanged=len(schedule.items) - len(writing.created) - len(writing.updated),
        made=named.made,
        persons_changed=named.persons_changed,
        conflicts=[one for item in schedule.items for one in conflicts.get(item.key, ())],
        kept=writing.kept,
        missing=missing,
    )


def _check_days(edition, schedule):
    first, last = spans.days(edition)
    small_hours = timedelta(hours=clock.DAY_CHANGES_AT.hour)
    problems = []
    for item in schedule.items:
        margin = AROUND_THE_FORUM if item.kind == SessionKind.BRIEFING else timedelta(0)
        if not first - margin <= item.starts_at < last + small_hours + margin:
            problems.append(Problem(item.where, "date", _outside(edition, item)))
    if problems:
        raise BadFile(problems)


def _outside(edition, item):
    return _("%(time)s (%(zone)s) lies outside %(edition)s, which runs from %(first)s to %(last)s.") % {
        "time": f"{item.starts_at.astimezone(edition.zone):%-d %b %Y %H:%M}",
        "zone": edition.timezone,
        "edition": edition,
        "first": f"{edition.starts_on:%-d %b %Y}",
        "last": f"{edition.ends_on:%-d %b %Y}",
    }


def _present(edition, items: tuple[Item, ...]):
    """The sessions that items became earlier (or came from), by key; titles of imported ones that the file has not."""
    ours = {item.public_id: item.key for item in items if item.public_id}
    rows = Session.objects.filter(edition=edition).select_related("booking").select_for_update(of=("self",))
    rows = rows.prefetch_related("appearances__booking")
    keys = {item.key for item in items}
    found, missing = {}, []
    for session in rows:
        key = ours.get(session.public_id) or session.external_id
        if key in keys:
            found[key] = session
        elif session.external_id:
            missing.append(session.title)
    return found, missing


def _wishes(item, named):
    wishes = [Wish(("person", person.pk), str(person), item.ends_at) for person in _people(item, named)]
    if item.room:
        room = named.rooms[item.room]
        turnaround = timedelta(minutes=room.turnaround_minutes)
        wishes.append(Wish(("room", room.pk), room.name, item.ends_at + turnaround))
    return wishes


def _people(item, named):
    return [named.persons[speaker.key] for speaker in item.speakers]


def _taken(named, items, present):
    """What the ledger already holds of these rooms and persons, besides what the import itself is about to move."""
    own = [
        booking_id
        for session in present.values()
        if session.status in PLACEABLE
        for booking_id in [session.booking_id, *(part.booking_id for part in session.appearances.all())]
        if booking_id
    ]
    day = timedelta(days=1)
    whole = TimestamptzRange(min(one.starts_at for one in items) - day, max(one.ends_at for one in items) + day)
    rows = Booking.objects.filter(
        Q(room__in=list(named.rooms.values())) | Q(person__in=list(named.persons.values())),
        is_active=True,
        span__overlap=whole,
    ).exclude(pk__in=own)
    taken = defaultdict(list)
    for booking in rows.select_related("session", "appearance__session"):
        key = ("room", booking.room_id) if booking.room_id else ("person", booking.person_id)
        taken[key].append(Held(booking.span.lower, booking.span.upper, _title(booking)))
    return taken


def _title(booking):
    session = getattr(booking, "session", None)
    if session is None and hasattr(booking, "appearance"):
        session = booking.appearance.session
    return session.title if session else booking.get_purpose_display()
