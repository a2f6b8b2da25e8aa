"""Identity documents: what makes their facts right, and the fingerprints by which the same one is found again."""

import datetime as dt

from django.utils.translation import gettext as _

from core.encryption import fingerprint
from core.errors import InvalidInput
from delegations.models import DocumentKind, IdentityDocument
from forum.models import Edition

EMPTY = {"kind": DocumentKind.PASSPORT, "country": "", "number": "", "born_on": "", "expires_on": None}
"""The facts of a document, and what they are where nothing is known."""
OLDEST = dt.date(1900, 1, 1)


def number_print(country: str, number: str) -> str:
    """Equal for the same document, whoever writes its number and how; empty without a number."""
    return fingerprint(country, number) if number else ""


def birth_print(born_on: str) -> str:
    """Equal for the same day (ISO 8601); empty without one."""
    return fingerprint(born_on) if born_on else ""


def check(document: IdentityDocument, *, edition: Edition, now) -> None:
    """Raise InvalidInput by field for what cannot be right at ``edition``."""
    if document.number and not document.country:
        raise InvalidInput(_("Choose which country issued the document."), field="country")
    if document.number and not any(map(str.isalnum, document.number)):
        raise InvalidInput(_("Write the number as it stands in the document."), field="number")
    if document.expires_on and document.expires_on < edition.ends_on:
        raise InvalidInput(_("The document expires before the forum ends."), field="expires_on")
    if document.born_on and not OLDEST <= _date(document.born_on) <= now.date():
        raise InvalidInput(_("This cannot be a date of birth."), field="born_on")


def mark(document: IdentityDocument) -> None:
    """Fingerprints by which the same document, and the same date of birth, are found without being read."""
    document.number_print = number_print(str(document.country), document.number)
    document.birth_print = birth_print(document.born_on)


def written(document: IdentityDocument, facts: dict) -> IdentityDocument:
    """The document, not saved, with ``facts`` (any of EMPTY) and its fingerprints."""
    for field, value in facts.items():
        setattr(document, field, value or EMPTY[field])
    mark(document)
    return document


def _date(text):
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput(_("Write the date as in 1980-12-31."), field="born_on") from error
