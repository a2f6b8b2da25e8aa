"""Workbooks (ECMA-376) from strangers: looked through as the ZIP archives that they are before anything reads them."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from core.errors import InvalidInput
from delegations.spreadsheets.cells import Cell, text_of
from delegations.spreadsheets.sheet import BROKEN, FORMULA

MOST_PARTS = 500
LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_COLUMNS = 60
MOST_ROWS = 20_000
"""Empty ones between the others included."""
MOST_SHEETS = 8
BROKEN_WORKBOOK = (
    zipfile.BadZipFile,
    zlib.error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    RuntimeError,  # a password, or a way of packing that is not read
    OSError,
)
"""What openpyxl raises for parts that are missing or say nonsense; SyntaxError is the parsers' for what is no XML."""


def tables(data: bytes) -> list[Iterator[list[Cell]]]:
    """The rows of each sheet that is shown. Raises InvalidInput for what is no workbook or would unpack to too much."""
    try:
        _require_harmless(data)
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return [_rows(sheet) for sheet in shown[:MOST_SHEETS]]
    except BROKEN_WORKBOOK as error:
        raise _no_workbook() from error


def _rows(sheet):
    """``iter_rows`` fills the gaps between rows; a row at the far end of the sheet would be a million of them."""
    try:
        for cells in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS):
            yield [_cell(cell) for cell in cells]
    except BROKEN_WORKBOOK as error:
        raise _no_workbook() from error


def _cell(cell):
    if cell.value is None:
        return Cell("")
    if cell.data_type == "f":
        return Cell("=…", FORMULA)
    if cell.data_type == "e":
        return Cell(text_of(cell.value), BROKEN)
    return Cell(text_of(cell.value))


def _require_harmless(data):
    """An archive says how large each part is, and ``zipfile`` reads no more of it than that."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise InvalidInput(_("The workbook is too large once it is unpacked."), field="file", code="too-large")
        if "xl/workbook.xml" not in archive.namelist():
            raise _no_workbook()
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and _declares(archive.read(part)):
                raise _no_workbook()


def _declares(xml):
    """A document type is what entities that grow are declared in; no spreadsheet program writes one. UTF-16, in which
    the search would miss it, none writes either."""
    return b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\0" in xml[:200]


def _no_workbook():
    sentence = _("This file is neither an Excel workbook (.xlsx) nor a text table (.csv).")
    return InvalidInput(sentence, field="file", code="spreadsheet")
