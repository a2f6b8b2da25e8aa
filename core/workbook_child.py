"""The child process of ``core.workbooks``, which alone imports the library. Run by its path, never imported.

``VERB MEMORY SECONDS LIMITS``: to ``read`` takes a workbook on stdin and gives its cells as JSON on stdout, ``write``
the other way. Exits with 3 for what is no workbook.
"""

import datetime as dt
import io
import json
import os
import resource
import sys
import zipfile
import zlib

os.environ["OPENPYXL_LXML"] = (
    "False"  # before the library is imported: the parser of the standard library expands nothing
)

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

NO_WORKBOOK = 3
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    RuntimeError,  # a password, or a way of packing that is not read
    OSError,
    MemoryError,
)
"""What openpyxl raises for parts that are missing or say nonsense; SyntaxError is the parsers' for what is no XML."""
HEAD, WRONG = PatternFill("solid", fgColor="0F4A37"), PatternFill("solid", fgColor="FAEAE7")
FONTS = {
    "heading": Font(color="FBFAF7", bold=True),
    "pale": Font(color="7A8580", italic=True),
    "title": Font(bold=True),
}
LISTED_ROWS = 2000
"""How far down the lists of choices are offered."""


def main():
    verb, memory, seconds, limits = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (int(memory),) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds),) * 2)
    if verb == "write":
        sys.stdout.buffer.write(written(json.load(sys.stdin.buffer)))
        return
    try:
        sheets = cells(sys.stdin.buffer.read(), **json.loads(limits))
    except BROKEN:
        sys.exit(NO_WORKBOOK)
    json.dump(sheets, sys.stdout)


def cells(data, *, most_sheets, most_rows, most_columns):
    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    # The library fills the gaps between rows: without a limit one at the far end of the sheet would be a million.
    limits = {"max_row": most_rows, "max_col": most_columns}
    return [[[said(cell) for cell in row] for row in sheet.iter_rows(**limits)] for sheet in shown[:most_sheets]]


def said(cell):
    """What stands in the cell: its kind and its text."""
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return "formula", ""
    if cell.data_type == "e":
        return "error", str(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, dt.date):
        return "day", value.isoformat()
    if isinstance(value, dt.time):
        return "time", value.isoformat()
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return ("number" if is_number else "text"), str(value)


def written(order):
    book = Workbook()
    book.remove(book.active)
    for given in order["sheets"]:
        sheet = book.create_sheet(given["title"][:31])
        sheet.sheet_view.rightToLeft = order["is_right_to_left"]
        fill(sheet, given)
    for given, sheet in zip(order["sheets"], book.worksheets, strict=True):
        offer(book, sheet, given, order["wrong_choice"])
    book.properties.creator, book.properties.language = "Majlis", order["language"]
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def fill(sheet, given):
    for number, column in enumerate(given["columns"], start=1):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = column["width"]
        dimension.number_format = "yyyy-mm-dd" if column["is_day"] else "@"
    for number, row in enumerate(given["rows"], start=1):
        sheet.append([dressed(sheet, value, row["style"], wraps=given["wraps"]) for value in row["cells"]])
        sheet.row_dimensions[number].hidden = row["is_hidden"]
        if row["style"] == "heading":
            sheet.row_dimensions[number].height = 34
        for position in row["wrong"]:
            sheet.cell(number, position + 1).fill = WRONG
    if given["frozen_rows"]:
        sheet.freeze_panes = f"A{given['frozen_rows'] + 1}"


def dressed(sheet, value, style, *, wraps):
    cell = WriteOnlyCell(sheet, value="")
    if isinstance(value, dict):
        cell.value, cell.number_format = dt.date.fromisoformat(value["day"]), "yyyy-mm-dd"
    else:
        cell.value, cell.number_format = plain(value), "@"
        cell.data_type = "s"
    if style:
        cell.font = FONTS[style]
    if style == "heading":
        cell.fill, cell.alignment = HEAD, Alignment(wrap_text=True, vertical="center")
    elif wraps:
        cell.alignment = Alignment(wrap_text=True)
    return cell


def plain(text):
    """Without what XML cannot hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\u200c\u200d")


def offer(book, sheet, given, wrong_choice):
    """The lists of choices stand on a sheet of their own: written into the rule they may have 255 characters."""
    first = given["frozen_rows"] + 1
    for number, column in enumerate(given["columns"], start=1):
        if not column["choices"]:
            continue
        lists = book["lists"] if "lists" in book else book.create_sheet("lists")
        lists.sheet_state = "hidden"
        place = get_column_letter(number)
        for row, word in enumerate(column["choices"], start=1):
            lists.cell(row, number, word)
        where = f"lists!${place}$1:${place}${len(column['choices'])}"
        book.defined_names[column["name"]] = DefinedName(column["name"], attr_text=where)
        rule = DataValidation(type="list", formula1=f"={column['name']}", allow_blank=True)
        rule.error = wrong_choice
        sheet.add_data_validation(rule)
        rule.add(f"{place}{first}:{place}{LISTED_ROWS}")


if __name__ == "__main__":
    main()
