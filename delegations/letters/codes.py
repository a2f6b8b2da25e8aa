"""The code of a letter: typed from paper, so in Crockford's base 32 (https://www.crockford.com/base32.html), with his
check symbol last. Eleven symbols are drawn, 55 bits: docs/adr/0008 says why that is enough."""

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DRAWN = 11
MODULUS = 37
GROUP = 4
MISREAD = str.maketrans("OIL", "011")


def new() -> str:
    """Twelve symbols. Of his 37 check symbols five are no letters or digits: what would need one is drawn again."""
    while True:
        number = secrets.randbelow(len(ALPHABET) ** DRAWN)
        if number % MODULUS < len(ALPHABET):
            return _written(number) + ALPHABET[number % MODULUS]


def grouped(code: str) -> str:
    """As it is printed: three groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(text: str) -> str:
    """The code that somebody typed, whatever the case, spaces and hyphens, with O for 0 and I or L for 1; empty for
    what is none: any one wrong symbol and any two that changed places are found."""
    plain = "".join(_plain(letter) for letter in text if letter.isalnum()).translate(MISREAD)
    if len(plain) != DRAWN + 1 or not set(plain) <= set(ALPHABET):
        return ""
    number = 0
    for letter in plain[:DRAWN]:
        number = number * len(ALPHABET) + ALPHABET.index(letter)
    return plain if number % MODULUS == ALPHABET.index(plain[DRAWN]) else ""


def _plain(letter):
    """A digit of any script as 0 to 9, a letter as a capital one."""
    return str(unicodedata.decimal(letter, "")) or unicodedata.normalize("NFKC", letter).upper()


def _written(number):
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(DRAWN)))
