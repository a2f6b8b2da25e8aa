"""A guest list in the words of its reader: the names of an entry's fields, what they say, how versions differ."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import pgettext

from delegations.guest_lists import Difference
from delegations.models import GuestListEntry

NOTHING = "–"


@dataclass(frozen=True)
class ChangedWords:
    """``fields``: (name of the field, before, after)."""

    name: str
    fields: list[tuple[str, str, str]]


def label(field: str) -> str:
    named = GuestListEntry._meta.get_field(field)  # noqa: SLF001 - the model names its fields
    return capfirst(str(named.verbose_name))  # type: ignore[union-attr]


def said(entry: GuestListEntry, field: str) -> str:
    if field == "name" and entry.erased_at:
        return pgettext("somebody of a guest list", "erased")
    return _words(entry, field) or NOTHING


def changes(difference: Difference) -> list[ChangedWords]:
    """The changed people of ``difference``, each with the name that they have now."""
    return [
        ChangedWords(
            said(one.after, "name"),
            [(label(field), said(one.before, field), said(one.after, field)) for field, _before, _after in one.fields],
        )
        for one in difference.changed
    ]


def _words(entry, field):
    if field == "serial":
        return entry.badge_number
    if field == "nationality":
        return str(entry.nationality.name or "")
    if field == "category":
        return capfirst(str(entry.get_category_display()))
    return getattr(entry, field)
