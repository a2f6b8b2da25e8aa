"""The rules that an edition begins with; its organisers change them, switch them off, add others."""

import datetime as dt

from forum.models import Edition
from scheduling.models import ReminderMoment, ReminderReader, ReminderRule, ReminderThing, ReminderUnit

_T, _R, _U = ReminderThing, ReminderReader, ReminderUnit
EVENING = {"moment": ReminderMoment.EVENING_BEFORE, "at": dt.time(18)}
RULES = (
    {"thing": _T.MEETING, "reader": _R.PARTICIPANTS, "amount": 60, "unit": _U.MINUTES},
    {"thing": _T.SESSION, "reader": _R.PARTICIPANTS, "amount": 60, "unit": _U.MINUTES},
    {"thing": _T.NAMES, "reader": _R.FOCAL_POINTS, "amount": 7, "unit": _U.DAYS},
    {"thing": _T.NAMES, "reader": _R.FOCAL_POINTS, "amount": 1, "unit": _U.DAYS},
    {"thing": _T.DETAILS, "reader": _R.FOCAL_POINTS, "amount": 3, "unit": _U.DAYS},
    {"thing": _T.DETAILS, "reader": _R.PARTICIPANTS, "amount": 1, "unit": _U.DAYS},
    {"thing": _T.ARRIVAL, "reader": _R.PARTICIPANTS} | EVENING,
    {"thing": _T.DEPARTURE, "reader": _R.PARTICIPANTS} | EVENING,
)


def write(edition: Edition) -> list[ReminderRule]:
    """Write those of the usual rules that ``edition`` does not have, switched on or off; gives the new ones."""
    there = {_facts(rule) for rule in ReminderRule.objects.filter(edition=edition)}
    missing = [
        rule for rule in (ReminderRule(edition=edition, **facts) for facts in RULES) if _facts(rule) not in there
    ]
    return ReminderRule.objects.bulk_create(missing)


def write_where_there_are_none(edition: Edition) -> None:
    """Rules are never deleted, only switched off: an edition without any is a new one."""
    if not edition.is_archived and not ReminderRule.objects.filter(edition=edition).exists():
        write(edition)


def _facts(rule):
    return rule.thing, rule.reader, rule.moment, rule.amount, rule.unit, rule.at
