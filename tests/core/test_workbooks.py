"""Workbooks through the child process: what is written is read again, and what is none harms nobody."""

import datetime as dt
import io
import zipfile

import pytest

from core import workbooks
from core.workbooks import BrokenWorkbook, Column, Read, Row, Sheet

LIMITS = {"most_sheets": 2, "most_rows": 100, "most_columns": 2}
TWO = (Column(20), Column(12, is_day=True))


def book(*rows, columns=TWO):
    sheet = Sheet("People", list(columns), [Row(cells) for cells in rows])
    return workbooks.write([sheet], language="en", is_right_to_left=False)


def test_what_is_written_is_read_again():
    data = book(["=1+1", dt.date(1980, 12, 31)], ["نمونہ\x07 شخص", ""])
    first = [Read("text", "=1+1"), Read("day", "1980-12-31")]
    assert workbooks.read(data, **LIMITS) == [[first, [Read("text", "نمونہ شخص"), None]]]


def test_choices_are_on_a_sheet_that_is_not_shown():
    data = book(["Head"], columns=[Column(20, name="category", choices=["Head", "Guest"])])
    assert workbooks.read(data, **LIMITS) == [[[Read("text", "Head"), None]]]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"$A$1:$A$2" in archive.read("xl/workbook.xml")
        assert b'sqref="A1:A2000"' in archive.read("xl/worksheets/sheet1.xml")


def test_no_more_is_read_than_is_asked_for():
    data = book(*([str(number)] for number in range(50)))
    (rows,) = workbooks.read(data, **LIMITS | {"most_rows": 3, "most_columns": 1})
    assert rows == [[Read("text", "0")], [Read("text", "1")], [Read("text", "2")]]


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 begins like one", book(["x"])[:-200]],
    ids=["nothing", "its beginning only", "cut off"],  # a book holds the second in which it was made
)
def test_what_is_no_workbook_is_refused(data):
    with pytest.raises(BrokenWorkbook):
        workbooks.read(data, **LIMITS)


def test_workbook_that_takes_too_much_memory_is_given_up(monkeypatch):
    """A cell in the last corner: all before it would be filled up if the caller set no limits."""
    monkeypatch.setattr(workbooks, "MEMORY", 200 * 1024 * 1024)
    moves = {b'<row r="1"': b'<row r="40000"', b'r="A1"': b'r="XFD40000"'}
    data, swollen = io.BytesIO(book(["x"])), io.BytesIO()
    with zipfile.ZipFile(data) as archive, zipfile.ZipFile(swollen, "w") as other:
        for part in archive.infolist():
            content = archive.read(part)
            for before, after in moves.items():
                content = content.replace(before, after)
            other.writestr(part, content)
    with pytest.raises(BrokenWorkbook):
        workbooks.read(swollen.getvalue(), most_sheets=1, most_rows=1_048_576, most_columns=16_384)
