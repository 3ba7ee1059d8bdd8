"""RFC 9285: bytes in the 45 characters that a QR code holds most cheaply."""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {character: value for value, character in enumerate(ALPHABET)}


class NotBase45(ValueError):
    """No bytes are written so."""


def encoded(data: bytes) -> str:
    return "".join(_group(data[start : start + 2]) for start in range(0, len(data), 2))


def decoded(text: str) -> bytes:
    """Raises NotBase45 for every text that `encoded` cannot have written."""
    groups = (text[start : start + 3] for start in range(0, len(text), 3))
    return b"".join(map(_pair, groups))


def _group(pair: bytes) -> str:
    number, characters = int.from_bytes(pair), []
    for _ in range(len(pair) + 1):
        number, value = divmod(number, 45)
        characters.append(ALPHABET[value])
    return "".join(characters)


def _pair(group: str) -> bytes:
    size = len(group) - 1
    if size == 0 or not set(group) <= _VALUES.keys():
        raise NotBase45
    number = 0
    for character in reversed(group):
        number = number * 45 + _VALUES[character]
    if number >= 256**size:
        raise NotBase45
    return number.to_bytes(size)
