"""Lists as missions send them, made in one line."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

HEADINGS = ("name", "position", "organisation", "country", "email", "birth_date", "document_number")
BORN = "1980-12-31"


def person(number=1, **more):
    """A row that is right, by key."""
    row = {
        "name": f"Sample Envoy {LETTERS[number % 26]}{number}",
        "position": "Counsellor",
        "organisation": "Sample Ministry",
        "country": "TR",
        "email": f"envoy{number}@mission.example",
        "birth_date": "",
        "document_number": "",
    }
    return row | more


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def csv_file(rows, headings=HEADINGS, *, encoding="utf-8", delimiter=",", name="list.csv"):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(headings)
    writer.writerows([row.get(key, "") for key in headings] for row in rows)
    return SimpleUploadedFile(name, text.getvalue().encode(encoding))


def xlsx_file(table, *, name="list.xlsx"):
    """``table``: rows of cells, the headings first."""
    book = Workbook()
    for row in table:
        book.active.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return SimpleUploadedFile(name, made.getvalue())
