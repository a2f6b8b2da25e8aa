"""Writing into the outbox: call inside the transaction that causes the message. A second telling is impossible."""

from dataclasses import dataclass, field
from datetime import datetime

from notifications.models import Message, MessageStatus


@dataclass(frozen=True)
class Recipient:
    """Who is told, where and in which language. ``timezone``: an IANA name, or empty."""

    email: str
    name: str = ""
    language: str = "en"
    timezone: str = ""
    user_id: int | None = None


@dataclass(frozen=True)
class Telling:
    """What is told: ``kind`` names the template, ``about`` the thing (``meeting:<public id>``), ``version`` its state.

    ``facts``: JSON-ready, times as ISO 8601 with offset. ``calendar``: a whole iCalendar object, or empty.
    """

    kind: str
    about: str
    version: int = 1
    edition: str = ""
    facts: dict = field(default_factory=dict)
    calendar: str = ""


def queue(telling: Telling, to: list[Recipient], *, now: datetime, due_at: datetime | None = None) -> int:
    """Queue ``telling`` for each recipient, due at once or at ``due_at``; gives how many are new.

    A recipient who was already told this kind of this version of this thing is passed over.
    """
    rows = [_row(telling, recipient, now=now, due_at=due_at or now) for recipient in to]
    before = Message.objects.filter(kind=telling.kind, about=telling.about, version=telling.version).count()
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    after = Message.objects.filter(kind=telling.kind, about=telling.about, version=telling.version).count()
    return after - before


def cancel(*, about: str, kinds: list[str], now: datetime) -> int:
    """Cancel what is still queued of these kinds about this thing (a reminder for a time that has moved)."""
    queued = Message.objects.filter(about=about, kind__in=kinds, status=MessageStatus.QUEUED)
    return queued.update(status=MessageStatus.CANCELLED)


def _row(telling, recipient, *, now, due_at):
    return Message(
        kind=telling.kind,
        about=telling.about,
        version=telling.version,
        edition=telling.edition,
        facts=telling.facts,
        calendar=telling.calendar,
        recipient_id=recipient.user_id,
        email=recipient.email.lower(),
        name=recipient.name,
        language=recipient.language,
        timezone=recipient.timezone,
        created_at=now,
        due_at=due_at,
    )
