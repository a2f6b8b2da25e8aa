"""The alarm that a meeting's calendar entry carries: what its attendees are reminded by."""

import datetime as dt
from collections.abc import Iterable

from scheduling.models import ReminderMoment, ReminderReader, ReminderRule, ReminderThing, ReminderUnit


def minutes_of(editions: Iterable[int]) -> dict[int, int]:
    """By the keys of editions how many minutes before a meeting its attendees are reminded the last time; nothing for
    an edition that does not remind them. One query."""
    rules = ReminderRule.objects.filter(edition__in=editions, is_active=True, thing=ReminderThing.MEETING)
    rules = rules.filter(reader=ReminderReader.PARTICIPANTS, moment=ReminderMoment.BEFORE_START)
    found: dict[int, int] = {}
    for rule in rules:
        before = dt.timedelta(**{ReminderUnit(rule.unit).value: rule.amount or 0}) // dt.timedelta(minutes=1)
        found[rule.edition_id] = min(before, found.get(rule.edition_id, before))
    return found
