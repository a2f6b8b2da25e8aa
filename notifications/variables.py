"""The facts that the words of a notice may name: those of its sample that somebody has explained, and nothing besides.

Every app's ``notices.py`` explains its facts in ``VARIABLES``, beside its samples. A fact without an explanation is one
by which the house's own templates tell cases apart; a kind that has such is ``varied``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.template import Context
from django.utils.translation import gettext_lazy as _

from core.listing import listed
from notifications.templatetags.moments import day, moment
from notifications.topics import said_by_apps

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SPANS = {
    "starts_at": "ends_at",
    "wished_from": "wished_until",
    "proposed_from": "proposed_until",
    "old_starts_at": "old_ends_at",
}
LINKS = ("link", "url")
ALWAYS: dict[str, "StrOrPromise"] = {
    "recipient": _("name of the reader"),
    "edition": _("name of the forum"),
    "edition_short": _("short name of the forum"),
    "contact": _("address that people answer to"),
}
LINK = _("where to read on or to answer; as a line “words: {link}” it is a button")
BLOCKS = {
    "usual": _("the house's own text with all its details, as a paragraph of its own"),
    "details": _("the table of the meeting with the button that opens it, as a paragraph of its own"),
}
UNSAID = {"edition", "is_hidden", "length_minutes", *SPANS.values()}


@dataclass(frozen=True)
class Variable:
    name: str
    label: "StrOrPromise"


def kinds() -> list[str]:
    """The kinds whose words may be edited: those with facts and a reader outside this house."""
    return [kind for kind in samples() if kind not in ("delivery_test", "broadcast")]


@cache
def samples() -> dict[str, dict]:
    return said_by_apps("SAMPLES")


@cache
def explained() -> dict[str, "StrOrPromise"]:
    return said_by_apps("VARIABLES")


def names(kind: str) -> list[str]:
    """What words of ``kind`` may name in a sentence; ``blocks`` are named besides."""
    sample = samples()[kind]
    own = [name for name in sample if name in explained() and not _is_an_end(name, sample)]
    return [*own, *(["link"] if leads_on(kind) else []), *ALWAYS]


def blocks(kind: str) -> list[str]:
    """What may stand as a paragraph of its own."""
    return ["usual", "details"] if "parties" in samples()[kind] else ["usual"]


def leads_on(kind: str) -> bool:
    """Whether notices of ``kind`` exist for a link."""
    return any(samples()[kind].get(name) for name in LINKS)


def is_varied(kind: str) -> bool:
    """Whether the house says different things by cases that no variable tells."""
    sample = samples()[kind]
    told = {*explained(), *LINKS, *UNSAID}
    return any(name not in told for name in sample)


def of(kind: str) -> list[Variable]:
    """What words of ``kind`` may name, explained; the blocks last."""
    labels = {**explained(), **ALWAYS, "link": LINK, **BLOCKS}
    return [Variable(name, labels[name]) for name in [*names(kind), *blocks(kind)]]


def values(named: Iterable[str], facts: Mapping) -> dict[str, str]:
    """Each of ``named`` as words of the active language; empty where nothing is known. ``facts``: of a message, with
    its ``recipient``. Raises KeyError where the message was written without one of them."""
    return {name: _value(name, facts) for name in named}


def _value(name, facts):
    if name in ALWAYS:
        return _always(name, facts)
    if name == "link":
        return facts.get("link") or facts.get("url") or ""
    value = facts[name]
    if name.endswith("_on"):
        return day(value)
    if _is_time(name):
        until = facts.get(SPANS.get(name, ""))
        return str(moment(Context(facts, autoescape=False), value, until=until))
    if isinstance(value, list):
        return str(listed(value))
    return "" if value is None else str(value)


def _always(name, facts):
    edition = facts["edition"]
    return {
        "recipient": facts["recipient"]["name"],
        "edition": edition["name"],
        "edition_short": edition["short_name"],
        "contact": edition.get("contact_email", ""),
    }[name]


def _is_time(name):
    return name in SPANS or name.endswith(("_at", "_until"))


def _is_an_end(name, sample):
    return any(end == name and start in sample for start, end in SPANS.items())
