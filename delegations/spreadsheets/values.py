"""What the text of a cell means: a category, a country, a day. Every language's words are known, and the codes."""

import datetime as dt
import re
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django_countries import countries

from delegations.languages import SPOKEN
from delegations.models import DelegateCategory, DocumentKind
from delegations.spreadsheets.columns import in_every_language, plain

DAY_FIRST = re.compile(r"(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4})")
MONTH_IN_WORDS = ("%d %b %Y", "%d %B %Y", "%d-%b-%Y")
ALSO = {
    "America": "US",
    "Czech Republic": "CZ",
    "England": "GB",
    "Great Britain": "GB",
    "Holland": "NL",
    "Ivory Coast": "CI",
    "Korea": "KR",
    "KSA": "SA",
    "Macedonia": "MK",
    "PRC": "CN",
    "Republic of Korea": "KR",
    "Russian Federation": "RU",
    "Turkey": "TR",
    "U.A.E.": "AE",
    "UK": "GB",
    "United States": "US",
    "Viet Nam": "VN",
}
"""Names that people write and the standard does not have."""
SEPARATORS = re.compile(r"[,;/،、|]")


def category(text: str) -> str:
    return _one_of(_categories(), text, _("There is no such category."))


def country(text: str) -> str:
    """The ISO 3166-1 alpha-2 code of a code or a name."""
    return _one_of(_countries(), text, _("There is no such country. Choose from the list, or write the two letters."))


def document_kind(text: str) -> str:
    return _one_of(_documents(), text, _("Choose a kind of document from the list."))


def language(text: str) -> str:
    """A language that the site writes mails in."""
    return _one_of(_mail_languages(), text, _("Mails are not written in this language."))


def languages(text: str) -> list[str]:
    """Codes of languages, as text separates them by commas."""
    words = [part for part in SEPARATORS.split(text) if part.strip()]
    return list(dict.fromkeys(_one_of(_spoken(), part, _("This language is not in our list.")) for part in words))


def day(text: str) -> dt.date:
    """2025-12-31, 31/12/2025, 31.12.2025 or 31 December 2025, also in Arabic and Urdu figures."""
    text = "".join(str(int(letter)) if letter.isdecimal() else letter for letter in text.strip())
    try:
        if found := DAY_FIRST.fullmatch(text):
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        pass
    for form in MONTH_IN_WORDS:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValidationError(_("Write the day as 1980-12-31 or 31/12/1980."))


def _one_of(known, text, refusal):
    found = known.get(plain(text))
    if found is None:
        raise ValidationError(refusal)
    return found


def _named(choices):
    named: dict[str, str] = {}
    for value, label in choices:
        named |= {plain(words): value for words in (value, *in_every_language(label))}
    return named


@cache
def _categories():
    return _named(DelegateCategory.choices)


@cache
def _documents():
    return _named(DocumentKind.choices)


@cache
def _mail_languages():
    own = {plain(name): code for code, name in SPOKEN if code in dict(settings.NOTICE_LANGUAGES)}
    return _named(settings.NOTICE_LANGUAGES) | own


@cache
def _spoken():
    return {plain(words): code for code, name in SPOKEN for words in (code, name)} | _mail_languages()


@cache
def _countries():
    named: dict[str, str] = {}
    for tongue, _name in settings.LANGUAGES:
        with translation.override(tongue):
            named |= {plain(str(one.name)): one.code for one in countries}
    named |= {plain(name): code for name, code in ALSO.items()}
    for code, _name in countries:
        named |= {plain(code): code, plain(countries.alpha3(code)): code}
    return named
