"""Reminders that are due become mails: each once, with what is true now, and none of what has begun."""

import datetime as dt
from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from notifications import outbox
from notifications.models import Message, MessageStatus
from scheduling import reminder_notices
from scheduling.models import MarkKind, Reminder, ReminderMark, ReminderThing
from scheduling.reminders import reading
from scheduling.reminders.wanted import Key, Want, wanted

BATCH = 500
PATIENCE = dt.timedelta(minutes=1)
"""So long a mail may wait in the outbox before anybody asks whether what it reminds of has begun."""
MARK_OF = {ReminderThing.MEETING: MarkKind.MEETING, ReminderThing.SESSION: MarkKind.SESSION}
MARK_OF |= dict.fromkeys([ReminderThing.ARRIVAL, ReminderThing.DEPARTURE], MarkKind.TRAVEL)


def tell_due(*, now: datetime) -> int:
    """Queue every reminder that is due; gives how many. Any number of processes may do so at the same time.

    Each is asked anew whether it is still wanted as it is, by the facts and to whom; what is not is planned anew.
    """
    told = 0
    while True:
        taken, queued = _tell_batch(now)
        told += queued
        if taken < BATCH:
            return told


def forget_begun(*, now: datetime) -> int:
    """Cancel the mails that waited in the outbox (held back, or without a mail server) until it was too late."""
    waiting = Message.objects.filter(status=MessageStatus.QUEUED, kind__in=reminder_notices.EVERY_KIND)
    begun = Reminder.objects.filter(pk=OuterRef("version"), about=OuterRef("about"), anchor_at__lte=now)
    late = list(waiting.filter(Exists(begun), created_at__lt=now - PATIENCE).values_list("about", "kind", "email"))
    if not late:
        return 0
    abouts, kinds, emails = (list(set(column)) for column in zip(*late, strict=True))
    return outbox.cancel_each(abouts=abouts, kinds=kinds, emails=emails, now=now)


@transaction.atomic
def _tell_batch(now):
    due = Reminder.objects.due(now).select_related("rule__edition")
    rows = list(due.select_for_update(of=("self",), skip_locked=True)[:BATCH])
    if not rows:
        return 0, 0
    wants = _wants_of(rows, now)
    fresh = {row.pk: (row, want) for row in rows if (want := wants.get(_key(row))) and want.due_at <= now}
    _plan_anew([row for row in rows if row.pk not in fresh])
    overtaken = _overtaken(fresh, now) | _said_already(fresh)
    leaving = [pair for pk, pair in fresh.items() if pk not in overtaken]
    reminder_notices.remind(leaving, now=now)
    _rows([row for row, _want in leaving]).update(told_at=now, heard_at=F("anchor_at"))
    Reminder.objects.filter(pk__in=overtaken).update(overtaken_at=now)
    return len(rows), len(leaving)


def _wants_of(rows, now) -> dict[Key, Want]:
    """What the facts ask for now of the things that ``rows`` are about."""
    by_thing = defaultdict(list)
    for row in rows:
        by_thing[row.rule.edition, row.rule.thing].append(row)
    found: dict[Key, Want] = {}
    for (edition, thing), of_it in by_thing.items():
        occasions = reading.occasions(edition, thing, {row.thing_id for row in of_it}, now=now)
        rules = {row.rule_id: row.rule for row in of_it}.values()
        found |= wanted(edition, rules, occasions, now=now)
    return found


def _plan_anew(stale):
    """What is wanted no more as it is, or by now at another time; the next round plans what is wanted instead."""
    _rows(stale).delete()
    marks = {(MARK_OF[row.rule.thing], row.thing_id) for row in stale if row.rule.thing in MARK_OF}
    marks |= {(MarkKind.EDITION, row.rule.edition_id) for row in stale if row.rule.thing not in MARK_OF}
    ReminderMark.objects.bulk_create(ReminderMark(kind=kind, thing_id=key) for kind, key in marks)


def _overtaken(fresh, now) -> set[int]:
    """Of several about one thing to one address, all but the one that was to be the last: a worker that was away says
    it once. By the rules' moments: what a later mail has said, it has said of the earlier ones too."""
    rows = [row for row, _want in fresh.values()]
    others = Reminder.objects.filter(about__in={row.about for row in rows}, email__in={row.email for row in rows})
    others = others.filter(Q(told_at__isnull=False) | Q(due_at__lte=now, overtaken_at=None, rule__is_active=True))
    latest: dict = {}
    for one in others.select_related("rule"):
        latest[_same(one)] = max(latest.get(_same(one), ()), (one.wished_at, one.pk))
    return {row.pk for row in rows if latest[_same(row)] > (row.wished_at, row.pk)}


def _said_already(fresh) -> set[int]:
    """Those whose reader was told the same time, by an invitation or a correction, after the reminder's own moment."""
    if not fresh:
        return set()
    since = min(want.wished_at for _row, want in fresh.values())
    last = reminder_notices.last_words([row for row, _want in fresh.values()], since=since)
    found = set()
    for row, want in fresh.values():
        mail = last.get((row.about, row.email))
        if mail and mail.created_at >= want.wished_at and reminder_notices.names_time(mail, want.occasion):
            found.add(row.pk)
    return found


def _same(row):
    return row.rule.thing, row.about, row.email, row.anchor_at


def _key(row):
    return Key(row.rule_id, row.about, row.email, row.anchor_at)


def _rows(rows):
    return Reminder.objects.filter(pk__in=[row.pk for row in rows])
