"""What should be planned: the rules applied to the occasions."""

import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from forum.models import Edition
from scheduling.models import ReminderReader, ReminderRule
from scheduling.reminders import times
from scheduling.reminders.occasions import Occasion, Seat
from scheduling.reminders.times import Quiet


class Key(NamedTuple):
    """What makes two reminders the same: whoever was sent one of it is not sent another."""

    rule: int
    about: str
    email: str
    anchor_at: datetime


@dataclass(frozen=True)
class Want:
    """``wished_at``: the rule's own moment; ``due_at``: when it leaves, which is later or earlier for quiet hours."""

    rule: ReminderRule
    occasion: Occasion
    seat: Seat
    anchor_at: datetime
    wished_at: datetime
    due_at: datetime


def wanted(
    edition: Edition, rules: Iterable[ReminderRule], occasions: Iterable[Occasion], *, now: datetime
) -> dict[Key, Want]:
    """Every reminder that ``rules`` ask for, seen from ``now``. ``rules``: of this edition, and active."""
    found: dict[Key, Want] = {}
    rules = list(rules)
    for occasion in occasions:
        for rule in rules:
            anchor = occasion.anchor(rule) if occasion.calls_for(rule) else None
            if anchor is None or anchor <= now:
                continue
            for seat in occasion.readers[rule.reader]:
                moments = _moments(edition, rule, anchor, seat, now)
                if moments:
                    key = Key(rule.pk, occasion.about, seat.to.email.strip().lower(), anchor)
                    found[key] = Want(rule, occasion, seat, anchor, *moments)
    return found


def _moments(edition, rule, anchor, seat, now):
    own = _zone(seat.to.timezone)
    wished = times.base(rule, anchor, edition_zone=edition.zone, own_zone=own)
    takes_part = rule.reader == ReminderReader.PARTICIPANTS
    zone = times.zone_of_quiet(rule, anchor, wished, takes_part=takes_part, edition_zone=edition.zone, own_zone=own)
    due = times.due(wished, anchor, quiet=_quiet(edition, rule, zone), now=now)
    return (wished, due) if due else None


def _quiet(edition, rule, zone):
    if rule.is_essential or edition.quiet_from is None or edition.quiet_until is None:
        return None
    return Quiet(edition.quiet_from, edition.quiet_until, zone)


@lru_cache(maxsize=512)
def _zone(name):
    """None for no name, and for one that somebody's account holds and no clock goes by."""
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None
