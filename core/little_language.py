"""The little language in which organisers write letters and notices, and nothing else is understood:

{name}      a fact, by one of the names that the reader of the page is shown
[ … ]       left out where a fact inside it is empty
**words**   strong
a blank line ends a paragraph, a line break breaks the line
"""

import re
from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from core.errors import InvalidInput

VARIABLE = re.compile(r"\{([^{}]*)\}")
OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
STRONG = re.compile(r"\*\*(.+?)\*\*")
ISOLATED = "\u2068%s\u2069"
"""A fact keeps its own direction in the sentence around it (UAX #9, FSI and PDI)."""

Line = list[tuple[str, bool]]
"""Words with whether they are strong."""


def check(text: str, *, known: Collection[str], field: str) -> None:
    """Raise InvalidInput (of ``field``) for a name that is not ``known``, and for a bracket that stands alone."""
    for name in VARIABLE.findall(text):
        if name not in known:
            raise InvalidInput(_("There is nothing called {%(name)s}.") % {"name": name}, field=field)
    rest = OPTIONAL.sub(r"\1", VARIABLE.sub("", text))
    for mark in "{}[]":
        if mark in rest:
            sentence = _("A %(mark)s stands alone, or inside another one.") % {"mark": mark}
            raise InvalidInput(sentence, field=field)


def paragraphs(text: str, facts: Mapping[str, str]) -> list[list[Line]]:
    """The paragraphs of ``text``, each as its lines, with the facts in their places; an empty one is left out."""
    text = OPTIONAL.sub(lambda found: _kept(found[1], facts), text.replace("\r\n", "\n"))
    blocks = [[_line(line.strip(), facts) for line in block.splitlines()] for block in re.split(r"\n\s*\n", text)]
    full = [[line for line in block if any(words.strip() for words, _strong in line)] for block in blocks]
    return [block for block in full if block]


def plain(text: str, facts: Mapping[str, str]) -> str:
    """The words of one line, without strong ones."""
    lines = (line for block in paragraphs(text, facts) for line in block)
    return " ".join("".join(words for words, _strong in line) for line in lines)


def _kept(words, facts):
    return words if all(facts.get(name) for name in VARIABLE.findall(words)) else ""


def _line(text, facts):
    """Strong marks are read before the facts come in, so that no fact can write any."""
    parts = enumerate(STRONG.split(text))  # every second part stood between the marks
    return [
        (VARIABLE.sub(lambda found: _fact(found[1], facts), part), bool(number % 2)) for number, part in parts if part
    ]


def _fact(name, facts):
    value = " ".join(facts.get(name, "").split())
    return ISOLATED % value if value else ""
