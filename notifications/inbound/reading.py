"""One mail that came in, as plain values. It may be anything: too large, nested without end, in no known charset."""

import email
import email.header
import email.policy
import hashlib
import re
from dataclasses import dataclass, field
from email.message import Message as Part
from email.utils import getaddresses, parseaddr

from notifications.inbound.sources import Found

MOST_PARTS = 60
LARGEST_CALENDAR = 200_000
TO = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
PLUS = re.compile(r"\+([a-z0-9]{8,64})@")


@dataclass(frozen=True)
class Calendar:
    """``method``: what the part's head says it is, in capitals; empty where it says nothing."""

    method: str
    text: str


@dataclass(frozen=True)
class Mail:
    """``tokens``: what stood behind a plus in the addresses it came to. ``fault``: why its body was not read."""

    message_id: str
    sender: str
    subject: str
    is_automatic: bool = False
    tokens: frozenset[str] = frozenset()
    calendars: tuple[Calendar, ...] = ()
    parts: tuple[Part, ...] = field(default=(), repr=False)
    fault: str = ""


def read(found: Found) -> Mail:
    """Take the mail apart. Never raises: what cannot be read has a ``fault``."""
    if not found.is_whole:
        return _headed(found, "larger than any answer is")
    try:
        whole = email.message_from_bytes(found.raw, policy=email.policy.compat32)
        parts = _parts(whole)
    except RecursionError:
        return _headed(found, "nested too deeply")
    if len(parts) > MOST_PARTS:
        return _headed(found, "of too many parts")
    return _mail(found, whole, parts=tuple(parts), calendars=tuple(_calendars(parts)))


def words(part: Part) -> str:
    """The text of a part; what its charset does not explain is replaced."""
    data = part.get_payload(decode=True)
    data = data if isinstance(data, bytes) else b""
    try:
        return data.decode(part.get_content_charset("utf-8"), errors="replace")
    except (LookupError, ValueError):
        return data.decode("utf-8", errors="replace")


def plus(address: str) -> str:
    """What stands behind the plus of ``address``, or nothing."""
    found = PLUS.search(address.lower())
    return found[1] if found else ""


def _headed(found, fault):
    head = re.split(rb"\r?\n\r?\n", found.raw[:100_000], maxsplit=1)[0]
    return _mail(found, email.message_from_bytes(head + b"\r\n\r\n", policy=email.policy.compat32), fault=fault)


def _mail(found, whole, **facts):
    to = getaddresses([_text(value) for name in TO for value in whole.get_all(name, [])])
    automatic = _text(whole.get("Auto-Submitted", "no")).lower()
    return Mail(
        message_id=_identity(whole, found.raw),
        sender=parseaddr(_text(whole.get("From", "")))[1][:254],
        subject=_text(whole.get("Subject", ""))[:300],
        is_automatic=automatic.startswith("auto-replied"),
        tokens=frozenset(filter(None, (plus(address) for _name, address in to))),
        **facts,
    )


def _identity(whole, raw):
    """Its Message-ID; where there is none, or one too long to keep, what its bytes are."""
    given = _text(whole.get("Message-ID", "")).strip()
    return given if 3 <= len(given) <= 250 else f"sha256:{hashlib.sha256(raw).hexdigest()}"


def _parts(whole):
    found: list[Part] = []
    for part in whole.walk():
        found.append(part)
        if len(found) > MOST_PARTS:
            break
    return found


def _calendars(parts):
    for part in parts:
        if part.get_content_type() == "text/calendar":
            method = part.get_param("method", "")
            text = words(part)
            if len(text) <= LARGEST_CALENDAR:
                yield Calendar(str(method).upper(), text)


def _text(value):
    """A header in one line, decoded as far as it can be, without what a database does not take."""
    try:
        decoded = str(email.header.make_header(email.header.decode_header(str(value))))
    except (LookupError, ValueError):
        decoded = str(value)
    return " ".join(decoded.replace("\x00", "").encode("utf-8", "replace").decode().split())
