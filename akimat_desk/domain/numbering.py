"""Registration numbers: their shape, their check digit, and how a clerk may type them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from stdnum.iso7064 import mod_11_10

from akimat_desk.domain.errors import RuleBroken

# Cyrillic letters a clerk finds on the same Latin key or types by sound; the number's key is Latin.
_TO_LATIN = dict(
    zip(
        "\u0410\u0411\u0412\u0413\u0414\u0415\u0401\u0416\u0417\u0418\u0419\u041a\u041b\u041c\u041d"
        "\u041e\u041f\u0420\u0421\u0422\u0423\u0424\u0425\u0427\u0428\u042d\u042e\u042f",
        [
            "A",
            "B",
            "B",
            "G",
            "D",
            "E",
            "E",
            "J",
            "Z",
            "I",
            "I",
            "K",
            "L",
            "M",
            "H",
            "O",
            "P",
            "P",
            "C",
            "T",
            "Y",
            "F",
            "X",
            "Q",
            "W",
            "E",
            "U",
            "R",
        ],
        strict=True,
    )
)
MARK_LETTERS = "2345679ACEHKMPTX"
"""What a doubtful origin's mark is made of: each looks the same in Latin and Cyrillic."""


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of a number; `year` has four digits."""

    journal: str
    mark: str
    sequence: int
    year: int

    @property
    def check_digit(self) -> str:
        """ISO 7064 MOD 11,10 over the number's key, each letter as its two-digit place."""
        digits = "".join(
            character if character.isdigit() else f"{ord(character) - 55:02d}"
            for character in f"{number_key(self.journal)}{self.mark}{self.sequence:05d}"
            f"{self.year % 100:02d}"
        )
        return str(mod_11_10.calc_check_digit(digits))

    def text(self) -> str:
        """As printed: journal, mark, sequence, year, check digit."""
        return f"{self.journal}{self.mark}-{self.sequence:05d}/{self.year % 100:02d}-{self.check_digit}"


@dataclass(eq=False)
class NumberUnreadable(RuleBroken):
    """What was typed cannot be a number of any journal."""

    reason: str


@dataclass(eq=False)
class NumberUnknown(RuleBroken):
    """No case of this workspace has this number."""

    number: str


def number_key(text: str) -> str:
    """Latin capitals and digits alone: equal for every way of typing one number."""
    kept = []
    for character in text.upper():
        latin = _TO_LATIN.get(character, character)
        if latin.isascii() and latin.isalnum():
            kept.append(latin)
    return "".join(kept)


_KEY = re.compile(
    r"^(?P<journal>[A-Z])(?P<mark>[0-9A-Z]{1,5}?)(?P<sequence>\d{5,7})(?P<year>\d{2})"
    r"(?P<check>\d)$"
)


def is_checked(text: str, marks: Mapping[str, str] | None = None) -> bool:
    """Whether the check digit fits, for at least one way to part mark and sequence."""
    key = number_key(text)
    found = _KEY.match(key)
    if found is None:
        return False
    for cut in range(1, len(key) - 8):
        mark, rest = key[1 : 1 + cut], key[1 + cut : -3]
        if len(rest) < 5 or not rest.isdigit() or (marks is not None and mark not in marks):
            continue
        number = Number(journal=key[0], mark=mark, sequence=int(rest), year=2000 + int(key[-3:-1]))
        if number.check_digit == key[-1]:
            return True
    return False


def mark_of(point: str, origin: bytes, *, is_first: bool) -> str:
    """The point's own mark for its first origin, three characters of the origin id more for others."""
    if is_first:
        return point
    letters, value = "", int.from_bytes(origin[:4], "big")
    for _ in range(3):
        value, place = divmod(value, len(MARK_LETTERS))
        letters += MARK_LETTERS[place]
    return point + letters
