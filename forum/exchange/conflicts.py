"""Finds who and what a programme would put in two places, before the ledger has to refuse it."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from forum.exchange.schedule import Item


@dataclass(frozen=True)
class Wish:
    """What an item wants of one resource. `until` has a room's turnaround inside; `name` is for people to read."""

    resource: Hashable
    name: str
    until: datetime


@dataclass(frozen=True)
class Held:
    """A span that a resource is not free in, and what it is busy with."""

    starts_at: datetime
    until: datetime
    title: str


@dataclass(frozen=True)
class Conflict:
    """Why `item` was not given its time: `name` (a person or a room) is busy with `held`."""

    item: Item
    name: str
    held: Held

    def __str__(self):
        return _("%(where)s: “%(title)s”: %(name)s is taken then by “%(other)s”.") % {
            "where": self.item.where,
            "title": self.item.title,
            "name": self.name,
            "other": self.held.title,
        }


def settle(wanted: Iterable[tuple[Item, list[Wish]]], taken: dict[Hashable, list[Held]]) -> dict[str, list[Conflict]]:
    """The conflicts of each item that cannot have its time, by the item's key; all others can have theirs together.

    Whoever starts first is given the time, and of two that start together the one that the file names first.
    """
    busy = {resource: list(spans) for resource, spans in taken.items()}
    refused: dict[str, list[Conflict]] = {}
    for item, wishes in sorted(wanted, key=lambda pair: pair[0].starts_at):
        in_the_way = [
            Conflict(item, wish.name, held)
            for wish in wishes
            for held in busy.get(wish.resource, ())
            if item.starts_at < held.until and held.starts_at < wish.until
        ]
        if in_the_way:
            refused[item.key] = in_the_way
            continue
        for wish in wishes:
            busy.setdefault(wish.resource, []).append(Held(item.starts_at, wish.until, item.title))
    return refused
