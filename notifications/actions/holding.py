"""What organisers decide about everything that waits in an edition's outbox, or everything of one kind."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError, required
from notifications import outbox, waking
from notifications.models import Hold, Message, MessageStatus

LONGEST_FOREWORD = 2000


def hold(edition: str, *, kind: str = "", reason: str = "", by, now: datetime) -> Hold:
    """Let nothing of the edition (a slug) leave, or nothing of ``kind``, until it is released. Once is enough.

    What a worker has already taken (a few messages at most) leaves.
    """
    facts = {"reason": reason.strip(), "held_at": now, "held_by": by}
    made, _new = Hold.objects.get_or_create(edition=edition, kind=kind, released_at=None, defaults=facts)
    return made


def release(edition: str, *, kind: str = "", by, now: datetime) -> None:
    """End the hold of ``kind``, or that of everything. Raises DomainError where there is none."""
    with transaction.atomic():
        ended = Hold.objects.standing().filter(edition=edition, kind=kind)
        if not ended.update(released_at=now, released_by=by):
            raise DomainError(_("Nothing is held back here. Somebody else has released it."), code="not-held")
        waking.on_commit(waking.mail)
        waking.on_commit(waking.outside)


def write_above(edition: str, *, kind: str, words: str) -> int:
    """Put ``words`` at the head of every message of ``kind`` that still waits ("" takes them away); gives how many.

    Raises DomainError when they are too long.
    """
    if len(words) > LONGEST_FOREWORD:
        raise DomainError(_("At most %(count)d characters.") % {"count": LONGEST_FOREWORD}, code="too-long")
    return _waiting(edition, kind).update(foreword=words.strip())


def cancel(edition: str, *, kind: str, reason: str, by, now: datetime) -> int:
    """Cancel every message of ``kind`` that still waits; gives how many. Raises InvalidInput without a reason."""
    reason = required(reason, _("Say why: it stands in the history of each message."), field="reason")
    return outbox.cancel_queued(_waiting(edition, kind), reason=reason, by=by, now=now)


def _waiting(edition, kind):
    return Message.objects.filter(edition=edition, kind=kind, status=MessageStatus.QUEUED)
