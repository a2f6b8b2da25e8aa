"""The words that a list of delegates offers in its columns, in the reader's language."""

from django.conf import settings
from django.utils.text import capfirst
from django_countries import countries

from delegations.languages import SPOKEN
from delegations.models import DelegateCategory, DocumentKind


def offered(categories: list[str]) -> dict[str, list[str]]:
    """By column key. ``categories``: those that the reader may give. Of languages spoken there are several: written."""
    names = [str(one.name) for one in countries]
    return {
        "category": [capfirst(str(DelegateCategory(one).label)) for one in categories],
        "country": names,
        "language": [spoken_name(code) for code, _name in settings.NOTICE_LANGUAGES],
        "document_kind": [capfirst(str(label)) for _value, label in DocumentKind.choices],
        "document_country": names,
    }


def spoken_name(code: str) -> str:
    """A language by its own name."""
    return dict(SPOKEN).get(code, code)
