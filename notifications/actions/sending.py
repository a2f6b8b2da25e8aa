"""What the desk decides about a message that waits or failed."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError
from notifications import waking
from notifications.models import Message, MessageStatus


def resend(message: Message, *, by, now) -> None:
    """Queue a failed message again, due at once, with a fresh count of attempts."""
    with transaction.atomic():
        workflow.move(message, MessageStatus.QUEUED, by=by, now=now, reason="sent again", attempts=0, attempt_at=now)
        waking.on_commit(waking.mail)


def cancel(message: Message, *, by, now) -> None:
    """Stop a queued message for good."""
    workflow.move(message, MessageStatus.CANCELLED, by=by, now=now, reason="cancelled at the desk")


def hold(message: Message) -> None:
    """Keep a queued message back until it is released. Raises DomainError when it is under way or has left."""
    _set_held(message, held=True)


def release(message: Message) -> None:
    """Let a message that was held back leave when it is due."""
    with transaction.atomic():
        _set_held(message, held=False)
        waking.on_commit(waking.mail)


def _set_held(message, *, held):
    waiting = Message.objects.filter(pk=message.pk, status=MessageStatus.QUEUED)
    if not waiting.update(is_held=held):
        raise DomainError(_("Only a message that is still queued can be held back or released."))
    message.is_held = held
