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

from core import workbooks
from core.workbooks import Row, Sheet
from delegations import categories
from delegations.models import Delegate, DelegateCategory, Delegation
from delegations.spreadsheets import choices
from delegations.spreadsheets.columns import COLUMNS, ID, Column
from delegations.spreadsheets.report import Report
from delegations.spreadsheets.words import EXAMPLE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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
    listed = choices.offered(categories.open_to(by, delegation))
    sheet = _sheet(COLUMNS, listed)
    sheet.rows.append(Row([_sample(column, delegation, listed) for column in COLUMNS], style="pale"))
    return _bytes(sheet, _instructions(delegation))


def template_csv() -> bytes:
    """The headings alone. With a byte order mark, without which Excel takes UTF-8 for something else."""
    text = io.StringIO()
    csv.writer(text).writerow([str(column.label) for column in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def whole_list(delegates: Iterable[Delegate]) -> bytes:
    """Those delegates, to be changed and uploaded again. What is kept encrypted stays out; its columns do too."""
    columns = [column for column in COLUMNS if not column.is_secret]
    sheet = _sheet(columns, choices.offered(DelegateCategory.values))
    sheet.rows += [Row([_known(delegate, column.key) for column in columns]) for delegate in delegates]
    return _bytes(sheet)


def marked(report: Report) -> bytes:
    """The uploaded list with a column that says what is wrong with each row, the cells at fault coloured."""
    keys = {column.key: column for column in COLUMNS}
    columns = [keys[key] for key in report.sheet.columns]
    sheet = _sheet([*columns, Column("problems", _("What is wrong"), width=60)], {})
    wrong = defaultdict(list)
    for problem in report.problems:
        wrong[problem.row].append(problem)
    for line in report.lines:
        said = [f"{problem.label}: {problem.sentence}" for problem in wrong[line.number]]
        said += [line.finding.sentence] if line.finding and line.is_undecided else []
        cells = [line.row.values.get(column.key, "") for column in columns]
        at_fault = {problem.column for problem in wrong[line.number]}
        marks = [position for position, key in enumerate(report.sheet.columns) if key in at_fault]
        sheet.rows.append(Row([*cells, " ".join(said)], wrong=marks))
    return _bytes(sheet)


def _sheet(columns, listed):
    """A sheet whose first row, hidden, has the keys; the second the headings."""
    headings = [capfirst(str(column.label)) + ("*" if column.is_required else "") for column in columns]
    return Sheet(
        _("Delegates"),
        [_column(column, listed) for column in columns],
        [Row([column.key for column in columns], is_hidden=True), Row(headings, style="heading")],
        frozen_rows=2,
    )


def _column(column, listed):
    words = [str(word) for word in listed.get(column.key, ())]
    return workbooks.Column(column.width, column.kind == "date", f"majlis_{column.key}", words)


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


def _instructions(delegation):
    sentences = [
        _("One row for each person. Columns with * must be filled."),
        _("Leave the first column empty for new people. It is filled in lists that you download to change them."),
        _("The grey row is an example; it is passed over. You may delete it."),
        _("Choose category, countries, languages and documents from the lists in the cells."),
        _("Write days as 1980-12-31 or 31/12/1980. Paste values, no formulas."),
        _("Nothing is registered by the upload itself: you see everything first, and mend it on the page."),
    ]
    title = Row([f"{delegation}, {delegation.edition}"], style="title")
    rows = [title, *(Row([sentence]) for sentence in sentences)]
    return Sheet(_("How to fill it in"), [workbooks.Column(100)], rows, wraps=True)


def _bytes(*sheets):
    return workbooks.write(
        sheets,
        language=get_language() or "",
        is_right_to_left=get_language_bidi(),
        wrong_choice=_("Choose from the list."),
    )
