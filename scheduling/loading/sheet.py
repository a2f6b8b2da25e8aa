"""Reading a sheet of facts so that every bad cell is found in one pass and named by file, line, column and reason."""

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django_countries import countries


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a file. ``line`` counts from 1 with the header as line 1; 0 means the file as a whole."""

    file: str
    line: int
    column: str
    reason: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.column or 'row'}: {self.reason}"


class Problems(list[Problem]):
    """What is wrong in all the files of a load."""

    def add(self, file, line, column, reason):
        self.append(Problem(str(file), line, column, reason))


@dataclass
class Row:
    """One line of a sheet. Every reader gives a value, or notes a problem and gives None."""

    file: str
    line: int
    cells: dict[str, str]
    problems: Problems

    def refuse(self, column: str, reason: str) -> None:
        self.problems.add(self.file, self.line, column, reason)

    def text(self, column: str, *, required: bool = False, longest: int | None = None) -> str:
        value = (self.cells.get(column) or "").strip()
        if required and not value:
            self.refuse(column, "is empty")
        if longest and len(value) > longest:
            self.refuse(column, f"is longer than {longest} characters")
        return value

    def parts(self, column: str, separator: str = ";") -> list[str]:
        return [part.strip() for part in self.text(column).split(separator) if part.strip()]

    def sources(self) -> list[str]:
        return self.parts("source_url", " | ")

    def one_of(self, column: str, meanings: dict):
        """The meaning of a cell that has a closed list of values."""
        value = self.text(column)
        if value not in meanings:
            self.refuse(column, f"“{value}” is none of: {', '.join(sorted(filter(None, meanings)))}")
            return None
        return meanings[value]

    def date(self, column: str) -> dt.date | None:
        return self._parsed(column, dt.date.fromisoformat, "is no date as in 2025-04-08")

    def moment(self, column: str) -> dt.datetime | None:
        value = self._parsed(column, dt.datetime.fromisoformat, "is no time as in 2025-04-08T10:00:00+05:00")
        if value is not None and value.tzinfo is None:
            self.refuse(column, "has no offset from UTC")
            return None
        return value

    def amount(self, column: str) -> Decimal | None:
        return self._parsed(column, Decimal, "is no number")

    def country(self, column: str) -> str:
        """An ISO 3166-1 alpha-2 code, or empty for an international organisation."""
        value = self.text(column)
        if value and value not in countries:
            self.refuse(column, f"“{value}” is no country code of ISO 3166")
            return ""
        return value

    def facts_of_source(self) -> dict:
        """What every sourced row keeps: how sure, where from, and the note."""
        return {
            "certainty": self.text("certainty"),
            "sources": self.sources(),
            "source_note": self.text("note"),
        }

    def _parsed(self, column, parse, reason):
        value = self.text(column)
        if not value:
            return None
        try:
            return parse(value)
        except (ValueError, InvalidOperation):
            self.refuse(column, f"“{value}” {reason}")
            return None


@dataclass
class Sheet:
    """The rows of one edition in a CSV file; rows of other editions are counted and left out."""

    rows: list[Row] = field(default_factory=list)
    left_out: int = 0

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


def read(path: Path, *, key: str, columns: set[str], edition: str, problems: Problems) -> Sheet:
    """Read a UTF-8 CSV file with a header. ``key`` is the column whose values must be there and differ."""
    try:
        lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    except FileNotFoundError:
        problems.add(path.name, 0, "", "the file is missing")
        return Sheet()
    except UnicodeDecodeError as error:
        problems.add(path.name, 0, "", f"is not UTF-8 (byte {error.start})")
        return Sheet()
    header = lines[0] if lines else []
    for missing in sorted((columns | {key}) - set(header)):
        problems.add(path.name, 1, missing, "this column is missing")
    if (columns | {key}) - set(header):
        return Sheet()
    return _sheet(path.name, header, lines[1:], key=key, edition=edition, problems=problems)


def _sheet(file, header, lines, *, key, edition, problems):
    sheet = Sheet()
    seen: dict[str, int] = {}
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(header):
            problems.add(file, number, "", f"has {len(cells)} cells, the header has {len(header)}")
            continue
        row = Row(file, number, dict(zip(header, cells, strict=True)), problems)
        if "edition" in row.cells and row.text("edition") != edition:
            sheet.left_out += 1
            continue
        name = row.text(key, required=True)
        if name in seen:
            row.refuse(key, f"“{name}” stands in line {seen[name]} already")
            continue
        seen[name] = number
        sheet.rows.append(row)
    return sheet
