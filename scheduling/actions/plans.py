"""A plan of meetings is asked for, stopped early, discarded. How it is worked out: scheduling.actions.plan_solving."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError, InvalidInput
from forum import spans
from forum.editions import require_open
from forum.models import Edition
from scheduling.models import Movable, Plan, PlanStatus
from scheduling.models.plan import AT_WORK, LONGEST_S


def ask(
    edition: Edition,
    *,
    by,
    now: datetime,
    seconds: int = 60,
    seed: int = 1,
    movable: str = Movable.NONE,
    follows: Plan | None = None,
) -> Plan:
    """A plan that waits for a worker; ``follows``: the plan whose locked items stay as they are.

    Raises InvalidInput by field, DomainError while another plan of the edition is at work or when the edition is over.
    """
    if not 1 <= seconds <= LONGEST_S:
        raise InvalidInput(_("Between 1 and %(most)d seconds.") % {"most": LONGEST_S}, field="seconds")
    if movable not in Movable.values:
        raise InvalidInput(_("There is no such choice."), field="movable")
    if follows is not None and follows.edition_id != edition.pk:
        raise InvalidInput(_("That plan belongs to another edition."), field="follows")
    with transaction.atomic():
        require_open(Edition.objects.select_for_update().get(pk=edition.pk))
        if Plan.objects.filter(edition=edition, status__in=AT_WORK).exists():
            raise DomainError(_("Another plan is being worked out. Wait for it, or discard it."), code="at-work")
        if spans.days(edition)[1] <= now:
            raise DomainError(_("%(edition)s is over.") % {"edition": edition}, code="over")
        facts = {"seconds": seconds, "seed": seed, "movable": movable, "follows": follows}
        return Plan.objects.create(edition=edition, asked_by=by, asked_at=now, **facts)


def stop(plan: Plan, *, by, now: datetime) -> None:
    """Look no longer: the best that was found becomes the proposal. Raises DomainError for what is not at work."""
    if not Plan.objects.filter(pk=plan.pk, status__in=AT_WORK).update(is_stopped=True):
        raise DomainError(_("It is not being worked out any more."), code="not-at-work")
    plan.is_stopped = True


def discard(plan: Plan, *, by, now: datetime, reason: str = "") -> None:
    """Nothing of it is applied, and the work at it ends. Raises IllegalTransition for what was applied or has ended."""
    workflow.move(plan, PlanStatus.DISCARDED, by=by, now=now, reason=reason)
