"""When a reminder leaves: its rule's moment, moved out of quiet hours. Nothing here reads a clock or a database."""

import datetime as dt
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from scheduling.models import ReminderMoment, ReminderRule, ReminderThing, ReminderUnit
from scheduling.models.reminder_rule import STILL_OF_USE

GRACE = dt.timedelta(minutes=5)
"""So late a worker may be without the reminder counting as late: what was due before the quiet hours still leaves."""
ON_THE_SPOT = dt.timedelta(hours=24)
"""Whoever takes part in what begins so soon, or has just ended, is where it is held, whatever zone they live in."""
A_MINUTE = dt.timedelta(minutes=1)
LASTS = (ReminderThing.MEETING, ReminderThing.SESSION, ReminderThing.DEPARTURE)
"""What its participants are at the forum for; an arrival, and a date, finds them at home."""


@dataclass(frozen=True)
class Quiet:
    """Hours of the day, in ``zone``, in which nobody is to be woken; they may lie over midnight."""

    since: dt.time
    until: dt.time
    zone: ZoneInfo

    def around(self, moment: datetime) -> tuple[datetime, datetime] | None:
        """The quiet span in which ``moment`` lies, half-open and in UTC, or None."""
        today = moment.astimezone(self.zone).date()
        for day in (today - dt.timedelta(days=1), today):
            last = day if self.since < self.until else day + dt.timedelta(days=1)
            start, end = _at(day, self.since, self.zone), _at(last, self.until, self.zone)
            if start <= moment < end:
                return start, end
        return None


def base(rule: ReminderRule, anchor: datetime, *, edition_zone: ZoneInfo, own_zone: ZoneInfo | None) -> datetime:
    """The rule's moment for what is at ``anchor``, in UTC. ``own_zone``: the recipient's, where there is one.

    The day before, and its hour, are the edition's; of an arrival the traveller's, who is still at home. A clock time
    that the change of clocks skips is taken as much later; one that it repeats, the first time. After an end a day is
    24 hours.
    """
    if rule.moment == ReminderMoment.EVENING_BEFORE:
        zone = (own_zone or edition_zone) if rule.thing == ReminderThing.ARRIVAL else edition_zone
        return _at(anchor.astimezone(zone).date() - dt.timedelta(days=1), _given(rule.at), zone)
    amount = _given(rule.amount)
    if rule.moment == ReminderMoment.AFTER_END:
        return anchor.astimezone(dt.UTC) - STILL_OF_USE + dt.timedelta(**{ReminderUnit(rule.unit).value: amount})
    if rule.unit == ReminderUnit.DAYS:
        local = anchor.astimezone(edition_zone)
        return _at(local.date() - dt.timedelta(days=amount), local.time(), edition_zone)
    return anchor.astimezone(dt.UTC) - dt.timedelta(**{ReminderUnit(rule.unit).value: amount})


def due(wished: datetime, anchor: datetime, *, quiet: Quiet | None, now: datetime) -> datetime | None:
    """When to send what was wished for ``wished``, seen from ``now``; None when no time is left for it.

    In quiet hours it waits for their end, or, where what it reminds of comes first, leaves before they begin. What is
    late leaves at once, and not in quiet hours either. ``quiet``: None for what is essential.
    """
    if anchor <= now:
        return None
    planned = _out_of(quiet, wished, anchor)
    if planned >= now - GRACE:
        return planned
    return _late(quiet, anchor, now)


def zone_of_quiet(
    rule: ReminderRule, anchor: datetime, wished: datetime, *, takes_part: bool, edition_zone: ZoneInfo, own_zone
) -> ZoneInfo:
    """The clock by which the recipient sleeps then: the own one, or the edition's for whoever must be at the forum."""
    since = wished - (anchor - STILL_OF_USE) if rule.moment == ReminderMoment.AFTER_END else anchor - wished
    is_there = takes_part and rule.thing in LASTS and since <= ON_THE_SPOT
    return edition_zone if is_there or own_zone is None else own_zone


def _out_of(quiet, wished, anchor):
    span = quiet.around(wished) if quiet else None
    if span is None:
        return wished
    start, end = span
    return end if end < anchor else start - A_MINUTE


def _late(quiet, anchor, now):
    span = quiet.around(now) if quiet else None
    if span is None:
        return now
    return span[1] if span[1] < anchor else None


def _at(day, hour, zone):
    return datetime.combine(day, hour, zone).astimezone(dt.UTC)


def _given(value):
    if value is None:
        raise ValueError("the rule does not say when")
    return value
