"""Who holds which message, for how long: the worker's side of the outbox.

The statuses move here by compare-and-swap over many rows, without a row of audit for each step: thousands of messages
take these steps, nobody decides them, and the message itself keeps what happened (attempts, last error, times). What a
person decides (cancel, send again) goes through ``core.workflow.move`` with its audit, in ``actions/sending.py``.
"""

import datetime as dt
import random
from collections.abc import Collection

from django.db import transaction
from django.db.models import F

from core import workflow
from notifications.models import Channel, Message, MessageStatus

QUEUED, SENDING, SENT, FAILED = (
    MessageStatus.QUEUED,
    MessageStatus.SENDING,
    MessageStatus.SENT,
    MessageStatus.FAILED,
)

# Longer than the longest send (smtp.LONGEST_SEND_SECONDS), or a second worker would send what the first still gives to
# a slow server. With a beat of five seconds it is also how long a killed worker's messages wait: less than a minute.
LEASE = dt.timedelta(seconds=50)
FIRST_PAUSE, LONGEST_PAUSE = 15, 3600  # seconds
LAST_ATTEMPT = 34  # the pauses between them add up to more than 24 hours


def claim(limit: int, *, now, channels=(Channel.EMAIL,), without: Collection[str] = ()) -> list[Message]:
    """Take up to ``limit`` due messages by ``channels`` for this worker alone, until their ``lease_until``; none of the
    kinds in ``without``."""
    until = now + LEASE
    with transaction.atomic():
        due = Message.objects.due(now, channels).exclude(kind__in=without)
        mine = list(due.select_for_update(skip_locked=True)[:limit])
        workflow.swap(_rows(mine), QUEUED, SENDING, lease_until=until)
    for message in mine:
        message.lease_until = until
    return mine


def renew(messages: list[Message], *, now) -> list[Message]:
    """Hold ``messages`` for another whole lease; gives those that were still ours."""
    until = now + LEASE
    with transaction.atomic():
        held = set(_held(messages).select_for_update().values_list("pk", flat=True))
        kept = [message for message in messages if message.pk in held]
        _rows(kept).update(lease_until=until)
    for message in kept:
        message.lease_until = until
    return kept


def sent(message: Message, *, now) -> bool:
    """Mark as sent; False when the lease had ended and another worker has taken the message."""
    return bool(workflow.swap(_held([message]), SENDING, SENT, lease_until=None, sent_at=now, last_error=""))


def refused(message: Message, words: str) -> bool:
    """Mark as failed for good, with the server's ``words``."""
    attempts = F("attempts") + 1
    return bool(workflow.swap(_held([message]), SENDING, FAILED, lease_until=None, attempts=attempts, last_error=words))


def put_off(message: Message, words: str, *, now) -> bool:
    """Back into the queue to be tried later, each time later than before; failed after the last attempt."""
    attempts = message.attempts + 1
    if attempts >= LAST_ATTEMPT:
        return refused(message, words)
    facts = {"attempts": attempts, "attempt_at": now + pause(attempts), "last_error": words}
    return bool(workflow.swap(_held([message]), SENDING, QUEUED, lease_until=None, **facts))


def give_back(messages: list[Message], words: str = "") -> int:
    """Back into the queue as they were: nothing was tried with them. ``words``: what stands in the way."""
    facts = {"last_error": words} if words else {}
    return workflow.swap(_held(messages), SENDING, QUEUED, lease_until=None, **facts)


def return_expired(*, now) -> int:
    """Back into the queue: what a worker took and did not settle in time, because it is gone."""
    expired = Message.objects.filter(lease_until__lt=now)
    return workflow.swap(expired, SENDING, QUEUED, lease_until=None, last_error="The worker that held this ended.")


def pause(attempts: int) -> dt.timedelta:
    """How long to wait after so many attempts: doubling, up to an hour, never quite the same for two messages."""
    seconds = min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)
    return dt.timedelta(seconds=seconds * random.uniform(1, 1.25))  # noqa: S311 - spreads load, guards nothing


def _rows(messages):
    return Message.objects.filter(pk__in=[message.pk for message in messages])


def _held(messages):
    # The end of the lease tells whose it is: another claim of the same row has another end.
    ends = {message.lease_until for message in messages}
    return _rows(messages).filter(status=SENDING, lease_until__in=ends)
