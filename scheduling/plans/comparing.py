"""A proposal beside the present: how many are new, moved, staying or without a place; where; and how many are told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from scheduling.addressees import attendees_of
from scheduling.models import ItemOutcome, Plan, PlanItem
from scheduling.plans.wording import worded


@dataclass
class Comparison:
    """``by_room``: of the shown day, each room with its items in order. ``unplaced`` and ``left_out`` say why."""

    counts: dict[str, int] = field(default_factory=dict)
    days: list[tuple[date, int]] = field(default_factory=list)
    day: date | None = None
    by_room: list[tuple[str, list[PlanItem]]] = field(default_factory=list)
    unplaced: list[PlanItem] = field(default_factory=list)
    left_out: list[PlanItem] = field(default_factory=list)


def compare(plan: Plan, user, *, day: date | None = None) -> Comparison:
    """What ``user`` may see of the plan, with the places of ``day`` (or of its first), in a fixed number of queries."""
    rows = plan.items.visible_to(user).filter(plan=plan)
    rows = rows.select_related("meeting", "room", "was_room").prefetch_related("meeting__parties__delegation")
    items, zone = list(rows), plan.edition.zone
    for item in items:
        item.ends_at = item.starts_at and item.starts_at + timedelta(minutes=item.meeting.length_minutes)
        item.on = item.starts_at and item.starts_at.astimezone(zone).date()
    found = Comparison(counts=_counts(items))
    days = sorted({item.on for item in items if item.on})
    found.days = [(one, sum(item.on == one for item in items)) for one in days]
    found.day = day if day in days else next(iter(days), None)
    for item in items:
        if item.starts_at is None:
            found.unplaced.append(item)
        if item.outcome in (ItemOutcome.LEFT_OUT, ItemOutcome.KEPT):
            found.left_out.append(item)
    found.by_room = _by_room(item for item in items if item.on and item.on == found.day)
    worded([*found.unplaced, *found.left_out], user)
    return found


def foretold(plan: Plan, user) -> tuple[int, int]:
    """How many meetings change if ``user`` applies it now, and to how many addresses that is told."""
    items = plan.items.visible_to(user).filter(plan=plan, pk__in=plan.items.changing().values("pk"))
    meetings = [item.meeting for item in items.select_related("meeting__edition")]
    told = {to.email.lower() for _meeting, seats in attendees_of(meetings) for to, _names in seats}
    return len(meetings), len(told)


def _counts(items):
    return {
        "new": sum(item.is_new for item in items),
        "moved": sum(item.is_moved for item in items),
        "same": sum(item.starts_at is not None and not item.is_new and not item.is_moved for item in items),
        "unplaced": sum(item.starts_at is None for item in items),
        "locked": sum(item.is_locked for item in items),
    }


def _by_room(items: Iterable[PlanItem]):
    rooms: dict = {}
    for item in items:
        if item.room is not None:
            rooms.setdefault((item.room.position, item.room.name, item.room_id), []).append(item)
    return [(key[1], rooms[key]) for key in sorted(rooms)]
