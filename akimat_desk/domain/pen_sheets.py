"""The head's folder: which matters lay on which printed sheet, and how its bar codes read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from akimat_desk.domain.errors import RuleBroken
from akimat_desk.domain.facts import Event

MOST: Final = 12
"""So many matters leave room for a pen on one page."""
SHEET_DIGITS: Final = 8
_CODE: Final = re.compile(rf"(?P<sheet>[0-9]{{{SHEET_DIGITS}}})(?P<row>[0-9]{{2}})?")


class PenSheetPrinted(Event, frozen=True, kw_only=True):
    """A sheet went to the head's folder; `matters` are the cases in the order of its rows.

    `sheet` is its number, digits alone.
    """

    sheet: str
    printed_on: date
    matters: tuple[str, ...]
    language: str = "ky"


PEN_SHEET_EVENTS: tuple[type[Any], ...] = (PenSheetPrinted,)


@dataclass(eq=False)
class PenSheetUnknown(RuleBroken):
    """No sheet with this number was printed in this office, or it has not come here yet."""

    sheet: str


class PenCode(NamedTuple):
    """`row` counts from 1; 0 is the whole sheet."""

    sheet: str
    row: int


def row_code(sheet: str, row: int) -> str:
    """What a bar code holds. Digits alone: a scanner types them alike in every keyboard layout."""
    return f"{sheet}{row:02d}"


def read_code(text: str) -> PenCode | None:
    """None for what is no code of a sheet; the parting spaces of the print may be typed."""
    found = _CODE.fullmatch(re.sub(r"[\s-]", "", text))
    if found is None or int(found["row"] or 0) > MOST:
        return None
    return PenCode(found["sheet"], int(found["row"] or 0))


def parted(sheet: str) -> str:
    """As it is printed and dictated: two groups of four."""
    return f"{sheet[:4]} {sheet[4:]}"


def new_number(drawn: bytes, taken: Iterable[str]) -> str:
    """From bytes that nobody can know; the next free one where it is taken already."""
    least, known = 10 ** (SHEET_DIGITS - 1), set(taken)
    number = int.from_bytes(drawn) % (9 * least)
    while str(least + number) in known:
        number = (number + 1) % (9 * least)
    return str(least + number)
