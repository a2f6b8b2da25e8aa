"""The meeting book: one reader's day on paper, in their language, made of the frozen facts of scheduling.days."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from core.typesetting import TypesettingFailed, typeset
from forum.models import Edition
from notifications import attachments
from notifications.attachments import Attachment, CannotMake
from scheduling import days

LONGEST_S = 30
"""Shorter than a mail is leased for: whoever makes the book still holds its mail afterwards."""


@attachments.made_for("day_ahead")
def of_digest(facts: dict) -> list[Attachment]:
    try:
        return [Attachment(file_name(facts), pdf_of(facts), "application/pdf")]
    except (TypesettingFailed, OSError) as error:
        raise CannotMake(f"meeting book: {error}") from error


def of_user(user, edition: Edition, day: str) -> Attachment | None:
    """The book of ``day`` (ISO 8601), in the active language, of what is the user's own and of the delegations that the
    user answers for; None where there is nothing, or no such day."""
    try:
        facts = days.of_user(user, edition, date.fromisoformat(day))
    except (ValueError, OverflowError):
        return None
    return Attachment(file_name(facts), pdf_of(facts), "application/pdf") if facts else None


def file_name(facts: dict) -> str:
    return f"{facts['edition']['slug']}-{facts['day']}.pdf"


def pdf_of(facts: dict) -> bytes:
    """The book in the active language. Raises TypesettingFailed."""
    edition = facts["edition"]
    zone = ZoneInfo(edition["timezone"])
    data = {
        "language": get_language(),
        "is_rtl": get_language_bidi(),
        "forum": edition["name"],
        "title": _("Meeting book"),
        "reader": facts["reader"],
        "day": date_format(date.fromisoformat(facts["day"]), _("l j F Y")),
        "zone": edition["timezone"],
        "labels": {
            "zone": _("All times are those of"),
            "timeline": _("The day"),
            "time": _("Time"),
            "place": _("Place"),
            "topics": _("Topics"),
            "for": _("For"),
            "notes": _("Notes"),
        },
        "entries": [_entry(one, edition, zone) for one in facts["entries"]],
    }
    return typeset("meeting_book.typ", data, longest_s=LONGEST_S)


def _entry(one, edition, zone):
    title = _("Meeting (%(edition)s)") % {"edition": edition["short_name"]} if one["is_unsaid"] else one["title"]
    return {
        **{name: one[name] for name in ("place", "topics", "parties", "for_people")},
        "title": title,
        "is_meeting": one["kind"] == "meeting",
        "time": _span(*(datetime.fromisoformat(one[name]).astimezone(zone) for name in ("starts_at", "ends_at"))),
    }


def _span(start, end):
    return f"{date_format(start, 'H:i')}–{date_format(end, 'H:i')}"
