"""Which reminders are planned follows the rules and the facts: where either has changed, they are worked out anew.

What the triggers marked is planned anew within seconds; a round of the whole edition finds what no mark says (another
address, another focal point). Both write only what differs, in a fixed number of statements.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from core import turns
from core.turns import Turn
from delegations.models import Delegate
from forum.models import Edition, Session
from scheduling.actions import reminder_corrections
from scheduling.models import MarkKind, Meeting, Reminder, ReminderRule, ReminderThing
from scheduling.reminders import reading, usual
from scheduling.reminders.wanted import Key, Want, wanted

MOST_MARKS = 10_000
KEPT = dt.timedelta(days=30)
"""So long after its time a row is kept that says who was told."""
STILL_LIVE = dt.timedelta(days=14)
TAKE_MARKS = """
DELETE FROM scheduling_remindermark WHERE id IN (
    SELECT id FROM scheduling_remindermark ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
) RETURNING kind, thing_id
"""
MOVE = """
UPDATE scheduling_reminder AS planned SET wished_at = wanted.wished_at, due_at = wanted.due_at
FROM unnest(%s::bigint[], %s::timestamptz[], %s::timestamptz[]) AS wanted (id, wished_at, due_at)
WHERE planned.id = wanted.id AND planned.told_at IS NULL
"""
MODELS: dict[MarkKind, Any] = {MarkKind.MEETING: Meeting, MarkKind.SESSION: Session, MarkKind.TRAVEL: Delegate}


def plan_marked(*, now: datetime) -> int:
    """Plan anew what changed since the last time; gives how many things that were."""
    with transaction.atomic():
        marked = _take_marks()
        for edition, keys_of in sorted(_by_edition(marked).items(), key=lambda pair: pair[0].pk):
            _plan(edition, keys_of, now)
    return sum(len(keys) for keys in marked.values())


def plan(edition: Edition, *, now: datetime, things: Iterable[str] = tuple(ReminderThing.values)) -> None:
    """Plan everything of ``edition`` anew, or only what concerns ``things``."""
    with transaction.atomic():
        _plan(edition, dict.fromkeys(things), now)


def plan_all(*, now: datetime) -> None:
    """Plan every edition anew that is not long over, and let go of what nobody asks for any more."""
    for edition in Edition.objects.filter(is_archived=False, ends_on__gte=(now - STILL_LIVE).date()):
        plan(edition, now=now)
    Reminder.objects.filter(anchor_at__lt=now - KEPT).delete()


def _take_marks() -> dict[str, set[int]]:
    with connection.cursor() as cursor:
        cursor.execute(TAKE_MARKS, [MOST_MARKS])
        found = defaultdict(set)
        for kind, key in cursor.fetchall():
            found[kind].add(key)
    return found


def _by_edition(marked) -> dict[Edition, dict[str, Collection[int] | None]]:
    """Of each edition what is uncertain: by the kind of thing its keys, or None for all of it."""
    keys_of: dict = defaultdict(dict)
    for kind, model in MODELS.items():
        rows = model.objects.filter(pk__in=marked.get(kind, ()))
        for edition_id, key in rows.values_list("edition_id", "pk"):
            for thing in reading.MARKED[kind]:
                keys_of[edition_id].setdefault(thing.value, set()).add(key)
    for edition_id in marked.get(MarkKind.EDITION, ()):
        keys_of[edition_id] = dict.fromkeys(ReminderThing.values)
    editions = Edition.objects.in_bulk(keys_of)
    return {edition: keys_of[key] for key, edition in editions.items()}


def _plan(edition, keys_of, now):
    turns.wait(Turn.REMINDERS, edition.pk)
    usual.write_where_there_are_none(edition)
    rules = [] if edition.is_archived else list(ReminderRule.objects.filter(edition=edition, is_active=True))
    for thing, keys in keys_of.items():
        _plan_thing(edition, thing, keys, [rule for rule in rules if rule.thing == thing], now)


def _plan_thing(edition, thing, keys, rules, now):
    rows = _known(edition, thing, keys, now)
    if not rules and not rows:
        return
    occasions = reading.occasions(edition, thing, keys, now=now)
    _write(rows, wanted(edition, rules, occasions, now=now), now)
    told = [row for row in rows if row.heard_at]
    if told and not edition.is_archived:
        missing = {row.thing_id for row in told} - {one.key for one in occasions}
        if missing and keys is None:
            occasions += reading.occasions(edition, thing, missing, now=now)
        reminder_corrections.correct(edition, told, occasions, now=now)


def _known(edition, thing, keys, now) -> list[Reminder]:
    """What is planned, and what was told and may need a correction. Rows are held where a change is answered: a mail
    that leaves at this moment is then known to have left."""
    rows = Reminder.objects.filter(rule__edition=edition, rule__thing=thing).select_related("rule")
    rows = rows.filter(Q(anchor_at__gt=now) | Q(heard_at__isnull=False))
    if keys is None:
        return list(rows)
    return list(rows.filter(thing_id__in=keys).select_for_update(of=("self",)))


def _write(rows: list[Reminder], wants: dict[Key, Want], now: datetime) -> None:
    known = {Key(row.rule_id, row.about, row.email, row.anchor_at): row for row in rows}
    Reminder.objects.bulk_create(
        (_row(key, want) for key, want in wants.items() if key not in known), ignore_conflicts=True, batch_size=5000
    )
    planned = [(row, wants.get(key)) for key, row in known.items() if not row.told_at and not row.overtaken_at]
    gone = [row.pk for row, want in planned if want is None and row.anchor_at > now]
    moved = [(row.pk, want.wished_at, want.due_at) for row, want in planned if want and _differs(row, want, now)]
    if gone:
        Reminder.objects.filter(pk__in=gone, told_at=None).delete()
    if moved:
        with connection.cursor() as cursor:
            cursor.execute(MOVE, [list(column) for column in zip(*moved, strict=True)])


def _differs(row, want, now):
    """What is due already stays as it is: its place in the line is by how long it waits."""
    is_due = row.due_at <= now and want.due_at <= now
    return row.wished_at != want.wished_at or (row.due_at != want.due_at and not is_due)


def _row(key, want):
    return Reminder(
        rule=want.rule,
        thing_id=want.occasion.key,
        about=key.about,
        email=key.email,
        recipient_id=want.seat.to.user_id,
        anchor_at=key.anchor_at,
        wished_at=want.wished_at,
        due_at=want.due_at,
    )
