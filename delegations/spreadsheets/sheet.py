"""A list as it was read: text by row and column, with what the file itself said was wrong. It is kept as JSON."""

import json
from dataclasses import asdict, dataclass, field

FORMULA, BROKEN = "formula", "broken"


@dataclass
class Row:
    """``number``: as the program that wrote the file counts. ``faults``: FORMULA or BROKEN by column key."""

    number: int
    values: dict[str, str]
    faults: dict[str, str] = field(default_factory=dict)


@dataclass
class Sheet:
    """``columns``: keys in the file's order. ``unknown``: headings that are none of ours. ``is_guessed``: the file
    did not say in which encoding it is written."""

    columns: list[str]
    rows: list[Row]
    unknown: list[str] = field(default_factory=list)
    is_guessed: bool = False

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, kept: str) -> "Sheet":
        given = json.loads(kept)
        return cls(**given | {"rows": [Row(**row) for row in given["rows"]]})
