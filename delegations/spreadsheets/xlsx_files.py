"""Workbooks (ECMA-376) from strangers: looked through as the ZIP archives that they are before anything reads them."""

import io
import zipfile
import zlib

from django.utils.translation import gettext as _

from core import workbooks
from core.errors import InvalidInput
from delegations.spreadsheets.cells import Cell, text_of
from delegations.spreadsheets.sheet import BROKEN, FORMULA

MOST_PARTS = 500
LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_COLUMNS = 60
MOST_ROWS = 20_000
"""Empty ones between the others included."""
MOST_SHEETS = 8
NO_ARCHIVE = (zipfile.BadZipFile, zlib.error, LookupError, ValueError, RuntimeError, OSError)
"""What ``zipfile`` raises for parts that are missing or say nonsense, and for a password."""


def tables(data: bytes) -> list[list[list[Cell]]]:
    """The rows of each sheet that is shown. Raises InvalidInput for what is no workbook or would unpack to too much."""
    _require_harmless(data)
    try:
        sheets = workbooks.read(data, most_sheets=MOST_SHEETS, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    except workbooks.BrokenWorkbook as error:
        raise _no_workbook() from error
    return [[[_cell(cell) for cell in row] for row in sheet] for sheet in sheets]


def _cell(cell):
    if cell is None:
        return Cell("")
    if cell.kind == "formula":
        return Cell("=…", FORMULA)
    return Cell(text_of(cell.text), BROKEN if cell.kind == "error" else "")


def _require_harmless(data):
    """An archive says how large each part is, and ``zipfile`` reads no more of it than that."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise InvalidInput(_("The workbook is too large once it is unpacked."), field="file", code="too-large")
            read = [archive.read(part) for part in parts if part.filename.endswith((".xml", ".rels"))]
            is_workbook = "xl/workbook.xml" in archive.namelist()
    except NO_ARCHIVE as error:
        raise _no_workbook() from error
    if not is_workbook or any(map(_declares, read)):
        raise _no_workbook()


def _declares(xml):
    """A document type is what entities that grow are declared in; no spreadsheet program writes one. UTF-16, in which
    the search would miss it, none writes either."""
    return b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\0" in xml[:200]


def _no_workbook():
    sentence = _("This file is neither an Excel workbook (.xlsx) nor a text table (.csv).")
    return InvalidInput(sentence, field="file", code="spreadsheet")
