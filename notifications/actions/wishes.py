"""What somebody wants to be told, by which channel."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core.errors import DomainError
from notifications.models import Channel, Message, Topic, Wish
from notifications.models.channel import DEFAULTS, ESSENTIAL


def may_refuse(channel: str, topic: str) -> bool:
    """What is essential always goes by mail; everything else is its reader's to choose."""
    return channel != Channel.EMAIL or topic not in ESSENTIAL


def of_user(user) -> dict[tuple[str, str], bool]:
    """Every channel and topic, and whether it is wanted: as chosen, else by default."""
    chosen = {(one.channel, one.topic): one.is_wanted for one in Wish.objects.filter(user=user)}
    return {
        (channel.value, topic.value): not may_refuse(channel, topic)
        or chosen.get((channel, topic), topic in DEFAULTS[channel])
        for channel in Channel
        for topic in Topic
    }


def choose(user, wanted: dict[tuple[str, str], bool], *, now: datetime) -> None:
    """Write what ``user`` chose of the channels and topics given. Raises DomainError for what is essential."""
    before = of_user(user)
    for (channel, topic), is_wanted in wanted.items():
        if not is_wanted and not may_refuse(channel, topic):
            raise DomainError(_("Decisions and changes of meetings always come by mail."))
    changed = [
        Wish(user=user, channel=channel, topic=topic, is_wanted=is_wanted, changed_at=now)
        for (channel, topic), is_wanted in wanted.items()
        if before[channel, topic] != is_wanted
    ]
    with transaction.atomic():
        for one in changed:
            rows = Wish.objects.filter(user=user, channel=one.channel, topic=one.topic)
            if not rows.update(is_wanted=one.is_wanted, changed_at=now):
                one.save()


def set_for_reader(message: Message, topic: str, *, is_wanted: bool, now: datetime) -> None:
    """Mails of ``topic`` to whoever got ``message``: its user, else its address. Raises DomainError as ``choose``."""
    if not is_wanted and not may_refuse(Channel.EMAIL, topic):
        raise DomainError(_("Decisions and changes of meetings always come by mail."))
    whose = {"user": message.recipient} if message.recipient_id else {"user": None, "email": message.email}
    facts = {"is_wanted": is_wanted, "changed_at": now}
    if is_wanted:
        Wish.objects.filter(user=None, email=message.email, channel=Channel.EMAIL, topic=topic).delete()
    Wish.objects.update_or_create(**whose, channel=Channel.EMAIL, topic=topic, defaults=facts)


def wants_mail(message: Message, topic: str) -> bool:
    """Whether whoever got ``message`` still gets mails of ``topic``."""
    own = Q(user=None, email=message.email)
    if message.recipient_id:
        own |= Q(user=message.recipient_id)
    refused = Wish.objects.filter(own, channel=Channel.EMAIL, topic=topic, is_wanted=False)
    return not refused.exists()
