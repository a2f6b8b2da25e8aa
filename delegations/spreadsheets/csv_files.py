"""Text tables: whichever encoding, whichever of comma, semicolon and tab."""

import codecs
import csv
import io

from django.utils.translation import gettext as _

from core.errors import InvalidInput
from delegations.spreadsheets.cells import Cell, text_of

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SEPARATORS = ";,\t"
MOST_COLUMNS = 60


def table(data: bytes) -> tuple[list[list[Cell]], bool]:
    """The rows, and whether the encoding was guessed. Raises InvalidInput for what cannot be text in a table."""
    words, is_guessed = _decoded(data)
    if "\0" in words:
        raise _refusal()
    try:
        rows = list(csv.reader(io.StringIO(words, newline=""), delimiter=_separator(words)))
    except csv.Error as error:
        raise _refusal() from error
    return [[Cell(text_of(value)) for value in row[:MOST_COLUMNS]] for row in rows], is_guessed


def _decoded(data):
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _by(encoding, data), False
    try:
        return data.decode(), False
    except UnicodeDecodeError:
        pass
    return _by("utf-16-le" if data[1:200:2].count(0) > 20 else "cp1252", data), True


def _by(encoding, data):
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _refusal() from error


def _separator(words):
    """What stands most often in the first line that is not empty."""
    first = next((line for line in words.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=first.count)


def _refusal():
    sentence = _("The text of this file cannot be read. Save it as “CSV UTF-8”, or as .xlsx.")
    return InvalidInput(sentence, field="file", code="spreadsheet")
