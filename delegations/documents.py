"""Identity documents: what makes their facts right, and the fingerprints by which the same one is found again."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.encryption import fingerprint
from core.errors import InvalidInput
from delegations import person_facts
from delegations.models import DocumentKind, IdentityDocument
from forum.models import Edition

FIELDS = ("kind", "country", "number", "born_on", "expires_on")
EMPTY = {"kind": DocumentKind.PASSPORT, "country": "", "number": "", "born_on": "", "expires_on": None}
SHORTEST, LONGEST = 5, 30
"""Of a number's letters and figures."""
OLDEST_YEARS = 120


def number_print(country: str, number: str) -> str:
    """Equal for the same document, whoever writes its number and how; empty without a number."""
    return fingerprint(country, number) if number else ""


def birth_print(born_on: dt.date | None) -> str:
    return fingerprint(born_on.isoformat()) if born_on else ""


def cleaned(facts: dict, edition: Edition, *, today: dt.date) -> dict:
    """``facts`` (any of FIELDS; days as dates or None) put right. Raises InvalidInput by field."""
    tidy = {field: value for field, value in facts.items() if field in FIELDS}
    if tidy.get("number"):
        tidy["number"] = _number(tidy["number"])
    born_on, expires_on = tidy.get("born_on"), tidy.get("expires_on")
    if born_on and not today.replace(year=today.year - OLDEST_YEARS, day=1) < born_on < today:
        raise InvalidInput(_("Nobody who comes was born on this day."), field="born_on")
    if expires_on and expires_on < edition.ends_on:
        raise InvalidInput(_("The document is not valid until the end of the forum."), field="expires_on")
    return tidy


def written(document: IdentityDocument, facts: dict) -> IdentityDocument:
    """The unsaved document with ``facts`` (as ``cleaned`` gave them) and its fingerprints."""
    for field, value in facts.items():
        setattr(document, field, value or EMPTY[field])
    born_on = document.born_on
    document.born_on = born_on.isoformat() if isinstance(born_on, dt.date) else born_on
    document.number_print = number_print(str(document.country), document.number)
    document.birth_print = fingerprint(document.born_on) if document.born_on else ""
    return document


def _number(number):
    try:
        number = person_facts.without_controls(number)
    except ValidationError as error:
        raise InvalidInput(error.message, field="number") from error
    if not SHORTEST <= sum(map(str.isalnum, number)) <= LONGEST:
        raise InvalidInput(_("This is no number of a passport or an identity card."), field="number")
    return number
