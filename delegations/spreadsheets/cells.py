"""One cell as text, however the program kept it: a day as ISO 8601, a number without what a spreadsheet adds to it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

LONGEST = 1000


@dataclass(frozen=True)
class Cell:
    """``fault``: see delegations.spreadsheets.sheet; empty for what can be read."""

    text: str
    fault: str = ""


def text_of(value: Any) -> str:
    """Raises nothing: what no cell should hold comes back as its words, for the checks to refuse."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, dt.datetime):
        value = value.date() if value.time() == dt.time() else value
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return " ".join(str(value).split())[:LONGEST]
