"""The columns of a list of delegates: their keys, which never change, and their headings in every language."""

import unicodedata
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from delegations import person_facts


@dataclass(frozen=True)
class Column:
    """``kind``: text, choice, choices (several, separated by commas) or date. ``also``: other headings people use."""

    key: str
    label: str | Promise
    kind: str = "text"
    also: tuple[str, ...] = ()
    width: int = 20

    @property
    def is_required(self) -> bool:
        return self.key in person_facts.REQUIRED_TO_SUBMIT

    @property
    def is_secret(self) -> bool:
        return self.key in SECRET


ID = "id"
SECRET = ("birth_date", "document_kind", "document_country", "document_number", "document_expires_on")
"""What is kept encrypted, and so is read from a list and never written into one."""
COLUMNS = (
    Column(ID, _("Majlis number"), also=("Majlis ID",), width=18),
    Column("category", _("Category"), "choice"),
    Column("honorific", _("Honorific"), also=("Title", "Prefix"), width=10),
    Column("name", _("Name in Latin letters"), also=("Name", "Full name", "Name as in passport"), width=30),
    Column("native_name", _("Name in own script"), also=("Native name",), width=26),
    Column("position", _("Position"), also=("Job title", "Designation"), width=26),
    Column("organisation", _("Organisation"), also=("Organization", "Company"), width=30),
    Column("country", _("Nationality"), "choice", also=("Country",), width=22),
    Column("email", _("E-mail"), also=("Email", "E-mail address", "Email address"), width=30),
    Column("language", _("Language of mails"), "choice", width=16),
    Column("languages", _("Languages spoken"), "choices", also=("Languages",), width=20),
    Column("birth_date", _("Date of birth"), "date", also=("Birth date", "DOB"), width=14),
    Column("document_kind", _("Kind of document"), "choice", also=("Document", "Document type"), width=20),
    Column("document_country", _("Document issued by"), "choice", also=("Issuing country",), width=22),
    Column("document_number", _("Number of the document"), also=("Passport number", "Passport no"), width=20),
    Column("document_expires_on", _("Document valid until"), "date", also=("Passport expiry", "Expiry date"), width=16),
)
BY_KEY = {column.key: column for column in COLUMNS}


def key_of(heading: str) -> str | None:
    """The key of the column that goes by this heading in any of our languages, or None."""
    return _headings().get(plain(heading.partition("(")[0]))


def plain(words: str) -> str:
    """``words`` as they are compared: without case, spaces and marks."""
    words = unicodedata.normalize("NFKD", words).casefold()
    return "".join(filter(str.isalnum, words))


@cache
def _headings():
    found: dict[str, str] = {}
    for column in COLUMNS:
        for words in (column.key, *column.also, *in_every_language(column.label)):
            found.setdefault(plain(words), column.key)
    return found


def in_every_language(words) -> list[str]:
    """A lazy text as it reads in each language of the site."""
    found = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.append(str(words))
    return found
