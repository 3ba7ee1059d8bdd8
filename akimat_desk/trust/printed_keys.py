"""Secrets on paper: the recovery key and the head's codes, and how they are typed back."""

import secrets
from collections.abc import Callable

Random = Callable[[int], bytes]

# No two characters look alike, and each can be typed in the Latin and in the Cyrillic layout.
# Nineteen is prime, so that one check character finds every wrong and every swapped character.
ALPHABET = "023456789ACEHKMPTXY"
HEAD_CODES = 8
_RECOVERY_LENGTH, _RECOVERY_GROUP = 40, 5
_CODE_LENGTH, _CODE_GROUP = 12, 4
# Bytes from here on would make the first characters of the alphabet likelier than the others.
_FAIR = 256 - 256 % len(ALPHABET)

_CYRILLIC_TWINS = {
    "\N{CYRILLIC CAPITAL LETTER A}": "A",
    "\N{CYRILLIC CAPITAL LETTER ES}": "C",
    "\N{CYRILLIC CAPITAL LETTER IE}": "E",
    "\N{CYRILLIC CAPITAL LETTER IO}": "E",
    "\N{CYRILLIC CAPITAL LETTER EN}": "H",
    "\N{CYRILLIC CAPITAL LETTER KA}": "K",
    "\N{CYRILLIC CAPITAL LETTER EM}": "M",
    "\N{CYRILLIC CAPITAL LETTER ER}": "P",
    "\N{CYRILLIC CAPITAL LETTER TE}": "T",
    "\N{CYRILLIC CAPITAL LETTER HA}": "X",
    "\N{CYRILLIC CAPITAL LETTER U}": "Y",
    "\N{CYRILLIC CAPITAL LETTER STRAIGHT U}": "Y",
    "\N{CYRILLIC CAPITAL LETTER O}": "0",
    "\N{CYRILLIC CAPITAL LETTER ZE}": "3",
    "\N{CYRILLIC CAPITAL LETTER VE}": "8",
}
_LATIN_TWINS = {"O": "0", "Z": "2", "S": "5", "B": "8"}
_FORGIVEN = str.maketrans(_CYRILLIC_TWINS | _LATIN_TWINS)
_DASHES = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"
_BETWEEN = str.maketrans("", "", _DASHES)


class KeyMistyped(Exception):
    """What was typed cannot be such a key: a wrong length, sign or check character."""


def new_recovery_key(random: Random = secrets.token_bytes) -> str:
    """Eight groups of five characters, the last one a check character; 165 bits."""
    return _grouped(_with_check(_drawn(_RECOVERY_LENGTH - 1, random)), _RECOVERY_GROUP)


def read_recovery_key(text: str) -> str:
    """The key as it was printed, without its hyphens; raises KeyMistyped."""
    typed = _typed(text, _RECOVERY_LENGTH)
    if _remainder(typed) != 0:
        raise KeyMistyped
    return typed


def new_head_code(random: Random = secrets.token_bytes) -> str:
    """Three groups of four characters; 50 bits, enough behind the wrap's slow derivation."""
    return _grouped(_drawn(_CODE_LENGTH, random), _CODE_GROUP)


def read_head_code(text: str) -> str:
    """The code as it was printed, without its hyphens; raises KeyMistyped."""
    return _typed(text, _CODE_LENGTH)


def _drawn(length: int, random: Random) -> str:
    drawn = ""
    while len(drawn) < length:
        fair = (byte for byte in random(length) if byte < _FAIR)
        drawn += "".join(ALPHABET[byte % len(ALPHABET)] for byte in fair)
    return drawn[:length]


def _remainder(text: str) -> int:
    total = 0
    for character in text:
        total = (total * 2 + ALPHABET.index(character)) % len(ALPHABET)
    return total


def _with_check(text: str) -> str:
    return text + ALPHABET[-_remainder(text + ALPHABET[0]) % len(ALPHABET)]


def _grouped(text: str, size: int) -> str:
    return "-".join(text[start : start + size] for start in range(0, len(text), size))


def _typed(text: str, length: int) -> str:
    bare = "".join(text.upper().translate(_BETWEEN).split())
    typed = bare.translate(_FORGIVEN)
    if len(typed) != length or not set(typed) <= set(ALPHABET):
        raise KeyMistyped
    return typed
