"""Workbooks that we write: the empty template, the list of a delegation, an uploaded list with its errors marked.

What people have typed is always written as text: a cell that begins with “=” must not become a formula.
"""

import csv
import datetime as dt
import io
from collections import defaultdict
from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from delegations import categories
from delegations.models import Delegate, DelegateCategory, Delegation
from delegations.spreadsheets import choices
from delegations.spreadsheets.columns import COLUMNS, ID, Column
from delegations.spreadsheets.report import Report
from delegations.spreadsheets.words import EXAMPLE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = PatternFill("solid", fgColor="0F4A37")
WRONG = PatternFill("solid", fgColor="FAEAE7")
PALE = Font(color="7A8580", italic=True)
LISTED_ROWS = 2000
"""How far down the lists of choices are offered."""
SAMPLE = {
    ID: EXAMPLE,
    "honorific": "Ms",
    "name": "Sample Person",
    "native_name": "نمونہ شخص",
    "position": "Director",
    "organisation": "Sample Ministry",
    "email": "sample.person@mission.example",
    "languages": "English, Türkçe",
    "birth_date": dt.date(1980, 12, 31),
    "document_number": "U01234567",
    "document_expires_on": dt.date(2031, 12, 31),
}


def template(delegation: Delegation, *, by) -> bytes:
    """An empty list with the headings in the reader's language, the choices as lists, and an example."""
    book, sheet = _book(COLUMNS)
    offered = categories.open_to(by, delegation)
    listed = choices.offered(offered)
    _append(sheet, [*(_sample(column, delegation, listed) for column in COLUMNS)], font=PALE)
    _offer(book, sheet, listed)
    _instruct(book, delegation)
    return _bytes(book)


def template_csv() -> bytes:
    """The headings alone. With a byte order mark, without which Excel takes UTF-8 for something else."""
    text = io.StringIO()
    csv.writer(text).writerow([str(column.label) for column in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def whole_list(delegates: Iterable[Delegate]) -> bytes:
    """Those delegates, to be changed and uploaded again. What is kept encrypted stays out; its columns do too."""
    columns = [column for column in COLUMNS if not column.is_secret]
    book, sheet = _book(columns)
    rows = list(delegates)
    for delegate in rows:
        _append(sheet, [_known(delegate, column.key) for column in columns])
    _offer(book, sheet, choices.offered(DelegateCategory.values))
    return _bytes(book)


def marked(report: Report) -> bytes:
    """The uploaded list with a column that says what is wrong with each row, the cells at fault coloured."""
    keys = {column.key: column for column in COLUMNS}
    columns = [keys[key] for key in report.sheet.columns]
    book, sheet = _book([*columns, Column("problems", _("What is wrong"), width=60)])
    wrong = defaultdict(list)
    for problem in report.problems:
        wrong[problem.row].append(problem)
    for line in report.lines:
        said = [f"{problem.label}: {problem.sentence}" for problem in wrong[line.number]]
        said += [line.finding.sentence] if line.finding and line.is_undecided else []
        _append(sheet, [*(line.row.values.get(column.key, "") for column in columns), " ".join(said)])
        for problem in wrong[line.number]:
            position = 1 + report.sheet.columns.index(problem.column) if problem.column in report.sheet.columns else 0
            if position:
                sheet.cell(sheet.max_row, position).fill = WRONG
    return _bytes(book)


def _book(columns):
    """A workbook whose first row, hidden, has the keys; the second the headings."""
    book = Workbook()
    sheet = book.active
    sheet.title = _("Delegates")[:31]
    sheet.sheet_view.rightToLeft = get_language_bidi()
    sheet.append([column.key for column in columns])
    sheet.row_dimensions[1].hidden = True
    sheet.append([capfirst(str(column.label)) + ("*" if column.is_required else "") for column in columns])
    for number, column in enumerate(columns, start=1):
        cell = sheet.cell(2, number)
        cell.font, cell.fill = Font(color="FBFAF7", bold=True), HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].number_format = "yyyy-mm-dd" if column.kind == "date" else "@"
    sheet.row_dimensions[2].height = 34
    sheet.freeze_panes = "A3"
    return book, sheet


def _append(sheet, values, *, font=None):
    cells = []
    for value in values:
        cell = WriteOnlyCell(sheet, value="")
        if isinstance(value, dt.date):
            cell.value, cell.number_format = value, "yyyy-mm-dd"
        else:
            cell.value, cell.number_format = _plain(value), "@"
            cell.data_type = "s"
        if font:
            cell.font = font
        cells.append(cell)
    sheet.append(cells)


def _plain(value):
    """Without what XML cannot hold."""
    return "".join(letter for letter in str(value) if letter.isprintable() or letter in "\u200c\u200d")


def _sample(column, delegation, listed):
    if column.key in SAMPLE:
        value = SAMPLE[column.key]
        return value if isinstance(value, dt.date) else str(value)
    if column.key in ("country", "document_country"):
        return str(delegation.country.name or "")
    return listed[column.key][0] if column.key in listed else ""


def _known(delegate, key):
    person = delegate.person
    if key == ID:
        return delegate.public_id
    if key == "category":
        return capfirst(str(delegate.get_category_display()))
    if key == "country":
        return str(person.country.name or "")
    if key == "language":
        return choices.spoken_name(person.language)
    if key == "languages":
        return ", ".join(choices.spoken_name(code) for code in person.languages)
    return getattr(person, key)


def _offer(book, sheet, listed):
    """Lists of choices for the columns of ``sheet``. They stand on a sheet of their own: written into the rule they
    may have 255 characters."""
    lists = book.create_sheet("lists")
    lists.sheet_state = "hidden"
    keys = [cell.value for cell in sheet[1]]
    for number, (key, words) in enumerate(listed.items(), start=1):
        if key not in keys:
            continue
        letter = get_column_letter(number)
        for row, word in enumerate(words, start=1):
            lists.cell(row, number, word)
        name = f"majlis_{key}"
        book.defined_names[name] = DefinedName(name, attr_text=f"lists!${letter}$1:${letter}${len(words)}")
        rule = DataValidation(type="list", formula1=f"={name}", allow_blank=True)
        rule.error = _("Choose from the list.")
        sheet.add_data_validation(rule)
        place = get_column_letter(keys.index(key) + 1)
        rule.add(f"{place}3:{place}{LISTED_ROWS}")


def _instruct(book, delegation):
    sheet = book.create_sheet(_("How to fill it in")[:31])
    sheet.sheet_view.rightToLeft = get_language_bidi()
    sheet.column_dimensions["A"].width = 100
    sentences = [
        f"{delegation}, {delegation.edition}",
        _("One row for each person. Columns with * must be filled."),
        _("Leave the first column empty for new people. It is filled in lists that you download to change them."),
        _("The grey row is an example; it is passed over. You may delete it."),
        _("Choose category, countries, languages and documents from the lists in the cells."),
        _("Write days as 1980-12-31 or 31/12/1980. Paste values, no formulas."),
        _("Nothing is registered by the upload itself: you see everything first, and mend it on the page."),
    ]
    for sentence in sentences:
        sheet.append([sentence])
        sheet.cell(sheet.max_row, 1).alignment = Alignment(wrap_text=True)
    sheet["A1"].font = Font(bold=True)


def _bytes(book):
    book.properties.creator, book.properties.language = "Majlis", get_language()
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
