"""One cell as text, without the spaces around and the line breaks in it."""

from dataclasses import dataclass

LONGEST = 1000


@dataclass(frozen=True)
class Cell:
    """``fault``: see delegations.spreadsheets.sheet; empty for what can be read."""

    text: str
    fault: str = ""


def text_of(words: str) -> str:
    """Raises nothing: what no cell should hold comes back as its words, for the checks to refuse."""
    return " ".join(words.split())[:LONGEST]
