"""What missions send is read whatever program wrote it, and nothing that is no list gets further."""

import datetime as dt
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from core.errors import InvalidInput
from delegations.spreadsheets import writing
from delegations.spreadsheets.columns import COLUMNS
from delegations.spreadsheets.reading import MOST_ROWS, read
from delegations.spreadsheets.sheet import BROKEN, FORMULA
from tests.delegations.lists import csv_file, person, xlsx_file

NAMES = ("name", "position")
ROWS = [person(1, name="Şükrü Öztürk"), person(2, name="李小龙")]


def file(data, name="list.xlsx"):
    return SimpleUploadedFile(name, data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_any_program_is_read(encoding, delimiter):
    sheet = read(csv_file(ROWS, NAMES, encoding=encoding, delimiter=delimiter))
    assert [row.values for row in sheet.rows] == [
        {"name": "Şükrü Öztürk", "position": "Counsellor"},
        {"name": "李小龙", "position": "Counsellor"},
    ]
    assert [row.number for row in sheet.rows] == [2, 3]
    assert not sheet.is_guessed


def test_csv_of_old_windows_is_guessed_and_says_so():
    sheet = read(csv_file([person(name="François Müller")], NAMES, encoding="cp1252", delimiter=";"))
    assert (sheet.rows[0].values["name"], sheet.is_guessed) == ("François Müller", True)


def test_headings_are_known_in_every_language_in_any_order_and_others_are_named():
    with translation.override("ur"):
        urdu = str(next(column.label for column in COLUMNS if column.key == "position"))
    assert urdu != "Position"
    table = [["Our delegation"], [urdu, "Shoe size", "Full name", "E-mail *"], ["Envoy", 44, "Sample", "a@b.example"]]
    sheet = read(xlsx_file(table))
    assert (sheet.columns, sheet.unknown) == (["position", "name", "email"], ["Shoe size"])
    assert [(row.number, row.values) for row in sheet.rows] == [
        (3, {"position": "Envoy", "name": "Sample", "email": "a@b.example"})
    ]


def test_workbook_keeps_days_and_numbers_as_people_see_them_and_names_formulas():
    table = [
        ["name", "birth_date", "document_number", "position", "organisation"],
        ["Sample", dt.date(1980, 12, 31), 123456789.0, "=1+1", "#N/A"],
    ]
    row = read(xlsx_file(table)).rows[0]
    assert (row.values["birth_date"], row.values["document_number"]) == ("1980-12-31", "123456789")
    assert row.faults == {"position": FORMULA, "organisation": BROKEN}


def test_own_template_reads_as_empty_in_every_language(delegation, focal):
    for language in ("en", "ur"):
        with translation.override(language):
            made = file(writing.template(delegation, by=focal))
        with pytest.raises(InvalidInput, match="nobody is below"):
            read(made)
        with pytest.raises(InvalidInput, match="nobody is below"):
            read(file(writing.template_csv(), "template.csv"))


def packed(parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def with_part(name, data):
    """A workbook with one of its parts replaced."""
    whole = zipfile.ZipFile(io.BytesIO(xlsx_file([NAMES, ["Sample", "Envoy"]]).read()))
    return packed({one: whole.read(one) for one in whole.namelist()} | {name: data})


SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
HOSTILE = {
    "empty": (b"", "neither"),
    "no spreadsheet": (b"%PDF-1.7 ...", "neither"),
    "picture": (b"\x89PNG\r\n\x1a\n....", "neither"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel"),
    "some archive": (packed({"hello.txt": b"hello"}), "neither"),
    "half a workbook": (xlsx_file([NAMES]).read()[:900], "neither"),
    "bomb": (packed({"xl/workbook.xml": b"<x/>", SHEET: b"0" * 70_000_000}), "too large"),
    "many parts": (packed({f"xl/{number}.xml": b"<x/>" for number in range(600)}), "too large"),
    "growing entities": (with_part(SHEET, LAUGHS), "neither"),
    "entities in UTF-16": (with_part(SHEET, LAUGHS.decode().encode("utf-16")), "neither"),
    "broken sheet": (with_part(SHEET, b"<worksheet><sheetData><row r='x'>"), "neither|headings"),
    "broken book": (with_part("xl/workbook.xml", b"<workbook><sheets><sheet/></sheets></workbook>"), "neither"),
    "NULs in text": (b"name,position\nSam\0ple,x", "cannot be read"),
    "no headings": (b"a,b\n1,2\n", "headings"),
    "headings alone": (b"name,position\n", "nobody is below"),
    "one column twice": (b"name,position,Position\nSample,a,b\n", "Two columns"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_list_is_refused_with_a_sentence(what):
    data, sentence = HOSTILE[what]
    with pytest.raises(InvalidInput, match=sentence) as refusal:
        read(file(data))
    assert refusal.value.field == "file"


def test_too_many_rows_are_refused():
    rows = [person(number) for number in range(MOST_ROWS + 1)]
    with pytest.raises(InvalidInput, match="more than 5000 rows"):
        read(csv_file(rows, NAMES))


def test_row_at_the_end_of_the_world_costs_nothing():
    """A sheet may claim a row a million lines down; the gap is not walked."""
    far = b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"
    for cell, words in (b"A1", b"name"), (b"B1", b"email"):
        far += b"<row r='1'>" * (cell == b"A1") + b"<c r='%b' t='inlineStr'><is><t>%b</t></is></c>" % (cell, words)
    far += b"</row>"
    far += b"<row r='1048576'><c r='A1048576' t='inlineStr'><is><t>Sample</t></is></c></row></sheetData></worksheet>"
    with pytest.raises(InvalidInput, match="nobody is below"):
        read(file(with_part(SHEET, far)))
