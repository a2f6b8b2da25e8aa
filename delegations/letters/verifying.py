"""What anybody may learn of a letter who holds its code. It never gives a name: it says whether one is right."""

import json
import re
import unicodedata
from dataclasses import dataclass

from delegations.letters import standing
from delegations.letters.standing import Standing
from delegations.models import Letter
from forum.models import Edition


@dataclass(frozen=True)
class Found:
    letter: Letter
    standing: Standing
    initials: str


def find(edition: Edition, code: str) -> Found | None:
    """The letter of ``edition`` with a code as ``codes.read`` gives it, and how it stands now."""
    rows = Letter.objects.filter(edition=edition, code=code).select_related("delegation", "delegate__delegation")
    letter = rows.first() if code else None
    if letter is None:
        return None
    return Found(letter, standing.of(letter, standing.terms_of(edition)), _initials(_names(letter)[0]))


def is_name_of(letter: Letter, typed: str) -> bool:
    """Say whether the letter names its holder so, in either script; case, accents, marks and order do not matter."""
    return bool(_words(typed)) and any(_words(typed) == _words(name) for name in _names(letter))


def _names(letter):
    return json.loads(letter.said)["names"]


def _initials(name):
    return " ".join(f"{word[0].upper()}." for word in re.findall(r"\w+", name))


def _words(text):
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return sorted(re.findall(r"\w+", plain.casefold()))
