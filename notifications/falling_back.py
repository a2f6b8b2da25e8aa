"""What was meant for devices and numbers alone and reached none goes by mail."""

from datetime import datetime

from django.db.models import Q

from notifications import waking
from notifications.models import Channel, Message, MessageStatus

SAME = ("email", "kind", "about", "version")
COPIED = (*SAME, "edition", "recipient_id", "name", "language", "timezone", "facts")


def to_mail(message: Message, *, now: datetime) -> bool:
    """Queue the mail of what failed on a device, unless its reader has or may still get it; says whether it did.

    Call it in the transaction that gives ``message`` up. Of one telling one process decides at a time, so the last of
    several devices to fail makes the mail, once.
    """
    same = Message.objects.filter(**{name: getattr(message, name) for name in SAME})
    list(same.order_by("pk").select_for_update().values_list("pk"))
    alive = Q(status__in=[MessageStatus.QUEUED, MessageStatus.SENDING, MessageStatus.SENT])
    if same.filter(alive | Q(channel=Channel.EMAIL)).exists():
        return False
    facts = {name: getattr(message, name) for name in COPIED}
    Message.objects.create(**facts, channel=Channel.EMAIL, created_at=now, due_at=now, attempt_at=now)
    waking.on_commit(waking.mail)
    return True
