"""How many messages a telling would make, channel by channel: what ``fan_out`` would write, counted before it does."""

from collections import Counter

from django.db.models import Q

from notifications import topics
from notifications.models import Channel, Way, Wish
from notifications.outbox import Recipient


def by_channel(kind: str, to: list[Recipient]) -> dict[str, int]:
    """The messages of ``kind`` to ``to`` by channel, the mails first. Two queries for any number of people."""
    [plan] = topics.plan_of([kind])
    users = {one.user_id for one in to if one.user_id}
    emails = {one.email.strip(" ").lower() for one in to}
    asked = Wish.objects.filter(Q(user__in=users) | Q(user=None, email__in=emails), topic=plan["topic"])
    wishes = {(user or email, channel): wanted for user, email, channel, wanted in asked.values_list(*WISH)}
    counts: Counter[str] = Counter()
    counts[Channel.EMAIL.value] = sum(_gets_mail(one, plan, wishes) for one in to)
    ways = Way.objects.live().filter(user__in=users, channel__in=plan["channels"]).values_list("user", "channel")
    for user, channel in ways:
        counts[channel] += wishes.get((user, channel), channel in plan["by_default"])
    return {channel: count for channel, count in counts.items() if count or channel == Channel.EMAIL}


WISH = ("user", "email", "channel", "is_wanted")


def _gets_mail(one, plan, wishes):
    if plan["refusable"] is None:
        return True
    said = (wishes.get((key, Channel.EMAIL.value), True) for key in (one.user_id, one.email.strip(" ").lower()))
    return all(said)
