"""The little language of letters: facts by name, parts that fall away, strong words, and nothing else."""

import datetime as dt

import pytest

from core import little_language
from core.errors import InvalidInput
from delegations.letters import languages, templates, variables
from delegations.models import LetterKind

FACTS = {"name": "Sample Delegate 1", "position": "", "venue": "Jinnah Convention Centre"}


def said(text, facts=FACTS):
    """The paragraphs as plain text, strong words in capitals."""
    found = little_language.paragraphs(text, facts)
    blocks = ("\n".join("".join(w.upper() if s else w for w, s in line) for line in block) for block in found)
    return [block.replace("\u2068", "").replace("\u2069", "") for block in blocks]


def test_facts_stand_in_their_places():
    assert said("Dear {name},\nwelcome.\n\n**{venue}** awaits") == [
        "Dear Sample Delegate 1,\nwelcome.",
        "JINNAH CONVENTION CENTRE awaits",
    ]


def test_part_with_an_empty_fact_is_left_out_whole():
    assert said("{name}[, {position}][ at {venue}]\n\n[{position}]") == [
        "Sample Delegate 1 at Jinnah Convention Centre"
    ]


@pytest.mark.parametrize("fact", ["**x**", "{venue}", "[{position}]", "a\n\nb", "#eval(1)", "{% now %}", "%(name)s"])
def test_fact_is_never_read_as_words_of_the_language(fact):
    assert said("{name}", {"name": fact, "venue": "X"}) == [" ".join(fact.split())]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Dear {nmae}", "There is nothing called {nmae}."),
        ("{name.user.password}", "There is nothing called {name.user.password}."),
        ("{name!r}", "There is nothing called {name!r}."),
        ("{}", "There is nothing called {}."),
        ("{name", "A { stands alone, or inside another one."),
        ("[a [b] {name}]", "A [ stands alone, or inside another one."),
        ("name]", "A ] stands alone, or inside another one."),
    ],
)
def test_what_the_language_does_not_know_is_refused_by_name(text, sentence):
    with pytest.raises(InvalidInput) as refused:
        little_language.check(text, known=["name"], field="body")
    assert (str(refused.value), refused.value.field) == (sentence, "body")


@pytest.mark.parametrize("kind", LetterKind.values)
def test_house_has_sound_words_for_every_kind_in_english_and_urdu(kind, edition):
    assert [code for code, _name in templates.languages_of(edition, kind)] == ["en", "ur"]
    for language in ("en", "ur"):
        found = templates.shipped(edition, kind, language)
        templates.check(kind, found.title, found.body)


def test_passport_is_a_name_of_visa_letters_alone():
    assert [kind for kind in LetterKind if "passport" in variables.names_for(kind)] == [LetterKind.VISA]


@pytest.mark.parametrize(
    ("language", "first", "last", "words"),
    [
        ("en", (2025, 4, 8), (2025, 4, 9), "8–9 April 2025"),
        ("en", (2025, 4, 8), (2025, 4, 8), "8 April 2025"),
        ("en", (2025, 4, 30), (2025, 5, 1), "30 April – 1 May 2025"),
        ("en", (2025, 12, 31), (2026, 1, 1), "31 December 2025 – 1 January 2026"),
        ("ur", (2025, 4, 8), (2025, 4, 9), "8–9 اپریل 2025"),
        ("ar", (2025, 4, 8), (2025, 4, 9), "8–9 إبريل 2025"),
        ("zh", (2025, 4, 8), (2025, 4, 9), "2025年4月8日至4月9日"),
    ],
)
def test_days_are_written_as_the_language_does(language, first, last, words):
    assert languages.days(language, dt.date(*first), dt.date(*last)) == words
