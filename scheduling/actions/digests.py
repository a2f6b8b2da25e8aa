"""The evening before each day of an edition everybody hears once what the day holds; later changes go their own way."""

import datetime as dt
from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.db import connection, transaction

from forum.models import Edition
from notifications import outbox
from notifications.models import Message, MessageStatus
from notifications.outbox import Recipient, Telling
from scheduling import days
from scheduling.reminders.times import Quiet

KIND = "day_ahead"
LOCK = 0x646179  # "day": one at a time tells an edition's day
A_DAY = dt.timedelta(days=1)
PATIENCE = dt.timedelta(minutes=1)
"""So long a mail may wait in the outbox before its facts are read anew."""


def tell_due(*, now: datetime) -> int:
    """Tell every day that is due; gives how many mails are new. Any number of processes may do so at the same time."""
    return sum(tell(edition, day, now=now) for edition in _near(now) for day in due_days(edition, now=now))


def due_days(edition: Edition, *, now: datetime) -> list[dt.date]:
    """The days of ``edition`` whose evening before has come, and that are not over. In its quiet hours none is."""
    if edition.digest_at is None or _is_quiet(edition, now):
        return []
    local = now.astimezone(edition.zone)
    due = [local.date()]
    if local >= datetime.combine(local.date(), edition.digest_at, edition.zone):
        due.append(local.date() + A_DAY)
    return [day for day in due if edition.starts_on <= day <= edition.ends_on]


def tell(edition: Edition, day: dt.date, *, now: datetime) -> int:
    """Tell ``day`` to everybody who has something on it, unless it was told; gives how many mails are new."""
    about = _about(edition, day)
    told = Message.objects.filter(kind=KIND, about=about)
    if told.exists():
        return 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, edition.pk % 2**31])
        if told.exists():  # asked again: another process may have been at it
            return 0
        pairs = [
            (Telling(KIND, about, edition=edition.slug, facts=facts), to) for to, facts in _said(edition, day, now)
        ]
        return outbox.queue_each(pairs, now=now)


def follow_facts(*, now: datetime) -> int:
    """What waits in the outbox (held back, or without a mail server) says what is true now, or is cancelled where its
    reader has nothing any more or has begun the day; gives how many it concerned."""
    return sum(_follow(edition, day, now) for edition in _near(now) for day in _days_around(edition, now))


@transaction.atomic
def _follow(edition, day, now):
    waiting = Message.objects.filter(kind=KIND, about=_about(edition, day), status=MessageStatus.QUEUED)
    waiting = waiting.filter(created_at__lt=now - PATIENCE).select_for_update(of=("self",), skip_locked=True)
    rows = list(waiting.only("email", "facts"))
    if not rows:
        return 0
    wanted = {to.email.strip().lower(): facts for to, facts in _said(edition, day, now)}
    stale = [row for row in rows if row.facts != wanted.get(row.email)]
    for row in stale:
        row.facts = wanted.get(row.email, row.facts)
    Message.objects.bulk_update([row for row in stale if row.email in wanted], ["facts"])
    gone = Message.objects.filter(pk__in=[row.pk for row in stale if row.email not in wanted])
    outbox.cancel_queued(gone, reason="overtaken", by=None, now=now)
    return len(stale)


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
