"""What the programme tells other systems: when a session has a time, another one, or none."""

from datetime import UTC, datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.links import absolute
from forum.models import Session
from notifications import webhooks
from notifications.webhooks import Event

webhooks.offers(
    {
        "session.scheduled": _("A session is put on the programme"),
        "session.moved": _("A session has another time or room"),
        "session.cancelled": _("A session is cancelled"),
        "session.withdrawn": _("A session is taken back to the drafts"),
    }
)


def session(kind: str, *sessions: Session, now: datetime) -> None:
    """Tell of ``kind`` about each session."""
    webhooks.tell([_event(kind, one) for one in sessions], now=now)


def iso(moment: datetime | None) -> str | None:
    """Times that machines are told are UTC, whoever moved the thing and from where."""
    return moment.astimezone(UTC).isoformat() if moment else None


def _event(kind, session):
    slug = session.edition.slug
    facts = {
        "id": session.public_id,
        "version": session.version,
        "status": session.status,
        "starts_at": iso(session.starts_at),
        "ends_at": iso(session.ends_at),
        "room": session.room.public_id if session.room else None,
        "url": absolute(reverse("forum-api:session-detail", args=[slug, session.public_id])),
    }
    return Event(f"session.{kind}", slug, f"session:{session.public_id}", session.version, facts)
