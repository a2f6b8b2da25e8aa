"""An organiser adds a rule, changes one, switches one off: what is planned follows in the same transaction."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import InvalidInput
from forum.editions import require_open
from forum.models import Edition
from scheduling.actions import reminder_plans
from scheduling.models import ReminderMoment, ReminderRule
from scheduling.models.reminder_rule import OF_AN_END
from scheduling.reminders import usual

CHANGEABLE = ("moment", "amount", "unit", "at", "channel", "is_essential", "is_active")
"""Of what and to whom a rule speaks stays: who was told by it was told of that."""


def add(edition: Edition, *, by, now: datetime, **facts) -> ReminderRule:
    """A new rule; ``facts``: fields of ReminderRule. Raises InvalidInput by field, DomainError when it is archived."""
    rule = ReminderRule(edition=edition, **facts)
    with transaction.atomic():
        require_open(edition)
        _save(rule)
        reminder_plans.plan(edition, things=[rule.thing], now=now)
    return rule


def edit(rule: ReminderRule, *, by, now: datetime, **facts) -> None:
    """Change when a rule speaks, or whether. ``facts``: of CHANGEABLE. Raises as ``add`` does."""
    with transaction.atomic():
        held = ReminderRule.objects.select_for_update(of=("self",)).select_related("edition").get(pk=rule.pk)
        require_open(held.edition)
        was = held.moment
        for name in CHANGEABLE:
            setattr(held, name, facts.get(name, getattr(held, name)))
        require_same_anchor(was, held.moment)
        _save(held)
        reminder_plans.plan(held.edition, things=[held.thing], now=now)
    for name in CHANGEABLE:
        setattr(rule, name, getattr(held, name))


def write_usual(edition: Edition, *, by, now: datetime) -> list[ReminderRule]:
    """Write those of the usual rules that the edition does not have, switched on or off; gives them."""
    with transaction.atomic():
        require_open(edition)
        made = usual.write(edition)
        reminder_plans.plan(edition, things={rule.thing for rule in made}, now=now)
    return made


def require_same_anchor(was: str, is_now: str) -> None:
    """Raise InvalidInput where a rule would count from another time than those told by it were told of."""
    ends = [one if one in OF_AN_END else "" for one in (was, is_now)]
    if ends[0] != ends[1]:
        sentence = _("What a rule counts from does not change: switch it off, and add another.")
        raise InvalidInput(sentence, field="moment")


def _save(rule):
    if rule.moment == ReminderMoment.EVENING_BEFORE:
        rule.amount = None
    else:
        rule.at = None
    try:
        rule.full_clean()
    except ValidationError as error:
        field, reasons = next(iter(error.message_dict.items()))
        raise InvalidInput(reasons[0], field=field) from error
    rule.save()
