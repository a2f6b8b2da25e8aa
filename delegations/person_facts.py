"""The facts of a person that a mission writes: which they are, what makes them right, which must be there."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.errors import InvalidInput
from core.listing import listed
from forum.models import Person
from forum.models.edition import validate_timezone

FIELDS = (
    "honorific",
    "name",
    "native_name",
    "position",
    "organisation",
    "country",
    "email",
    "language",
    "languages",
    "timezone",
)
REQUIRED_TO_SUBMIT = ("name", "position", "organisation", "country")
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that turn the direction of what follows, and so let a name read as another. Joiners stay: Urdu needs them."""
CLEARED = ("name", "native_name", "country")
"""What the desk's approval was given to: a change of it after approval sends the delegate back to review."""


def cleaned(facts: dict) -> dict:
    """``facts`` (any of FIELDS) with spaces put right. Raises InvalidInput by field for what cannot be right."""
    tidy = {field: tidied(field, value) for field, value in facts.items() if field in FIELDS}
    if "name" in tidy and not tidy["name"]:
        raise InvalidInput(_("Write the name as in the passport."), field="name")
    try:
        Person(**tidy).clean_fields(exclude={field.name for field in Person._meta.fields} - set(tidy))  # noqa: SLF001
    except ValidationError as error:
        field, sentences = next(iter(error.message_dict.items()))
        raise InvalidInput(sentences[0], field=field) from error
    if tidy.get("timezone"):
        _require_zone(tidy["timezone"])
    return tidy


def require_complete(person: Person) -> None:
    """Raise InvalidInput, naming the first of the fields without which nobody can be submitted."""
    missing = lacking(person)
    if missing:
        raise InvalidInput(
            _("Before %(person)s can be submitted, fill in: %(fields)s.")
            % {"person": person, "fields": listed(labels_of(missing))},
            field=missing[0],
            facts={"missing": missing},
        )


def lacking(person: Person) -> list[str]:
    """The names of the facts without which the person cannot be submitted, and which are not there."""
    return [field for field in REQUIRED_TO_SUBMIT if not getattr(person, field)]


def labels_of(fields: list[str]) -> list[str]:
    """What the facts are called, in the reader's language."""
    return [str(field.verbose_name) for field in Person._meta.fields if field.name in fields]  # noqa: SLF001


def without_controls(text: str) -> str:
    """``text`` in composed form (NFC), runs of space as one. Raises ValidationError for control characters."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if any(unicodedata.category(letter) == "Cc" or letter in TURNS for letter in text):
        raise ValidationError(_("There is a character here that cannot be written."))
    return text


def tidied(field: str, value):
    """``value`` with spaces put right where it is text. Raises InvalidInput (of ``field``) for control characters."""
    if field == "email" and isinstance(value, str):
        return value.strip().lower()
    if not isinstance(value, str):
        return value
    try:
        return without_controls(value)
    except ValidationError as error:
        raise InvalidInput(error.message, field=field) from error


def _require_zone(name):
    try:
        validate_timezone(name)
    except ValidationError as error:
        raise InvalidInput(error.messages[0], field="timezone") from error
