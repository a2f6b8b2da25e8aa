"""People change a proposal: one meeting gets another time or room, or stays where it is, or is locked."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError, InvalidInput, Taken
from forum import spans
from forum.editions import require_open
from forum.models import Room
from scheduling import slots
from scheduling.models import Plan, PlanItem, PlanStatus
from scheduling.plans import fitting
from scheduling.plans.wording import cause, worded
from scheduling.problem_loading.slots_of_time import SLOT


def adjust(item: PlanItem, *, starts_at: datetime, room: Room, by, now: datetime) -> None:
    """Propose another time or room. Raises InvalidInput by field; Taken, with who or what is taken by a booking or by
    the rest of the plan; DomainError for a locked item or a plan that is not proposed."""
    with _changing(item) as held:
        if held.is_locked:
            raise DomainError(_("It is locked. Unlock it first."), code="locked")
        if starts_at <= now:
            raise InvalidInput(_("This time has passed."), field="starts_at")
        if (starts_at - spans.days(held.plan.edition)[0]) % SLOT:
            raise InvalidInput(_("Meetings of a plan begin at full five minutes."), field="starts_at")
        if (starts_at, room.pk) == (held.starts_at, held.room_id):
            raise DomainError(_("%(meeting)s is already there.") % {"meeting": held.meeting}, code="nothing-changed")
        _propose(held, starts_at, room, by=by)


def leave(item: PlanItem, *, by, now: datetime) -> None:
    """Take it out of the proposal: the meeting stays where it is now, or waits on. Raises as ``adjust`` does."""
    with _changing(item) as held:
        if held.is_locked:
            raise DomainError(_("It is locked. Unlock it first."), code="locked")
        if held.was_starts_at is None:
            _write(held, starts_at=None, room=None, reasons=[cause("left")])
        else:
            _propose(held, held.was_starts_at, held.was_room, by=by)


def lock(item: PlanItem, *, by, now: datetime) -> None:
    """It stays as proposed, here and in the plans that follow this one."""
    with _changing(item) as held:
        if held.starts_at is None:
            raise DomainError(_("It has no place that could be locked."), code="no-place")
        _write(held, is_locked=True)


def unlock(item: PlanItem, *, by, now: datetime) -> None:
    with _changing(item) as held:
        _write(held, is_locked=False)


@contextmanager
def _changing(item) -> Iterator[PlanItem]:
    """The item fresh, in a plan that is locked and still a proposal; what is written to it stands in ``item`` too."""
    with transaction.atomic():
        locked = Plan.objects.select_for_update(of=("self",)).select_related("edition").defer("problem")
        plan = locked.get(pk=item.plan_id)
        require_open(plan.edition)
        if plan.status != PlanStatus.PROPOSED:
            raise DomainError(_("Only a proposal can be changed."), code="not-proposed")
        rows = PlanItem.objects.select_related("meeting__edition", "room", "was_room__venue")
        held = rows.get(pk=item.pk)
        held.plan = plan
        yield held
    for name in ("starts_at", "room", "is_locked", "reasons"):
        setattr(item, name, getattr(held, name))


def _write(item, **facts):
    for name, value in facts.items():
        setattr(item, name, value)
    item.save(update_fields=list(facts))


def _propose(item, starts_at, room, *, by):
    slot = slots.of_length(item.meeting, starts_at, room=room)
    others = item.plan.items.changing().exclude(pk=item.pk).select_related("meeting", "room")
    slots_of = {one.pk: fitting.proposed(one) for one in others}
    *rest, own = fitting.wishes([*others, item], slots_of | {item.pk: slot})
    spans.check(item.meeting.edition, slot.starts_at, slot.ends_at)
    spans.check_room(room, item.meeting.edition, slot.starts_at, slot.ends_at, seats=len(own.people))
    taken = fitting.collisions([*rest, own]).get(item.pk)
    if taken:
        raise _taken(item, taken, by)
    _write(item, starts_at=slot.starts_at, room=room, reasons=[])


def _taken(item, resource, by):
    kind, key = resource
    said = PlanItem(meeting=item.meeting, reasons=[cause("taken", kind=kind, id=key)])
    worded([said], by)
    return Taken(said.sentences[0], facts={"kind": kind, "id": key})
