"""Workbooks (ECMA-376, .xlsx), read and written in a child process.

A workbook from a stranger is taken apart where it can do no harm: the child may use only so much memory and so much of
the processor, and is given up when it exceeds that. And the library, some 10 MB, stays out of the web workers. A child
costs a quarter of a second.
"""

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

CHILD = Path(__file__).with_name("workbook_child.py")
LONGEST_S, PROCESSOR_S, MEMORY = 60, 20, 640 * 1024 * 1024
"""What a child may take: seconds until it is given up, seconds of the processor, bytes."""
NO_WORKBOOK = 3
"""The child's exit code for what is none."""


class BrokenWorkbook(ValueError):
    """It is no workbook, is protected by a password, or takes more memory or time than any list does."""


class WorkbookFailed(RuntimeError):
    """The child fell over: a mistake of ours, with its words."""


@dataclass(frozen=True)
class Read:
    """A cell as it was read. ``kind``: how ``text`` is to be understood; a number without what a
    spreadsheet adds to it, a day or a time
    of day by ISO 8601, a formula without what it says."""

    kind: Literal["text", "number", "day", "time", "formula", "error"]
    text: str


@dataclass
class Column:
    """``choices``: what may be chosen in its cells, offered as a list under ``name``."""

    width: float
    is_day: bool = False
    name: str = ""
    choices: Sequence[str] = ()


@dataclass
class Row:
    """``cells``: text, never taken for a formula, or a day. ``wrong``: positions from 0 that are coloured."""

    cells: Sequence[str | dt.date]
    style: Literal["", "heading", "pale", "title"] = ""
    is_hidden: bool = False
    wrong: Collection[int] = ()


@dataclass
class Sheet:
    title: str
    columns: list[Column]
    rows: list[Row] = field(default_factory=list)
    frozen_rows: int = 0
    wraps: bool = False


def read(data: bytes, *, most_sheets: int, most_rows: int, most_columns: int) -> list[list[list[Read | None]]]:
    """The cells of each sheet that is shown, row by row; None for an empty one. Raises BrokenWorkbook."""
    limits = {"most_sheets": most_sheets, "most_rows": most_rows, "most_columns": most_columns}
    sheets = json.loads(_child("read", data, limits))
    return [[[cell and Read(*cell) for cell in row] for row in sheet] for sheet in sheets]


def write(sheets: Sequence[Sheet], *, language: str, is_right_to_left: bool, wrong_choice: str = "") -> bytes:
    """A workbook of ``sheets``. ``wrong_choice``: what is said to who writes something that is not on a list."""
    book = {
        "language": language,
        "is_right_to_left": is_right_to_left,
        "wrong_choice": wrong_choice,
        "sheets": [asdict(sheet) for sheet in sheets],
    }
    return _child("write", json.dumps(book, default=_plain, ensure_ascii=False).encode())


def _plain(value):
    """A day as JSON, marked as one; the positions at fault, in a set or not, as a list."""
    return {"day": value.isoformat()} if isinstance(value, dt.date) else list(value)


def _child(verb, given, limits=None):
    command = [sys.executable, "-I", CHILD, verb, str(MEMORY), str(PROCESSOR_S), json.dumps(limits)]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=LONGEST_S, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise BrokenWorkbook from error
    if done.returncode == NO_WORKBOOK or done.returncode < 0:
        raise BrokenWorkbook
    if done.returncode:
        raise WorkbookFailed(done.stderr.decode(errors="replace").strip())
    return done.stdout
