"""Who carries a short text to a telephone number: one interface, a provider over HTTPS, and one that only notes.

``SHORT_PROVIDERS`` says for each channel which: ``{"sms": {"via": "http", "url": …, "token": …, "sender": …}}``.
"""

import json
import logging
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Protocol

from django.conf import settings
from django.utils.timezone import now

from notifications import maildir, outgoing
from notifications.models.channel import Channel

log = logging.getLogger(__name__)
LATER = (408, 425, 429)


class NotTaken(Exception):
    """The other side did not take it. ``is_final``: for good, else for now; ``is_gone``: there is nobody any more.
    ``is_silent``: nobody answered at all."""

    def __init__(self, words: str, *, is_final: bool, is_gone: bool = False, is_silent: bool = False):
        super().__init__(words)
        self.is_final, self.is_gone, self.is_silent = is_final, is_gone, is_silent


class Provider(Protocol):
    def send(self, channel: str, number: str, text: str, *, key: str) -> None:
        """Have ``text`` carried to ``number`` (E.164). ``key`` is the same at every attempt, so that a provider can
        tell a second one. Raises NotTaken."""


@dataclass(frozen=True)
class HttpProvider:
    """JSON over HTTPS: ``{"id", "channel", "from", "to", "text"}`` with a bearer token; any 2xx means taken."""

    url: str
    token: str = ""
    sender: str = ""

    def send(self, channel: str, number: str, text: str, *, key: str) -> None:
        body = {"id": key, "channel": channel, "from": self.sender, "to": number, "text": text}
        headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": key}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        require_taken(self.url, json.dumps(body, ensure_ascii=False).encode(), headers, unsaid=(number, self.token))


@dataclass(frozen=True)
class LogProvider:
    """Sends nothing. The log gets the length of the text and the end of the number; where the demo keeps its mails,
    the text lies among them."""

    def send(self, channel: str, number: str, text: str, *, key: str) -> None:
        shown = masked(number)
        log.info("%s to %s, %d characters: %s", channel, shown, len(text), key)
        if not settings.MAILBOX_DIR:
            return
        mail = EmailMessage()
        mail["From"] = f"{Channel(channel).label} <{channel}@majlis.example>"
        mail["To"] = f'"{shown}" <{number.lstrip("+")[-2:]}@{channel}.example>'
        mail["Subject"] = f"{Channel(channel).label} → {shown}"
        mail["Date"] = format_datetime(now())
        mail["Message-ID"] = f"<{key}@{channel}.example>"
        mail.set_content(text)
        maildir.keep(bytes(mail))


PROVIDERS = {"http": HttpProvider, "log": LogProvider}


def of(channel: str) -> Provider:
    """Who carries ``channel`` here. Raises NotTaken where nobody does."""
    given = dict(settings.SHORT_PROVIDERS.get(channel) or {})
    if not given:
        raise NotTaken(f"{channel} is not configured", is_final=True)
    return PROVIDERS[given.pop("via")](**given)


def masked(number: str) -> str:
    """As much of a number as lists and logs show."""
    return f"{number[:3]} ••• {number[-2:]}"


def require_taken(url: str, body: bytes, headers: dict[str, str], *, unsaid=(), gone=()) -> None:
    """Post ``body``; raises NotTaken unless the answer is a yes. ``unsaid`` never stands in its words."""
    try:
        answer = outgoing.post(url, body, headers)
    except outgoing.Unreachable as error:
        raise NotTaken(str(error), is_final=error.is_final, is_silent=True) from error
    if answer.is_yes:
        return
    words = f"{answer.code} {answer.words}".strip()
    for secret in filter(None, unsaid):
        words = words.replace(secret, "…")
    is_final = 300 <= answer.code < 500 and answer.code not in LATER
    raise NotTaken(words, is_final=is_final, is_gone=answer.code in gone)
