"""The demo's mailbox: a folder where every mail that was sent lies as a file. The listener writes, the pages read."""

import email
import email.policy
import html
import mailbox
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from icalendar import Calendar

KEY = re.compile(r"[\w.,=:-]{1,200}")  # a longer one no file system takes
TAGS = re.compile(r"<(style|script|title)\b.*?</\1>|<[^>]+>", re.DOTALL | re.IGNORECASE)
SNIPPET = 180


@dataclass(frozen=True)
class Mail:
    """One mail as a reader sees it. ``key`` names it in addresses; ``raw`` is what came over the wire;
    ``files``: names, media types and contents of what is attached, without calendars."""

    key: str
    to: str
    sender: str
    subject: str
    arrived_at: datetime
    text: str
    html: str
    calendar: str
    raw: bytes
    headers: list[tuple[str, str]] = field(default_factory=list)
    files: list[tuple[str, str, bytes]] = field(default_factory=list)

    @property
    def snippet(self) -> str:
        """The first words after the letterhead or greeting, on one line."""
        words = self.text.strip() or html.unescape(TAGS.sub(" ", self.html))
        _letterhead, _gap, rest = words.replace("\r\n", "\n").partition("\n\n")
        return " ".join((rest or words).split())[:SNIPPET]


@dataclass(frozen=True)
class Entry:
    """One event of an iCalendar part. Times are aware, or dates where the event lasts whole days."""

    summary: str
    starts_at: datetime
    ends_at: datetime | None
    location: str
    status: str
    sequence: int
    organiser: str
    attendees: list[tuple[str, str]]

    @property
    def is_timed(self) -> bool:
        """Whether it has clock times, and not whole days."""
        return isinstance(self.starts_at, datetime) and self.starts_at.tzinfo is not None


def keep(raw: bytes) -> None:
    """Put one mail, as it came over the wire, into the mailbox."""
    mailbox.Maildir(_root(), create=True).add(raw)


def newest(recipient: str = "") -> list[Mail]:
    """Every mail, newest first; with ``recipient``, those whose address or name contains it in any case."""
    wanted = recipient.strip().casefold()
    found = [_read(path) for path in sorted(_files(), key=_age, reverse=True)]
    return [mail for mail in found if wanted in mail.to.casefold()]


def find(key: str) -> Mail | None:
    """The mail that ``key`` names, or None."""
    path = _folder() / key
    return _read(path) if KEY.fullmatch(key) and path.is_file() else None


def entries(mail: Mail) -> tuple[str, list[Entry]]:
    """What the iCalendar part of ``mail`` asks for (its METHOD), and its events."""
    calendar = Calendar.from_ical(mail.calendar)
    return str(calendar.get("METHOD", "")), [_entry(event) for event in calendar.walk("VEVENT")]


def _root():
    return Path(str(settings.MAILBOX_DIR))


def _folder():
    return _root() / "new"


def _files():
    return _folder().iterdir() if _folder().exists() else []


def _age(path):
    return path.stat().st_mtime_ns


@lru_cache(maxsize=5000)  # a mail never changes
def _read(path):
    raw = path.read_bytes()
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)  # noqa: S101 - for the type checker: the policy makes it one
    return Mail(
        key=path.name,
        to=str(mail.get("To", "")),
        sender=str(mail.get("From", "")),
        subject=str(mail.get("Subject", "")),
        arrived_at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        text=_content(mail, "text/plain"),
        html=_content(mail, "text/html"),
        calendar=_content(mail, "text/calendar"),
        raw=raw,
        headers=[(name, str(value)) for name, value in mail.items()],
        files=[_file(part) for part in mail.iter_attachments() if part.get_content_type() != "text/calendar"],
    )


def _file(part):
    content = part.get_payload(decode=True)
    return part.get_filename(""), part.get_content_type(), content if isinstance(content, bytes) else b""


def _content(mail, wanted):
    for part in mail.walk():
        if part.get_content_type() == wanted:
            return part.get_content()
    return ""


def _entry(event):
    return Entry(
        summary=str(event.get("SUMMARY", "")),
        starts_at=event.decoded("DTSTART"),
        ends_at=event.decoded("DTEND") if "DTEND" in event else None,
        location=str(event.get("LOCATION", "")),
        status=str(event.get("STATUS", "")),
        sequence=int(event.get("SEQUENCE", 0)),
        organiser=_person(event["ORGANIZER"])[0] if "ORGANIZER" in event else "",
        attendees=[_person(attendee) for attendee in _list(event.get("ATTENDEE", []))],
    )


def _person(address):
    name = str(address.params.get("CN", "")) or str(address).removeprefix("mailto:").removeprefix("MAILTO:")
    return name, str(address.params.get("PARTSTAT", ""))


def _list(value):
    return value if isinstance(value, list) else [value]
