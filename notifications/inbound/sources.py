"""Where mail is read from: an IMAP folder, or a maildir. A mail counts as read only after ``done`` was said of it."""

import imaplib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings

LARGEST = 2_000_000
"""Bytes. No answer is larger; of a larger mail only the head is read."""

TIMEOUT_SECONDS = 20
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


@dataclass(frozen=True)
class Found:
    """``name``: the mail's name in its source. ``is_whole``: False where only the head was read."""

    name: str
    raw: bytes
    is_whole: bool = True


class Source(Protocol):
    def unread(self) -> Iterator[Found]: ...
    def done(self, found: Found) -> None: ...


@contextmanager
def opened() -> Iterator[list[Source]]:
    """The sources that the settings name, none where they name none."""
    sources: list[Source] = [Maildir(Path(settings.INBOUND_MAILDIR))] if settings.INBOUND_MAILDIR else []
    if not settings.INBOUND_IMAP_HOST:
        yield sources
        return
    imap = Imap(_line())
    try:
        yield [*sources, imap]
    finally:
        imap.close()


class Maildir:
    """``new`` holds what is unread; what is done moves to ``cur``, marked as seen."""

    def __init__(self, root: Path):
        self._root = root

    def unread(self):
        for path in sorted((self._root / "new").glob("*")):
            with path.open("rb") as kept:
                raw = kept.read(LARGEST + 1)
            yield Found(path.name, raw[:LARGEST], is_whole=len(raw) <= LARGEST)

    def done(self, found):
        (self._root / "cur").mkdir(exist_ok=True)
        (self._root / "new" / found.name).rename(self._root / "cur" / f"{found.name}:2,S")


class Imap:
    """One folder of an IMAP server (RFC 9051). Reading leaves a mail unseen; ``done`` marks it."""

    def __init__(self, line: imaplib.IMAP4):
        self._line = line

    def unread(self):
        _kind, (numbers, *_rest) = self._line.uid("SEARCH", "UNSEEN")
        for number in (numbers or b"").decode().split():
            yield from self._fetch(number)

    def done(self, found):
        self._line.uid("STORE", found.name, "+FLAGS.SILENT", r"(\Seen)")

    def close(self):
        try:
            self._line.logout()
        except (imaplib.IMAP4.error, OSError):
            self._line.shutdown()

    def _fetch(self, number):
        _kind, told = self._line.uid("FETCH", number, "(RFC822.SIZE)")
        size = SIZE.search(_flat(told))
        is_whole = size is not None and int(size[1]) <= LARGEST
        part = "(BODY.PEEK[])" if is_whole else f"(BODY.PEEK[HEADER]<0.{LARGEST}>)"
        _kind, told = self._line.uid("FETCH", number, part)
        bodies = [one[1] for one in told if isinstance(one, tuple)]
        if bodies:  # else somebody took it away meanwhile
            yield Found(number, bodies[0], is_whole=is_whole)


def _line():
    """Signed in, the folder open."""
    kind = imaplib.IMAP4_SSL if settings.INBOUND_IMAP_SSL else imaplib.IMAP4
    line = kind(settings.INBOUND_IMAP_HOST, settings.INBOUND_IMAP_PORT, timeout=TIMEOUT_SECONDS)
    line.login(settings.INBOUND_IMAP_USER, settings.INBOUND_IMAP_PASSWORD)
    line.select(settings.INBOUND_IMAP_FOLDER)
    return line


def _flat(told):
    return b" ".join(b" ".join(one) if isinstance(one, tuple) else one or b"" for one in told)
