"""Reading what a mission sends: XLSX or CSV, known by what is in it and never by its name."""

from collections.abc import Iterable

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import InvalidInput
from delegations.spreadsheets import csv_files, xlsx_files
from delegations.spreadsheets.cells import Cell
from delegations.spreadsheets.columns import ID, in_every_language, key_of, plain
from delegations.spreadsheets.sheet import Row, Sheet
from delegations.spreadsheets.words import EXAMPLE

LARGEST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5000
HEADING_WITHIN = 10
"""The headings stand in one of the first rows; above them there may be a title."""
LONGEST_NAMED = 8
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
NEITHER = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"<html", b"<!DOC")


def read(upload: File) -> Sheet:
    """The list in ``upload``. Raises InvalidInput (field ``file``) for what is no spreadsheet, too large, or has none
    of our headings."""
    if upload.size and upload.size > LARGEST_BYTES:
        raise _refusal(_("The file is larger than 5 MB."))
    upload.seek(0)
    data = upload.read()
    if data.startswith(ZIP):
        return _sheet(xlsx_files.tables(data), is_guessed=False)
    if data.startswith(OLD_EXCEL):
        raise _refusal(_("This is an old Excel file, or one with a password. Save it as .xlsx without a password."))
    if data.lstrip()[:5].startswith(NEITHER) or not data.strip():
        raise _refusal(_("This file is neither an Excel workbook (.xlsx) nor a text table (.csv)."))
    rows, is_guessed = csv_files.table(data)
    return _sheet([rows], is_guessed=is_guessed)


def _sheet(tables: Iterable[Iterable[list[Cell]]], *, is_guessed):
    """The first of the tables that has our headings."""
    for table in tables:
        numbered = enumerate(table, start=1)
        if (columns := _find_headings(numbered)) is not None:
            return _body(columns, numbered, is_guessed=is_guessed)
    sentence = _("None of the first rows has our headings. Download the template and copy your list into it.")
    raise _refusal(sentence, code="no-headings")


def _find_headings(numbered):
    """The keys by position, and the headings that are none of ours; the rows up to there are used up."""
    for number, cells in numbered:
        keys = [key_of(cell.text) if cell.text else None for cell in cells]
        if "name" in keys and len(set(keys) - {None}) > 1:
            return keys, [cell.text for key, cell in zip(keys, cells, strict=True) if cell.text and not key]
        if number == HEADING_WITHIN:
            break
    return None


def _body(columns, numbered, *, is_guessed):
    keys, unknown = columns
    if twice := [key for key in set(keys) - {None} if keys.count(key) > 1]:
        raise _refusal(_("Two columns are the same: %(column)s.") % {"column": twice[0]}, code="column-twice")
    rows: list[Row] = []
    for number, cells in numbered:
        row = _row(number, keys, cells)
        if row is None:
            continue
        if len(rows) == MOST_ROWS:
            raise _refusal(_("There are more than %(count)d rows. Send the list in parts.") % {"count": MOST_ROWS})
        rows.append(row)
    if not rows:
        raise _refusal(_("There are headings, but nobody is below them."), code="no-rows")
    return Sheet([key for key in keys if key], rows, _named(unknown), is_guessed)


def _row(number, keys, cells):
    """None for an empty row, for headings said again in another language, and for the example of the template."""
    given = {key: cell for key, cell in zip(keys, cells, strict=False) if key}
    values = {key: cell.text for key, cell in given.items() if cell.text}
    if not values or plain(values.get(ID, "")) in _examples():
        return None
    if all(key_of(text) == key for key, text in values.items()):
        return None
    return Row(number, values, {key: cell.fault for key, cell in given.items() if cell.fault})


def _examples():
    return {plain(words) for words in in_every_language(EXAMPLE)}


def _named(unknown):
    shown = [words[:40] for words in unknown[:LONGEST_NAMED]]
    if more := len(unknown) - len(shown):
        shown.append(ngettext("%(count)d more", "%(count)d more", more) % {"count": more})
    return shown


def _refusal(sentence, *, code="spreadsheet"):
    return InvalidInput(sentence, field="file", code=code)
