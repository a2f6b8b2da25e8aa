"""A plan is worked out, by a worker: loaded, solved, proposed. Whoever watches reads how far it is from its row.

One process at a time works at a plan: it holds the plan's lock, which the database lets go of when the process dies,
and then the next one begins anew.
"""

import dataclasses
import json
import time
from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import turns, workflow
from core.errors import DomainError
from core.turns import Turn
from scheduling import problem_loading, solving
from scheduling.models import Plan, PlanItem, PlanStatus
from scheduling.models.plan import AT_WORK
from scheduling.optimiser import json_form
from scheduling.optimiser import plan as form
from scheduling.plans.wording import cause

S = PlanStatus
TELLS_EVERY_S = 1.0
Clock = Callable[[], datetime]


def run(plan: Plan, *, clock: Clock) -> bool:
    """Work the plan out and propose it; False where another process is at it, or it was discarded meanwhile.

    A refusal ends the plan as failed, with its words.
    """
    with turns.taken(Turn.PLAN, plan.pk) as is_ours:
        plan.refresh_from_db()
        if not is_ours or plan.status not in AT_WORK:
            return False
        try:
            if plan.status == S.QUEUED:
                workflow.move(plan, S.SOLVING, by=None, now=clock())
            return _work(plan, clock)
        except DomainError as refusal:
            return _fail(plan, str(refusal), clock())
        except Exception:
            _fail(plan, _("An error ended the work. Whoever runs the installation finds it in the log."), clock())
            raise


def waiting() -> list[int]:
    """The plans that should be worked out: whoever runs one of them learns whether somebody is at it."""
    return list(Plan.objects.filter(status__in=AT_WORK).order_by("asked_at").values_list("pk", flat=True))


def _work(plan, clock) -> bool:
    if plan.asked_by is None:
        raise DomainError(_("Whoever asked for it is no longer here."), code="nobody-asked")
    loaded = problem_loading.load(
        plan.edition, movable=plan.movable, by=plan.asked_by, now=clock(), follows=plan.follows
    )
    if not loaded.meetings:
        raise DomainError(_("No meeting waits for a place, and none may move."), code="nothing-to-plan")
    Plan.objects.filter(pk=plan.pk).update(problem=json.loads(json_form.dumps(loaded.problem)))
    watch = Watch(plan)
    solved = solving.solve(loaded.problem, seconds=plan.seconds, seed=plan.seed, tell=watch.tell, is_over=watch.is_over)
    return _propose(plan, loaded, solved, clock())


def _propose(plan, loaded: problem_loading.Loaded, solved: form.Plan, now) -> bool:
    with transaction.atomic():
        held = Plan.objects.select_for_update().get(pk=plan.pk)
        if held.status != S.SOLVING:
            return False
        PlanItem.objects.bulk_create(_items(held, loaded, solved), batch_size=500)
        workflow.move(held, S.PROPOSED, by=None, now=now, score=_score(solved), progress={})
    plan.refresh_from_db()
    return True


def _items(plan, loaded, solved) -> Iterator[PlanItem]:
    placed = {one.meeting: one for one in solved.placements}
    why = {one.meeting: [cause(each.code, **each.facts) for each in one.reasons] for one in solved.unplaced}
    locked = _locked(plan)
    for meeting in loaded.meetings:
        found = placed.get(str(meeting.pk))
        # What is placed and found no better place keeps the one that it has: a plan takes nobody's place away.
        starts_at = loaded.grid.moment(found.starts_slot) if found else meeting.starts_at
        room = int(found.room) if found else meeting.room_id
        reasons = why.get(str(meeting.pk), []) if not found else []
        yield PlanItem(
            plan=plan,
            meeting=meeting,
            was_status=meeting.status,
            was_version=meeting.version,
            was_starts_at=meeting.starts_at,
            was_room_id=meeting.room_id,
            starts_at=starts_at,
            room_id=room,
            is_locked=locked.get(meeting.pk) == (starts_at, room),
            reasons=[cause("nobody-named")] if meeting.pk in loaded.unnamed else reasons,
        )


def _locked(plan) -> dict:
    if plan.follows is None:
        return {}
    rows = plan.follows.items.filter(is_locked=True).values_list("meeting", "starts_at", "room")
    return {meeting: (starts_at, room) for meeting, starts_at, room in rows}


def _score(solved: form.Plan) -> dict:
    parts = dataclasses.asdict(solved.score)
    return parts | {
        "bound": dataclasses.asdict(solved.bound),
        "seconds": round(solved.seconds, 1),
        "first_seconds": round(solved.first_seconds, 1),
        "stopped_by": solved.stopped_by,
    }


def _fail(plan, words, now) -> bool:
    with transaction.atomic():
        held = Plan.objects.select_for_update().get(pk=plan.pk)
        if held.status in AT_WORK:
            workflow.move(held, S.FAILED, by=None, now=now, failure=words[:500])
    plan.refresh_from_db()
    return False


class Watch:
    """Between the solver and the plan's row: tells how far it is, and learns that it was stopped or discarded, each at
    most once a second."""

    def __init__(self, plan: Plan) -> None:
        self.rows = Plan.objects.filter(pk=plan.pk, status=S.SOLVING)
        self.told_at = self.asked_at = float("-inf")
        self.over = False

    def tell(self, progress: dict) -> None:
        if time.monotonic() - self.told_at >= TELLS_EVERY_S:
            self.told_at = time.monotonic()
            self.rows.update(progress=progress)

    def is_over(self) -> bool:
        if not self.over and time.monotonic() - self.asked_at >= TELLS_EVERY_S:
            self.asked_at = time.monotonic()
            self.over = not self.rows.filter(is_stopped=False).exists()
        return self.over
