"""Base45 (RFC 9285): bytes as text that a QR code packs in its alphanumeric mode. The standard library has none."""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}


def encode(data: bytes) -> str:
    """Three characters for two bytes, two for a last odd one."""
    pairs = [data[start : start + 2] for start in range(0, len(data), 2)]
    return "".join(_letters(int.from_bytes(pair, "big"), 1 + len(pair)) for pair in pairs)


def decode(text: str) -> bytes:
    """The bytes again. Raises ValueError for anything that ``encode`` would not have written."""
    groups = [text[start : start + 3] for start in range(0, len(text), 3)]
    return b"".join(_bytes(group) for group in groups)


def _letters(number, count):
    return "".join(ALPHABET[number // 45**place % 45] for place in range(count))


def _bytes(group):
    if len(group) == 1 or not set(group) <= _VALUES.keys():
        raise ValueError(f"{group!r} is not base45")
    number, length = sum(_VALUES[letter] * 45**place for place, letter in enumerate(group)), len(group) - 1
    if number >= 256**length:
        raise ValueError(f"{group!r} is not base45")
    return number.to_bytes(length, "big")
