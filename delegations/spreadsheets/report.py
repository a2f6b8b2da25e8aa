"""What became of a list when it was checked: line by line, everything wrong and everybody known."""

from dataclasses import dataclass, field
from enum import StrEnum

from delegations.models import Delegate
from delegations.spreadsheets.columns import BY_KEY
from delegations.spreadsheets.sheet import Row, Sheet
from forum.models import Person


class Choice(StrEnum):
    """What whoever uploaded the list says of one of its rows."""

    SKIP = "skip"
    KNOWN = "known"
    APART = "apart"


@dataclass(frozen=True)
class Problem:
    """``column``: a key; ``value``: what stands there."""

    row: int
    column: str
    value: str
    sentence: str

    @property
    def label(self) -> str:
        return str(BY_KEY[self.column].label)


@dataclass(frozen=True)
class Finding:
    """Somebody like the one in the row is there already. ``options``: what may be said to it."""

    sentence: str
    options: tuple[Choice, ...]
    delegate: Delegate | None = None


@dataclass
class Line:
    """One row as it would be written. ``delegate``: whom it changes; ``person``: who is registered anew as known.

    ``facts``: of ``person_facts.FIELDS``; ``document``: of ``documents.FIELDS``. Only what the file has columns for.
    """

    row: Row
    choice: str = ""
    facts: dict = field(default_factory=dict)
    category: str = ""
    document: dict = field(default_factory=dict)
    delegate: Delegate | None = None
    person: Person | None = None
    problems: list[Problem] = field(default_factory=list)
    finding: Finding | None = None

    @property
    def number(self) -> int:
        return self.row.number

    @property
    def name(self) -> str:
        return self.row.values.get("name", "")

    @property
    def is_left_out(self) -> bool:
        return self.choice == Choice.SKIP

    @property
    def is_undecided(self) -> bool:
        return self.finding is not None and self.choice not in self.finding.options

    @property
    def known(self) -> Person | None:
        return self.delegate.person if self.delegate else self.person

    def refuse(self, column: str, sentence) -> None:
        value = self.row.values.get(column, "")
        self.problems.append(Problem(self.number, column, value, str(sentence)))


@dataclass
class Report:
    """``refusals``: what speaks against the whole list, as too few places. ``changes``: lines that change somebody."""

    sheet: Sheet
    lines: list[Line]
    refusals: list[str] = field(default_factory=list)

    @property
    def problems(self) -> list[Problem]:
        return [problem for line in self.taken for problem in line.problems]

    @property
    def taken(self) -> list[Line]:
        return [line for line in self.lines if not line.is_left_out]

    @property
    def undecided(self) -> list[Line]:
        return [line for line in self.taken if line.is_undecided]

    @property
    def new(self) -> list[Line]:
        return [line for line in self.taken if line.delegate is None]

    @property
    def changes(self) -> list[Line]:
        return [line for line in self.taken if line.delegate is not None]

    @property
    def left_out(self) -> list[Line]:
        return [line for line in self.lines if line.is_left_out]

    @property
    def is_ready(self) -> bool:
        return bool(self.taken) and not (self.problems or self.undecided or self.refusals)
