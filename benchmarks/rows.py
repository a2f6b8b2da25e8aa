"""One figure, what it is held to, and the table of all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A figure. It may be held to `most`, `least` or `exactly` a value, and to `times` (its ratio to `floor`).

    `floor`: the least that this machine needs for the bare thing, measured in the same run, in the same unit.
    """

    figure: str
    ours: float
    unit: str = ""
    floor: float | None = None
    most: float | None = None
    least: float | None = None
    times: float | None = None
    exactly: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.ours / self.floor if self.floor else None

    @property
    def is_reached(self) -> bool:
        return (
            (self.most is None or self.ours <= self.most)
            and (self.least is None or self.ours >= self.least)
            and (self.exactly is None or self.ours == self.exactly)
            and (self.times is None or (self.ratio is not None and self.ratio <= self.times))
        )

    @property
    def target(self) -> str:
        wanted = []
        if self.exactly is not None:
            wanted.append(f"= {_number(self.exactly)}")
        if self.most is not None:
            wanted.append(f"≤ {_number(self.most)} {self.unit}".strip())
        if self.least is not None:
            wanted.append(f"≥ {_number(self.least)} {self.unit}".strip())
        if self.times is not None:
            wanted.append(f"≤ {_number(self.times)} x floor")
        return ", ".join(wanted)

    def cells(self) -> tuple[str, ...]:
        """The row as the table prints it."""
        floor = "" if self.floor is None else f"{_number(self.floor)} {self.unit}".strip()
        ratio = "" if self.ratio is None else f"{self.ratio:.1f} x"
        ours = f"{_number(self.ours)} {self.unit}".strip()
        return self.figure, ours, floor, ratio, self.target, "ok" if self.is_reached else "MISSED"


HEAD = ("figure", "ours", "floor", "ratio", "target", "")


def table(rows: Iterable[Row]) -> str:
    """All rows under one head, in columns."""
    return columns([HEAD, *(row.cells() for row in rows)])


def columns(lines: Sequence[Sequence[str]]) -> str:
    """The first column aligned to its start, numbers to their end, targets to their start again."""
    widths = [max(len(line[index]) for line in lines) for index in range(len(HEAD))]
    aligned = "<>>><<"
    return "\n".join(
        "  ".join(f"{cell:{side}{width}}" for cell, side, width in zip(line, aligned, widths, strict=True)).rstrip()
        for line in lines
    )


def _number(value: float) -> str:
    if float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:.3g}" if value < 100 else f"{value:,.0f}"
