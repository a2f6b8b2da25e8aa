"""A plan becomes what is, in one transaction; and is taken back in one.

What changed since it was proposed is left out and said, never overwritten: another version, another status, a room or
a person that somebody else has taken, a time that has passed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError, InvalidInput
from forum import ledger
from forum.editions import require_open
from scheduling import slots
from scheduling.actions import placing, placing_many
from scheduling.changing import changing_all
from scheduling.models import ItemOutcome, Meeting, MeetingStatus, Party, Plan, PlanItem, PlanStatus
from scheduling.plans import fitting
from scheduling.plans.fitting import Wish
from scheduling.plans.wording import cause

Causes = dict[int, dict]
"""Why an item is left out, by the item's key."""


def apply(plan: Plan, *, by, now: datetime) -> list[PlanItem]:
    """Place and move what is proposed; everybody concerned is told. Gives the items that were left out, with reasons.

    Raises IllegalTransition for a plan that is not proposed, DomainError when nothing of it can be applied any more.
    """
    with _moving(plan, PlanStatus.APPLIED, by=by, now=now) as held, _meetings_of(held.items.changing()) as items:
        left = _out_of_date(items, now=now) | _changed(items, by=by)
        wanted = _wishes(items, fitting.proposed, left)
        left |= _unfit(wanted) | _nobody_named(items)
        return _do(items, wanted, left, ItemOutcome.APPLIED, ItemOutcome.LEFT_OUT, by=by, now=now)


def undo(plan: Plan, *, by, now: datetime) -> list[PlanItem]:
    """Put everything back that was applied and has not changed since; gives the items that stay as they are.

    Raises IllegalTransition for a plan that is not applied, DomainError when nothing of it can be put back.
    """
    done = plan.items.filter(outcome=ItemOutcome.APPLIED)
    with _moving(plan, PlanStatus.UNDONE, by=by, now=now), _meetings_of(done) as items:
        left = _begun(items, now=now) | _changed_since(items, by=by)
        wanted = _wishes(items, _earlier, left)
        left |= _unfit(wanted)
        return _do(items, wanted, left, ItemOutcome.UNDONE, ItemOutcome.KEPT, by=by, now=now)


@contextmanager
def _moving(plan, to, *, by, now) -> Iterator[Plan]:
    """The plan, locked and moved to ``to``: of two at once the second waits and is refused."""
    with transaction.atomic():
        held = Plan.objects.select_for_update(of=("self",)).select_related("edition").defer("problem").get(pk=plan.pk)
        require_open(held.edition)
        workflow.move(held, to, by=by, now=now)
        yield held
    plan.refresh_from_db(fields=["status"])


@contextmanager
def _meetings_of(rows) -> Iterator[list[PlanItem]]:
    """The items with their meetings, locked and fresh."""
    items = list(rows.select_related("meeting", "room__venue", "was_room__venue").order_by("starts_at", "pk"))
    with changing_all([item.meeting for item in items]) as meetings:
        for item, meeting in zip(items, meetings, strict=True):
            item.meeting = meeting
        yield items


def _do(items, wanted, left, done, not_done, *, by, now):
    left |= _taken([wish for wish in wanted if wish.item.pk not in left])
    fit = [wish for wish in wanted if wish.item.pk not in left]
    if not fit:
        sentence = _("Nothing of this plan can be done any more: everything has changed since.")
        raise DomainError(sentence, code="nothing-left", facts={"left_out": len(left)})
    _carry_out(fit, by=by, now=now)
    for wish in fit:
        wish.item.outcome, wish.item.applied_version = done, wish.meeting.version
    for item in items:
        if item.pk in left:
            item.outcome, item.reasons = not_done, [left[item.pk]]
    PlanItem.objects.bulk_update(items, ["outcome", "applied_version", "reasons"], batch_size=500)
    return [item for item in items if item.pk in left]


def _carry_out(fit, *, by, now):
    """All in one, judged by the ledger at the end: meetings may take each other's times, rooms and people."""
    with ledger.deferred():
        placing_many.unplace_all([wish.meeting for wish in fit if wish.slot is None], by=by, now=now)
        placed = [wish for wish in fit if wish.slot is not None]
        placing.rearrange([(wish.meeting, wish.slot) for wish in placed if wish.meeting.starts_at], by=by, now=now)
        new = [wish for wish in placed if not wish.meeting.starts_at]
        placing_many.place_all([(wish.meeting, wish.slot) for wish in new], by=by, now=now)


def _wishes(items, slot_of, left):
    asking = [item for item in items if item.pk not in left]
    return fitting.wishes(asking, {item.pk: slot_of(item) for item in asking})


def _earlier(item):
    """Where the meeting stood before the plan; None: nowhere."""
    if item.was_starts_at is None:
        return None
    return slots.of_length(item.meeting, item.was_starts_at, room=item.was_room)


def _out_of_date(items, *, now) -> Causes:
    passed = {item.pk: cause("time-passed") for item in items if item.starts_at <= now}
    return passed | {item.pk: cause("begun") for item in items if item.was_starts_at and item.was_starts_at <= now}


def _begun(items, *, now) -> Causes:
    begun = {item.pk: cause("begun") for item in items if item.starts_at <= now}
    return begun | {item.pk: cause("time-passed") for item in items if item.was_starts_at and item.was_starts_at <= now}


def _changed(items, *, by) -> Causes:
    found = _not_seen(items, by=by)
    for item in items:
        if (item.meeting.version, item.meeting.status) != (item.was_version, item.was_status):
            found[item.pk] = cause("changed", status=item.meeting.status)
    return found


def _changed_since(items, *, by) -> Causes:
    """What was confirmed since is not taken from whoever confirmed it."""
    found = _not_seen(items, by=by)
    for item in items:
        expected = MeetingStatus.SCHEDULED if item.was_starts_at is None else item.was_status
        if (item.meeting.version, item.meeting.status) != (item.applied_version, expected):
            found[item.pk] = cause("changed", status=item.meeting.status)
    return found


def _not_seen(items, *, by) -> Causes:
    """Nobody places what they may not see, in a plan neither."""
    mine = Meeting.objects.visible_to(by).filter(pk__in=[item.meeting_id for item in items])
    seen = set(mine.values_list("pk", flat=True))
    return {item.pk: cause("not-yours") for item in items if item.meeting_id not in seen}


def _unfit(wanted: list[Wish]) -> Causes:
    found = {}
    for wish in wanted:
        try:
            if wish.slot is not None:
                slots.check(wish.meeting, wish.slot, seats=len(wish.people))
        except InvalidInput as refusal:
            found[wish.item.pk] = cause("unfit", refusal=refusal.code)
    return found


def _nobody_named(items) -> Causes:
    empty = Party.objects.filter(meeting__in=[item.meeting_id for item in items], attendees=None)
    without = set(empty.values_list("meeting", flat=True))
    return {item.pk: cause("nobody-named") for item in items if item.meeting_id in without}


def _taken(wanted: list[Wish]) -> Causes:
    rooms = {wish.slot.room.pk for wish in wanted if wish.slot and wish.slot.room}
    rooms |= {wish.meeting.room_id for wish in wanted if wish.meeting.room_id}
    ledger.hold(people={key for wish in wanted for key in wish.people}, rooms=rooms)
    found = fitting.collisions(wanted)
    return {item: cause("taken", kind=kind, id=key) for item, (kind, key) in found.items()}
