"""What the programme tells people: those who appear in a session hear that it moved or was cancelled."""

from datetime import datetime

from core.links import absolute
from forum.models import Edition, Person, Session
from forum.notice_variables import VARIABLES
from forum.slots import Slot
from notifications import outbox
from notifications.models import Topic
from notifications.outbox import Recipient, Telling

_SAMPLE_EDITION = {
    "name": "Pakistan Minerals Investment Forum 2025",
    "short_name": "PMIF25",
    "slug": "pmif25",
    "timezone": "Asia/Karachi",
    "contact_email": "forum@majlis.example",
}
_SAMPLE = {
    "edition": _SAMPLE_EDITION,
    "title": "Sample panel on copper",
    "url": "https://forum.example.org/pmif25/programme/abcd2345abcd2345/",
    "where": "Main hall, Jinnah Convention Centre",
    "starts_at": "2025-04-08T11:00:00+05:00",
    "ends_at": "2025-04-08T12:00:00+05:00",
    "reported_on": "",
    "is_time_placeholder": False,
}
SAMPLES = {
    "session_moved": _SAMPLE
    | {"old_starts_at": "2025-04-08T10:00:00+05:00", "old_ends_at": "2025-04-08T11:00:00+05:00", "old_where": ""},
    "session_cancelled": _SAMPLE | {"reason": "The keynote speaker cannot travel."},
}

__all__ = ["SAMPLES", "TOPICS", "VARIABLES"]
TOPICS = dict.fromkeys(SAMPLES, Topic.PROGRAMME)


def session_moved(session: Session, *, before: Slot | None, now: datetime) -> None:
    """Tell everybody who appears the new time and place beside the old. ``before``: None if there was no clock time."""
    facts = {
        "old_starts_at": before.starts_at.isoformat() if before else None,
        "old_ends_at": before.ends_at.isoformat() if before else None,
        "old_where": _where(before.room, before.place) if before else "",
    }
    _tell("session_moved", session, facts, now=now)


def session_cancelled(session: Session, *, reason: str, now: datetime) -> None:
    """Tell everybody who appears that it does not take place."""
    _tell("session_cancelled", session, {"reason": reason}, now=now)


def edition_facts(edition: Edition) -> dict:
    """What every mail knows of its edition."""
    names = ("name", "short_name", "slug", "timezone", "contact_email")
    return {name: getattr(edition, name) for name in names}


def recipient(person: Person) -> Recipient | None:
    """Where ``person`` is told things: the own address, else the account's; None for somebody without either."""
    email = person.email or (person.user.email if person.user else "")
    if not email:
        return None
    return Recipient(email, person.name, person.language, person.timezone, user_id=person.user_id)


def facts_of(session: Session) -> dict:
    """What a mail about ``session`` may say."""
    return {
        "edition": edition_facts(session.edition),
        "title": session.title,
        "url": absolute(session.get_absolute_url()),
        "where": _where(session.room, session.place),
        "starts_at": session.starts_at.isoformat() if session.starts_at else None,
        "ends_at": session.ends_at.isoformat() if session.ends_at else None,
        "reported_on": session.reported_on.isoformat() if session.reported_on else "",
        "is_time_placeholder": session.is_time_placeholder,
    }


def _tell(kind, session, facts, *, now):
    people = Person.objects.filter(appearances__session=session).select_related("user")
    to = [one for one in map(recipient, people) if one]
    telling = Telling(
        kind,
        f"session:{session.public_id}",
        version=session.version,
        edition=session.edition.slug,
        facts=facts_of(session) | facts,
    )
    if to:
        outbox.queue(telling, to, now=now)


def _where(room, place):
    return f"{room}, {room.venue}" if room else place
