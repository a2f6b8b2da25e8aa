"""The facts about a meeting that a mail may say, frozen and JSON-ready."""

from core.links import absolute
from scheduling import ics
from scheduling.models import Confidentiality, Meeting


def about(meeting: Meeting) -> str:
    """The meeting's name in the outbox."""
    return f"meeting:{meeting.public_id}"


def facts_of(meeting: Meeting, *, reason: str = "", **more) -> dict:
    """Everything the templates of meetings read. Subject, sides and reasons of what is restricted or hidden stay out:
    a mail passes through other hands, its link does not."""
    is_unsaid = meeting.confidentiality in ics.UNSAID
    edition = meeting.edition
    return {
        "edition": {
            "name": edition.name,
            "short_name": edition.short_name,
            "slug": edition.slug,
            "timezone": edition.timezone,
            "contact_email": edition.contact_email,
        },
        "title": ics.title(meeting),
        "is_hidden": meeting.confidentiality == Confidentiality.HIDDEN,
        "topics": "" if is_unsaid else meeting.topics,
        "parties": [] if is_unsaid else [str(party.delegation) for party in meeting.parties.all()],
        "starts_at": _iso(meeting.starts_at),
        "ends_at": _iso(meeting.ends_at),
        "wished_from": _iso(meeting.wished_from),
        "wished_until": _iso(meeting.wished_until),
        "length_minutes": meeting.length_minutes,
        "place": ", ".join(ics.place(meeting)),
        "url": absolute(meeting.get_absolute_url()),
        "reason": "" if is_unsaid else reason,
        "for_people": [],
        **({name: "" if is_unsaid and name in ("who", "note") else value for name, value in more.items()}),
    }


def _iso(moment):
    return moment.isoformat() if moment else None
