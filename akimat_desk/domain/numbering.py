"""Registration numbers: their shape, their check digit, and how a clerk may type them."""

import re
from dataclasses import dataclass

import msgspec
from stdnum.iso7064 import mod_11_10

from akimat_desk.domain.errors import RuleBroken

# Cyrillic letters a clerk finds on the same Latin key, sees as the same or types by sound; the
# number's key is Latin. A to YA in the order of the alphabet, then the three Kyrgyz letters.
_CYRILLIC = (
    "\u0410\u0411\u0412\u0413\u0414\u0415\u0401\u0416\u0417\u0418\u0419\u041a"
    "\u041b\u041c\u041d\u041e\u041f\u0420\u0421\u0422\u0423\u0424\u0425\u0426"
    "\u0427\u0428\u0429\u042a\u042b\u042c\u042d\u042e\u042f\u04a2\u04e8\u04ae"
)
_TO_LATIN = dict(zip(_CYRILLIC, "ABBGDEEJZIIKLMHOPPCTYFXSQWWBIBEURNOV", strict=True))
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
        """ISO 7064 MOD 11,10 over the number's key, each letter as its two-digit place.

        The length of the mark counts first: two marks and sequences that run together into one
        key (1 and 100042, 11 and 00042) are told apart by the digit.
        """
        key = f"{len(self.mark)}"
        key += f"{number_key(self.journal + self.mark)}{self.sequence:05d}{self.year % 100:02d}"
        return _check_digit(key)

    def text(self) -> str:
        """As printed: journal, mark, sequence, year, check digit."""
        series = f"{self.journal}{self.mark}"
        return f"{series}-{self.sequence:05d}/{self.year % 100:02d}-{self.check_digit}"


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
    return text.upper().translate(_KEYS)


class _Keys(dict[int, str]):
    """What of a character goes into a key; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        latin = _TO_LATIN.get(chr(code), chr(code))
        self[code] = found = latin if latin.isascii() and latin.isalnum() else ""
        return found


_KEYS = _Keys()


# Journal and mark, then at least five digits of the sequence, two of the year, one to check.
_KEY = re.compile(r"[A-Z][0-9A-Z]+[0-9]{8}")
_PRINTED = re.compile(r"(?P<series>\w+)-\d{5,}/\d{2}-\d\s*$")


def is_checked(text: str) -> bool:
    """Whether this has the shape of a number and its check digit fits."""
    key = number_key(text)
    if _KEY.fullmatch(key) is None:
        return False
    printed = _PRINTED.search(text)
    # As printed, the hyphen says where the mark ends; without it every place that may is tried.
    sizes = range(1, len(key) - 8) if printed is None else (len(number_key(printed["series"])) - 1,)
    return any(_check_digit(f"{size}{key[:-1]}") == key[-1] for size in sizes if _parts(key, size))


def _parts(key: str, size: int) -> bool:
    """Whether a mark of this length leaves a sequence: five digits, or more without a leading 0."""
    sequence = key[1 + size : -3]
    is_long = len(sequence) > 5 and not sequence.startswith("0")
    return sequence.isdigit() and (len(sequence) == 5 or is_long)


def mark_of(point: str, origin: bytes, *, is_first: bool) -> str:
    """The point's own mark for its first origin; others have three characters of their id more."""
    if is_first:
        return point
    letters, value = "", int.from_bytes(origin[:4], "big")
    for _ in range(3):
        value, place = divmod(value, len(MARK_LETTERS))
        letters += MARK_LETTERS[place]
    return point + letters


def _check_digit(key: str) -> str:
    digits = "".join(sign if sign.isdigit() else f"{ord(sign) - 55:02d}" for sign in key)
    return str(mod_11_10.calc_check_digit(digits))
