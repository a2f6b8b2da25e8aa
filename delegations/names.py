"""Whether two names may be one person's: spelled in another way, in another order, or with a letter wrong."""

import re
import unicodedata
from difflib import SequenceMatcher

NEAR = 0.86
"""Two letters wrong in a name of fifteen."""
TITLES = {"mr", "mrs", "ms", "miss", "dr", "prof", "he", "hon", "sir", "sh", "eng", "engr", "haji"}
SHORT_FOR = {"md": "muhammad", "mohd": "muhammad", "muhd": "muhammad", "abd": "abdul"}
SAME_SOUND = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"kh|q|ck|c(?=[^h]|$)"), "k"),
    (re.compile(r"zh|z|dh"), "z"),
    (re.compile(r"sch|ch|sh"), "s"),
    (re.compile(r"[vw]"), "w"),
    (re.compile(r"ou|oo|o"), "u"),
    (re.compile(r"ee|ei|ie|ai|ay|ey|y|e"), "i"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"th"), "t"),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""Spellings of one sound where Arabic, Urdu, Turkish and Russian names are written in Latin letters."""
VOWELS = re.compile(r"(?<=.)[aiuh]")


def sounds(name: str) -> str:
    """The consonants of the name's words, in a fixed order: equal for Muhammad Yousuf and YUSUF, Mohammed."""
    return _consonants(_words(name))


def is_near(one: str, other: str) -> bool:
    first, second = sorted(_words(one)), sorted(_words(other))
    if not first or not second:
        return False
    if _consonants(first) == _consonants(second):
        return True
    compared = SequenceMatcher(None, " ".join(first), " ".join(second))
    return compared.quick_ratio() >= NEAR and compared.ratio() >= NEAR


def _consonants(words):
    return " ".join(sorted(VOWELS.sub("", word) for word in words))


def _words(name):
    letters = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter) and letter not in "'’‘`ʿʾ")
    words = re.sub(r"[^\w]+|_", " ", plain).split()
    return [_sound(SHORT_FOR.get(word, word)) for word in words if word not in TITLES]


def _sound(word):
    for pattern, sound in SAME_SOUND:
        word = pattern.sub(sound, word)
    return word
