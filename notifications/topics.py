"""What each kind of message is about: every app's ``notices.py`` says so in ``TOPICS``, beside its samples."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings

from notifications.models.channel import DEFAULTS, ESSENTIAL, SHORT, Channel, Topic

MAIL_FOLDERS: list = settings.TEMPLATES[0]["DIRS"]  # type: ignore[assignment]


def topic_of(kind: str) -> Topic:
    """The topic of ``kind``; of one that nobody named, the one that cannot be switched off."""
    return _topics().get(kind, Topic.DECISIONS)


def is_essential(kind: str) -> bool:
    """Whether mails of ``kind`` are sent whatever somebody chose."""
    return topic_of(kind) in ESSENTIAL


def plan_of(kinds: Iterable[str]) -> list[dict]:
    """For each of ``kinds``, what ``outbox`` asks: by which channels besides mail it may go, and by which it does until
    somebody chooses; ``refusable``: the topic whose refusal keeps it from going by mail."""
    working = [channel.value for channel in SHORT if is_working(channel)]
    return [_plan(kind, working) for kind in set(kinds)]


def is_working(channel: Channel) -> bool:
    """Whether this installation is set up to send by ``channel``."""
    if channel == Channel.EMAIL:
        return True
    return bool(settings.VAPID_PRIVATE_KEY) if channel == Channel.PUSH else channel in settings.SHORT_PROVIDERS


@cache
def has_short(kind: str) -> bool:
    """Whether messages of ``kind`` have words short enough for a device or a number."""
    return any(Path(folder, "mail", kind, "short.txt").exists() for folder in MAIL_FOLDERS)


def _plan(kind, working):
    topic = topic_of(kind)
    return {
        "kind": kind,
        "topic": topic.value,
        "refusable": None if topic in ESSENTIAL else topic.value,
        "channels": working if working and has_short(kind) else [],
        "by_default": [channel.value for channel in SHORT if topic in DEFAULTS[channel]],
    }


@cache
def _topics() -> dict[str, Topic]:
    return said_by_apps("TOPICS")


def said_by_apps(name: str) -> dict:
    """What the ``notices.py`` of every app says under ``name``, together."""
    found: dict = {}
    for app in apps.get_app_configs():
        if find_spec(f"{app.name}.notices"):
            found |= getattr(import_module(f"{app.name}.notices"), name, {})
    return found
