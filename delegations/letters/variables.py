"""The facts that the words of a letter may name, and nothing besides."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from delegations.letters import languages
from delegations.models import Delegate, Delegation, LetterKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

K = LetterKind
ALL = frozenset(K)
NAMED = frozenset({K.PERSON, K.VISA})


@dataclass(frozen=True)
class Variable:
    name: str
    label: "StrOrPromise"
    kinds: frozenset = ALL


VARIABLES = [
    Variable("forum", _("name of the forum")),
    Variable("forum_short", _("short name of the forum")),
    Variable("dates", _("first to last day")),
    Variable("starts_on", _("first day")),
    Variable("ends_on", _("last day")),
    Variable("city", _("city")),
    Variable("venue", _("main venue")),
    Variable("host", _("host")),
    Variable("host_country", _("country of the forum")),
    Variable("contact", _("address that people answer to")),
    Variable("number", _("number of the letter")),
    Variable("issued_on", _("date of the letter")),
    Variable("delegation", _("name of the delegation")),
    Variable("delegation_native", _("its name in own script")),
    Variable("delegation_country", _("its country")),
    Variable("salutation", _("form of address by the kind of delegation")),
    Variable("addressee", _("the delegation's head, or the office"), frozenset({K.DELEGATION})),
    Variable("places", _("how many people are invited"), frozenset({K.DELEGATION})),
    Variable("name", _("name of the person"), NAMED),
    Variable("native_name", _("name in own script"), NAMED),
    Variable("position", _("position"), NAMED),
    Variable("organisation", _("organisation"), NAMED),
    Variable("nationality", _("nationality"), NAMED),
    Variable("passport", _("number of the passport, where the terms say so"), frozenset({K.VISA})),
    Variable("arrives_on", _("day of arrival, where known"), frozenset({K.VISA})),
    Variable("departs_on", _("day of departure, where known"), frozenset({K.VISA})),
]


@dataclass(frozen=True)
class Occasion:
    """What a letter has besides its subject. ``venue``: of the forum. ``passport``: a number that it may name."""

    language: str
    number: str
    issued_on: date
    venue: str = ""
    passport: str = ""


def names_for(kind: str) -> list[str]:
    return [one.name for one in VARIABLES if kind in one.kinds]


def facts(kind: str, subject: Delegation | Delegate, occasion: Occasion) -> dict[str, str]:
    """The value of each variable of the kind, empty where nothing is known. ``subject`` with all that it leads to."""
    delegation = subject if isinstance(subject, Delegation) else subject.delegation
    with languages.spoken(occasion.language):
        found = _of_forum(delegation.edition, occasion) | _of_delegation(delegation, occasion)
        if isinstance(subject, Delegate):
            found |= _of_person(subject, occasion)
        return {name: str(found[name]) for name in names_for(kind)}


def _of_forum(edition, occasion):
    return {
        "forum": edition.name,
        "forum_short": edition.short_name,
        "dates": languages.days(occasion.language, edition.starts_on, edition.ends_on),
        "starts_on": languages.day(occasion.language, edition.starts_on),
        "ends_on": languages.day(occasion.language, edition.ends_on),
        "city": edition.city,
        "venue": occasion.venue,
        "host": edition.host,
        "host_country": edition.country.name,
        "contact": edition.contact_email,
        "number": occasion.number,
        "issued_on": languages.day(occasion.language, occasion.issued_on),
    }


def _of_delegation(delegation, occasion):
    head = delegation.head.person if delegation.head else None
    office = languages.head_of(occasion.language, delegation.kind)
    return {
        "delegation": delegation.name,
        "delegation_native": delegation.native_name,
        "delegation_country": delegation.country.name,
        "salutation": languages.salutation(occasion.language, delegation.kind),
        "addressee": ", ".join(filter(None, (str(head), head.position))) if head else office,
        "places": delegation.quota,
    }


def _of_person(delegate, occasion):
    person, details = delegate.person, getattr(delegate, "details", None)
    return {
        "name": str(person),
        "native_name": person.native_name,
        "position": person.position,
        "organisation": person.organisation,
        "nationality": person.country.name,
        "passport": occasion.passport,
        "arrives_on": _local_day(details and details.arrives_at, delegate, occasion),
        "departs_on": _local_day(details and details.departs_at, delegate, occasion),
    }


def _local_day(at, delegate, occasion):
    return languages.day(occasion.language, at.astimezone(delegate.edition.zone).date()) if at else ""
