"""Public ids as UUIDs and back: the c3voc formats know only UUIDs, and what left here must be known when it returns.

A public id is a number of 16 digits to base 31, that is less than 80 bits. They go into the free fields of a UUID of
version 8 (RFC 9562 §5.8), beside a mark of 42 bits that says that Majlis wrote it.
"""

import uuid

from core.fields import ALPHABET, LENGTH

MARK = int.from_bytes(b"majlis") & ((1 << 42) - 1)
LOW = (1 << 62) - 1


def of(public_id: str, external_id: str = "") -> str:
    """The UUID of a row: the one it was imported with, if that was one, else one made of its public id."""
    if is_uuid(external_id):
        return external_id
    number = 0
    for letter in public_id:
        number = number * len(ALPHABET) + ALPHABET.index(letter)
    payload = number << 42 | MARK
    return str(uuid.UUID(int=payload >> 74 << 80 | 8 << 76 | (payload >> 62 & 0xFFF) << 64 | 2 << 62 | payload & LOW))


def public_id(guid: str) -> str:
    """The public id inside a UUID that `of` made, or "" for any other."""
    if not is_uuid(guid):
        return ""
    whole = uuid.UUID(guid).int
    payload = whole >> 80 << 74 | (whole >> 64 & 0xFFF) << 62 | whole & LOW
    number, letters = payload >> 42, []
    if whole >> 76 & 0xF != 8 or payload & ((1 << 42) - 1) != MARK or number >= len(ALPHABET) ** LENGTH:
        return ""
    for _unused in range(LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[digit])
    return "".join(reversed(letters))


def is_uuid(text: str) -> bool:
    """Say whether `text` is a UUID as the c3voc schemas write it: 36 characters."""
    if len(text) != 36:
        return False
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
