"""Erasing what an edition need not keep any more: the rules that are usual, and the round of the night."""

import datetime as dt

from django.db import transaction

from delegations.erasers import ERASERS, Due, Eraser
from delegations.models import DelegateCategory, Erasure, FactGroup, RetentionRule
from forum import editions
from forum.models import Edition

AT_ONCE = 200
USUAL_DAYS = {
    FactGroup.SCAN: 7,
    FactGroup.HEALTH: 7,
    FactGroup.DOCUMENT: 30,
    FactGroup.BIRTH_DATE: 30,
    FactGroup.TRAVEL: 30,
    FactGroup.ANSWERS: 30,
    FactGroup.CLEARANCE: 90,
    FactGroup.PAPERS: 180,
    FactGroup.SIGNATURE: 180,
    FactGroup.PHOTO: 90,
    FactGroup.LETTERS: 180,
    FactGroup.WAITING: 180,
    FactGroup.APPLICANTS: 180,
    FactGroup.REASONS: 365,
    FactGroup.GUESTS: 365,
    FactGroup.GATES: 365,
    FactGroup.MAILS: 365,
    FactGroup.CONTACT: 730,
    FactGroup.HISTORY: 730,
}


def write_usual(edition: Edition) -> list[RetentionRule]:
    """Write down the usual days for every group that has no rule for all categories yet; gives the new rows."""
    with transaction.atomic():
        editions.require_open(edition)
        Edition.objects.select_for_update().get(pk=edition.pk)
        known = set(RetentionRule.objects.filter(edition=edition, category="").values_list("group", flat=True))
        missing = {group: days for group, days in USUAL_DAYS.items() if group not in known}
        return RetentionRule.objects.bulk_create(
            RetentionRule(edition=edition, group=group, days=days) for group, days in missing.items()
        )


def erase_due(*, now) -> int:
    """Erase what fell due, in every edition that has rules, archived or not; gives how many rows.

    Each batch is a transaction with its own record, so that a worker killed in between loses nothing: what is erased
    is counted once, and the next night goes on.
    """
    ruled = Edition.objects.filter(retention_rules__days__isnull=False, ends_on__lte=now.date()).distinct()
    return sum(_erase(eraser, edition, now=now) for edition in ruled for eraser in ERASERS)


def waiting(edition: Edition, group: str, category: str) -> int:
    """How many rows of ``group`` are kept today that a rule of ``category`` ("" for all) will erase."""
    rules = _rules_of(edition, group)
    own = [one for one in DelegateCategory.values if (one if one in rules else "") == category]
    due = Due(edition, own, is_general=not category)
    return sum(eraser.rows(due).count() for eraser in ERASERS if eraser.group == group)


def _erase(eraser, edition, *, now):
    due = _due(edition, eraser.group, now.astimezone(edition.zone).date())
    if not due.categories and not due.is_general:
        return 0
    erased = 0
    while count := _erase_batch(eraser, due, now=now):
        erased += count
    return erased


def _erase_batch(eraser: Eraser, due: Due, *, now):
    with transaction.atomic():
        count = eraser.erase(eraser.rows(due).select_for_update(of=("self",))[:AT_ONCE], now=now)
        if count:
            Erasure.objects.create(edition=due.edition, group=eraser.group, count=count, erased_at=now)
    return count


def _due(edition, group, today):
    rules = _rules_of(edition, group)
    over = {category: _is_over(edition, days, today) for category, days in rules.items()}
    general = over.get("", False)
    categories = [one for one in DelegateCategory.values if over.get(one, general)]
    return Due(edition, categories, is_general=general)


def _rules_of(edition, group):
    return dict(RetentionRule.objects.filter(edition=edition, group=group).values_list("category", "days"))


def _is_over(edition, days, today):
    return days is not None and today > edition.ends_on + dt.timedelta(days=days)
