"""What a rule would do if it were saved now: how many reminders to how many people, before anything is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduling.models import Reminder, ReminderRule
from scheduling.reminders import reading
from scheduling.reminders.wanted import Want, wanted

SHOWN = 10
SOON = timedelta(minutes=1)


@dataclass(frozen=True)
class Preview:
    """``at_once``: how many of the reminders are due already. ``so_far``: how many the rule has planned until now.
    ``first``: some of them, the earliest first."""

    reminders: int
    people: int
    at_once: int
    so_far: int
    first: list[Want]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.reminders - len(self.first)


def of(rule: ReminderRule, *, now: datetime) -> Preview:
    """Of a rule that is saved already, or not yet; who was told by it is not counted again."""
    own = Reminder.objects.filter(rule=rule.pk) if rule.pk else Reminder.objects.none()
    if not rule.is_active:
        return Preview(0, 0, 0, own.planned().filter(anchor_at__gt=now).count(), [])
    occasions = reading.occasions(rule.edition, rule.thing, None, now=now)
    done = set(own.exclude(pk__in=own.planned()).values_list("about", "email", "anchor_at"))
    wants = wanted(rule.edition, [rule], occasions, now=now).items()
    ahead = [(key, want) for key, want in wants if (key.about, key.email, key.anchor_at) not in done]
    ahead.sort(key=lambda pair: (pair[1].due_at, pair[0].email))
    return Preview(
        reminders=len(ahead),
        people=len({key.email for key, _want in ahead}),
        at_once=sum(want.due_at <= now + SOON for _key, want in ahead),
        so_far=own.planned().filter(anchor_at__gt=now).count(),
        first=[want for _key, want in ahead[:SHOWN]],
    )
