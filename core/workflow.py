"""The only writer of a status. The table of legal steps stands beside each status enum, as ``Model.TRANSITIONS``."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import IllegalTransition, Stale
from core.models import StatusChange


def can(thing: Any, to: str) -> bool:
    """Say whether the life cycle of ``thing`` has a step from its present status to ``to``."""
    return to in thing.TRANSITIONS.get(thing.status, ())


def move(thing: Any, to: str, *, by, now, reason: str = "", **facts) -> StatusChange:
    """Take ``thing`` to the status ``to`` by compare-and-swap, write ``facts`` with it, and record who, when and why.

    ``by``: the acting User, or None for the clock. ``now``: an aware datetime. ``facts``: other fields of the same row.
    Raises IllegalTransition when the table has no such step, Stale when another writer was first (its status then
    stands in ``thing``). Gives the audit row.
    """
    before = thing.status
    if not can(thing, to):
        raise IllegalTransition(_refusal(thing, to), facts={"status": before, "wanted": str(to)})
    with transaction.atomic():
        rows = type(thing)._base_manager.filter(pk=thing.pk, status=before)  # noqa: SLF001 - unscoped on purpose
        if not rows.update(status=to, **facts):
            thing.refresh_from_db(fields=["status"])
            raise Stale(facts={"status": thing.status})
        change = StatusChange.objects.create(
            thing=thing, before=before, after=to, actor=by, reason=reason, happened_at=now
        )
    thing.status = to
    for name, value in facts.items():
        setattr(thing, name, value)
    return change


def move_all(things: Iterable[Any], to: str, *, by, now, reason: str = "") -> list[StatusChange]:
    """As ``move`` for many things of one model, all or none, in a few statements however many they are."""
    things = list(things)
    before = {thing.pk: thing.status for thing in things}
    for thing in things:
        if not can(thing, to):
            raise IllegalTransition(_refusal(thing, to), facts={"status": thing.status, "wanted": str(to)})
    with transaction.atomic():
        for status in sorted(set(before.values())):
            ids = [pk for pk, was in before.items() if was == status]
            rows = type(things[0])._base_manager.filter(pk__in=ids, status=status)  # noqa: SLF001 - unscoped on purpose
            if rows.update(status=to) != len(ids):
                raise Stale
        changes = StatusChange.objects.bulk_create(
            StatusChange(thing=thing, before=before[thing.pk], after=to, actor=by, reason=reason, happened_at=now)
            for thing in things
        )
    for thing in things:
        thing.status = to
    return changes


def swap(rows: QuerySet, before: str, after: str, **facts) -> int:
    """Take those of ``rows`` that are ``before`` to ``after``, in one statement and without audit; gives how many.

    For steps that a machine takes by the thousand and nobody decides: a message that a worker takes and settles. The
    table binds them too. Raises IllegalTransition when it has no such step.
    """
    if after not in rows.model.TRANSITIONS.get(before, ()):
        raise IllegalTransition(f"{before} → {after}")
    return rows.filter(status=before).update(status=after, **facts)


def _refusal(thing, to):
    status = type(thing)._meta.get_field("status")  # noqa: SLF001
    labels = dict(status.flatchoices)
    return _("%(thing)s is %(status)s and cannot become %(wanted)s.") % {
        "thing": thing,
        "status": labels.get(thing.status, thing.status),
        "wanted": labels.get(to, to),
    }
