"""How alike two matters are, so that a repeated one is seen while it is being registered."""

from rapidfuzz import fuzz

from akimat_desk.domain.collation import folded
from akimat_desk.domain.full_names import parted
from akimat_desk.domain.identifiers import pin_date

PROBABLE = 70.0
"""From here on the strip asks whether it is the same matter; a person decides."""
YEARS_APART = 3
"""Dates of birth that differ by no more are still compared: one of them may be a slip."""

_LONG_ENOUGH = 4
_LIKE_NAME = 85.0


def likeness(one: str, other: str) -> float:
    """0 to 100; letters are folded, and neither order nor more words on one side count against it.

    A subject too short to say anything is like nothing.
    """
    first, second = folded(one), folded(other)
    if min(len(first), len(second)) < _LONG_ENOUGH:
        return 0.0
    return float(max(fuzz.token_set_ratio(first, second), fuzz.ratio(first, second)))


def is_probable_repeat(one: str, other: str) -> bool:
    return likeness(one, other) >= PROBABLE


def is_like_applicant(one: str, pin: str, other: str, other_pin: str) -> bool:
    """Like names, and nothing that tells two people apart; what is empty tells nothing.

    Two different PINs do not part them while the dates of birth in them lie close together.
    """
    first, second = _called(one), _called(other)
    if not first or not second or fuzz.ratio(first, second) < _LIKE_NAME:
        return False
    born, other_born = pin_date(pin), pin_date(other_pin)
    return born is None or other_born is None or abs(born.year - other_born.year) <= YEARS_APART


def _called(name: str) -> str:
    """Surname and given name: a patronymic is often left out."""
    surname, given, _ = parted(name)
    return folded(f"{surname} {given}")
