"""Mail that comes in: each mail once, and marked as read only after what it said is committed."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from notifications.inbound import bounces, reading, sources
from notifications.models import Message, MessageStatus, ReceivedMail

log = logging.getLogger(__name__)


def run(clock: Callable[[], datetime]) -> Counter:
    """Handle every unread mail of every source; counts the outcomes. What could not be handled stays unread."""
    outcomes: Counter = Counter()
    with sources.opened() as opened:
        for source in opened:
            for found in source.unread():
                try:
                    outcome = receive(found, now=clock())
                except Exception:  # a mail that nobody foresaw must not hold up those behind it
                    log.exception("A mail that came in could not be handled")
                    outcomes["put off"] += 1
                else:
                    source.done(found)
                    outcomes[outcome] += 1
    return outcomes


def receive(found: sources.Found, *, now: datetime) -> str:
    """Handle one mail in one transaction; gives one word for what became of it, "repeated" for one handled before."""
    mail = reading.read(found)
    with transaction.atomic():
        kept, is_new = ReceivedMail.objects.get_or_create(message_id=mail.message_id, defaults={"handled_at": now})
        if not is_new:
            return "repeated"
        kept.outcome = _handle(mail, now)
        kept.save(update_fields=["outcome"])
    return kept.outcome


def note(bounce: bounces.Bounce, *, now: datetime) -> bool:
    """Write down that a mail came back; False for one that did not leave, or whose first return is known.

    A message has one recipient, and its id is known only along its way: no other proof is needed. A provider may say so
    before the worker has written that it took the mail.
    """
    left = Message.objects.filter(public_id=bounce.public_id, status__in=[MessageStatus.SENT, MessageStatus.SENDING])
    return bool(left.filter(bounced_at=None).update(bounced_at=now, bounce_words=bounce.words))


def _handle(mail, now):
    if bounces.is_report(mail):
        noted = [note(one, now=now) for one in bounces.bounces_in(mail)]
        return "bounced" if any(noted) else "ignored"
    if mail.is_automatic and not mail.calendars:  # out of office
        return "ignored"
    return import_string(settings.INBOUND_READER)(mail, now=now)
