"""The evening before each day of an edition everybody hears once what the day holds; later changes go their own way."""

import datetime as dt
from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.db import transaction

from core import turns
from core.turns import Turn
from forum.models import Edition
from notifications import outbox
from notifications.models import Message, MessageStatus
from notifications.outbox import Recipient, Telling
from scheduling import days
from scheduling.reminders.times import Quiet

KIND = "day_ahead"
A_DAY = dt.timedelta(days=1)
LOOK = dt.timedelta(hours=1)
"""So long before their hour the mails stand in the outbox, for the organisers to see, hold or write above."""
PATIENCE = dt.timedelta(minutes=1)
"""So long a mail may wait in the outbox before its facts are read anew."""


def tell_due(*, now: datetime) -> int:
    """Queue the mails of every day that is due within LOOK, or was; gives how many are new. Any number of processes may
    do so at the same time."""
    pairs = [(edition, *pair) for edition in _near(now) for pair in due_days(edition, now=now)]
    return sum(tell(edition, day, now=now, due_at=due_at) for edition, day, due_at in pairs)


def due_days(edition: Edition, *, now: datetime) -> list[tuple[dt.date, datetime]]:
    """The days of ``edition`` to be told, and when: at its hour of the evening before; what is late at once, and not in
    its quiet hours."""
    today = now.astimezone(edition.zone).date()
    found = []
    for day in (today, today + A_DAY):
        if edition.digest_at and edition.starts_on <= day <= edition.ends_on:
            hour = datetime.combine(day - A_DAY, edition.digest_at, edition.zone).astimezone(dt.UTC)
            due_at = max(hour, now)
            if due_at - now <= LOOK and not _is_quiet(edition, due_at):
                found.append((day, due_at))
    return found


def tell(edition: Edition, day: dt.date, *, now: datetime, due_at: datetime) -> int:
    """Tell ``day`` to everybody who has something on it, unless it was told; gives how many mails are new."""
    told = _told(edition, day)
    if told.exists():
        return 0
    with transaction.atomic():
        turns.wait(Turn.DAYS_AHEAD, edition.pk)
        if told.exists():  # asked again: another process may have been at it
            return 0
        return _queue(edition, day, _said(edition, day, now), now=now, due_at=due_at)


def follow_facts(*, now: datetime) -> int:
    """What waits in the outbox (for its hour, held back, or without a mail server) says what is true now; gives how
    many mails it concerned.

    It is cancelled where its reader has nothing any more or has begun the day. Whoever comes to have something before
    its hour is told too.
    """
    return sum(_follow(edition, day, now) for edition in _near(now) for day in _days_around(edition, now))


@transaction.atomic
def _follow(edition, day, now):
    told = _told(edition, day)
    waiting = told.filter(status=MessageStatus.QUEUED, created_at__lt=now - PATIENCE)
    rows = list(waiting.select_for_update(of=("self",), skip_locked=True).only("email", "facts", "due_at"))
    if not rows:
        return 0
    said = {to.email.strip().lower(): (to, facts) for to, facts in _said(edition, day, now)}
    stale = [row for row in rows if row.email not in said or row.facts != said[row.email][1]]
    gone = [row.pk for row in stale if row.email not in said]
    changed = [row for row in stale if row.email in said]
    for row in changed:
        row.facts = said[row.email][1]
    Message.objects.bulk_update(changed, ["facts"])
    outbox.cancel_queued(Message.objects.filter(pk__in=gone), reason="overtaken", by=None, now=now)
    return len(stale) + _tell_late_comers(edition, day, said, told, due_at=max(row.due_at for row in rows), now=now)


def _tell_late_comers(edition, day, said, told, *, due_at, now):
    if due_at <= now:
        return 0
    known = set(told.values_list("email", flat=True))
    return _queue(edition, day, (pair for email, pair in said.items() if email not in known), now=now, due_at=due_at)


def _queue(edition, day, said, *, now, due_at):
    about = _about(edition, day)
    pairs = [(Telling(KIND, about, edition=edition.slug, facts=facts), to) for to, facts in said]
    return outbox.queue_each(pairs, now=now, due_at=due_at)


def _told(edition, day):
    return Message.objects.filter(kind=KIND, about=_about(edition, day))


def _said(edition, day, now) -> Iterator[tuple[Recipient, dict]]:
    """Who is told what of ``day``; nobody whose day has begun."""
    write = partial(days.facts_of_day, edition, day, is_today=day == now.astimezone(edition.zone).date())
    for one in days.of_everybody(edition, day):
        facts = write(one.to.name or one.to.email, one.entries.values())
        if datetime.fromisoformat(facts["starts_at"]) > now:
            yield one.to, facts


def _near(now):
    local = now.date()
    rows = Edition.objects.filter(is_archived=False, digest_at__isnull=False)
    return rows.filter(starts_on__lte=local + 2 * A_DAY, ends_on__gte=local - 2 * A_DAY).order_by("pk")


def _days_around(edition, now):
    today = now.astimezone(edition.zone).date()
    return [day for day in (today - A_DAY, today, today + A_DAY) if edition.starts_on <= day <= edition.ends_on]


def _about(edition, day):
    return f"day:{edition.slug}:{day.isoformat()}"


def _is_quiet(edition, now):
    if edition.quiet_from is None or edition.quiet_until is None:
        return False
    return Quiet(edition.quiet_from, edition.quiet_until, edition.zone).around(now) is not None
