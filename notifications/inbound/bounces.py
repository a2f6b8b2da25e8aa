"""Notes that a mail could not be delivered (RFC 3464), for the messages of our outbox that they are about."""

import re
from dataclasses import dataclass
from email import message_from_string
from email.message import Message as Part

from notifications.inbound.reading import Mail, words

OURS = re.compile(r"<([a-z0-9]{16})@")
RETURNED = ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers")


@dataclass(frozen=True)
class Bounce:
    """The message ``public_id`` did not reach its recipient, in the ``words`` of the server that said so."""

    public_id: str
    words: str


def is_report(mail: Mail) -> bool:
    """Whether the mail is a report on delivery, of whatever result."""
    return any(part.get_content_type() == "message/delivery-status" for part in mail.parts)


def bounces_in(mail: Mail) -> list[Bounce]:
    """Whom the report says a message of ours will not reach. Delays and deliveries are none."""
    about = next(filter(None, (_about(part) for part in mail.parts)), "")
    statuses = [part for part in mail.parts if part.get_content_type() == "message/delivery-status"]
    return [one for part in statuses for one in _failed(part, about)] if about else []


def _about(part):
    """The public id in the Message-ID of the mail that came back, whole or only its head."""
    if part.get_content_type() not in RETURNED:
        return ""
    inside = part.get_payload()
    head = inside[0] if isinstance(inside, list) and inside else message_from_string(words(part))
    found = OURS.search(str(head.get("Message-ID", ""))) if isinstance(head, Part) else None
    return found[1] if found else ""


def _failed(part, about):
    groups = part.get_payload()
    for group in groups if isinstance(groups, list) else []:
        if str(group.get("Action", "")).strip().lower() != "failed":
            continue
        said = str(group.get("Diagnostic-Code") or group.get("Status") or "")
        said = " ".join(said.replace("\x00", "").partition(";")[2].split() or said.split())
        yield Bounce(about, said[:1000])
