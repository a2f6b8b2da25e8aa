"""Whoever was reminded of a time that has changed since is told once, unless another mail has told it already."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from forum.models import Edition
from notifications import outbox
from notifications.models import Message, MessageStatus
from scheduling import reminder_notices
from scheduling.models import Reminder, ReminderMoment
from scheduling.reminder_notices import Correction
from scheduling.reminders.occasions import Occasion, Stage


def correct(edition: Edition, told: list[Reminder], occasions: Iterable[Occasion], *, now: datetime) -> int:
    """Answer for the reminders ``told`` of the things in ``occasions``; gives how many mails were queued."""
    by_key = {one.key: one for one in occasions}
    changed = [(row, by_key[row.thing_id]) for row in told if row.thing_id in by_key]
    changed = [(row, occasion) for row, occasion in changed if _has_changed(row, occasion, now)]
    if not changed:
        return 0
    unheard = _take_back([row for row, _occasion in changed], now)
    heard = [pair for pair in changed if pair[0].pk not in unheard]
    return _tell(edition, heard, now) if heard else 0


def _has_changed(row, occasion, now):
    if row.rule.moment == ReminderMoment.AFTER_END:
        return False  # it was told of what had been
    if occasion.stage == Stage.OFF:
        return row.heard_at > now
    is_at = occasion.anchor(row.rule)
    if occasion.stage != Stage.AHEAD or is_at is None or is_at == row.heard_at:
        return False
    return is_at > now or row.heard_at > now


def _take_back(rows, now) -> set[int]:
    """Cancel the mails of ``rows`` that still wait; gives the rows whose readers never heard of the former time."""
    abouts, emails = {row.about for row in rows}, {row.email for row in rows}
    kinds = list({reminder_notices.kind_of(row.rule) for row in rows})
    outbox.cancel_each(abouts=list(abouts), kinds=kinds, emails=emails, now=now)
    mails = Message.objects.filter(about__in=abouts, kind__in=kinds, version__in=[row.pk for row in rows])
    unheard = set(mails.filter(status=MessageStatus.CANCELLED).values_list("version", flat=True))
    Reminder.objects.filter(pk__in=unheard).update(told_at=None, heard_at=None, overtaken_at=now)
    return unheard


def _tell(edition, changed, now) -> int:
    """One mail to each address about each thing, however many reminders of it were told."""
    together = defaultdict(list)
    for row, occasion in changed:
        together[row.about, row.email, occasion.thing].append((row, occasion))
    last = reminder_notices.last_words(
        [row for row, _occasion in changed], since=min(row.told_at for row, _ in changed)
    )
    corrections = []
    for (about, email, _thing), pairs in together.items():
        row, occasion = pairs[0]
        seat = next((one for one in occasion.readers[row.rule.reader] if one.to.email.strip().lower() == email), None)
        if seat and not _says(last.get((about, email)), occasion, row):
            is_off = occasion.stage == Stage.OFF
            corrections.append(Correction(occasion, seat, row.rule.reader, row.heard_at, is_off))
    _write_heard(changed)
    return reminder_notices.correct(corrections, edition=edition.slug, now=now)


def _says(mail, occasion, row):
    if mail is None or mail.created_at < row.told_at:
        return False
    if occasion.stage == Stage.OFF:
        return reminder_notices.takes_away(mail)
    return reminder_notices.names_time(mail, occasion)


def _write_heard(changed):
    for row, occasion in changed:
        row.heard_at = None if occasion.stage == Stage.OFF else occasion.anchor(row.rule)
    Reminder.objects.bulk_update([row for row, _occasion in changed], ["heard_at"], batch_size=2000)
