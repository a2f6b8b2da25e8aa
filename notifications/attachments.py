"""Files that go with a mail. The room that tells a kind says how they are made; they are made when the mail is."""

from collections.abc import Callable
from dataclasses import dataclass

from notifications.models import Message


@dataclass(frozen=True)
class Attachment:
    """``name``: ASCII, with its ending. ``media_type``: as in application/pdf."""

    name: str
    content: bytes
    media_type: str


class CannotMake(Exception):
    """The file cannot be made of these facts; says why. Its mail does not leave without it."""


Maker = Callable[[dict], list[Attachment]]
_makers: dict[str, Maker] = {}


def made_for(kind: str) -> Callable[[Maker], Maker]:
    """Let the decorated function make what goes with mails of ``kind``: it is given their facts and reads nothing else,
    while the reader's language is active. It raises CannotMake."""

    def register(maker: Maker) -> Maker:
        _makers[kind] = maker
        return maker

    return register


def kinds() -> list[str]:
    """The kinds whose mails take longer than others to make."""
    return list(_makers)


def of(message: Message) -> list[Attachment]:
    """What goes with ``message``; nothing for most kinds. Raises CannotMake."""
    maker = _makers.get(message.kind)
    return maker(message.facts) if maker else []
