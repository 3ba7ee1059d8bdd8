"""By what two records may be one applicant: grounds to ask a person, never to join by itself.

A value that is missing agrees with nothing and rules nothing out.
"""

from datetime import date
from typing import Final

from rapidfuzz import fuzz

from akimat_desk.domain.collation import folded
from akimat_desk.domain.identifiers import is_pin
from akimat_desk.domain.people import Applicant

SAME_PIN, SAME_PHONE, SAME_ADDRESS = "same_pin", "same_phone", "same_address"
SAME_BIRTH_DATE, NEAR_BIRTH_YEAR, LIKE_NAME = "same_birth_date", "near_birth_year", "like_name"
STRENGTH: Final = (
    SAME_PIN,
    SAME_BIRTH_DATE,
    SAME_PHONE,
    SAME_ADDRESS,
    NEAR_BIRTH_YEAR,
    LIKE_NAME,
)
"""The strongest first."""
CLOSE: Final = 85.0
NEAR_YEARS: Final = 3


def grounds(one: Applicant, other: Applicant) -> tuple[str, ...]:
    """Empty where nothing speaks for it. LIKE_NAME never stands alone."""
    if one.is_anonymous or other.is_anonymous or is_body(one) != is_body(other):
        return ()
    same, is_close = _same(one, other), _is_close(one, other)
    if SAME_PIN in same:
        return (*same, *((LIKE_NAME,) if is_close else ()))
    if folded(one.name) == folded(other.name):
        # Namesakes of about one age are many; two personal numbers tell them apart.
        return () if same == (NEAR_BIRTH_YEAR,) and pins_differ(one, other) else same
    return (SAME_PHONE, LIKE_NAME) if SAME_PHONE in same and is_close else ()


def pins_differ(one: Applicant, other: Applicant) -> bool:
    """Both have a valid number, and not the same."""
    return is_pin(one.pin) and is_pin(other.pin) and one.pin != other.pin


def is_body(applicant: Applicant) -> bool:
    return applicant.organisation is not None


def strength(found: tuple[str, ...]) -> tuple[int, int]:
    """A sort key: the strongest ground first, then how many there are."""
    return min(STRENGTH.index(ground) for ground in found), -len(found)


def _same(one: Applicant, other: Applicant) -> tuple[str, ...]:
    found = (
        (SAME_PIN, _agree(one.pin, other.pin)),
        (SAME_BIRTH_DATE, _agree(_born(one), _born(other))),
        (SAME_PHONE, _agree(one.phone, other.phone)),
        (SAME_ADDRESS, _agree(folded(one.address.line()), folded(other.address.line()))),
        (NEAR_BIRTH_YEAR, _are_near(_born(one), _born(other))),
    )
    return tuple(ground for ground, holds in found if holds)


def _agree(one: object, other: object) -> bool:
    return bool(one) and one == other


def _born(applicant: Applicant) -> date | None:
    return None if applicant.person is None else applicant.person.born_on


def _are_near(one: date | None, other: date | None) -> bool:
    if one is None or other is None or one == other:
        return False
    return abs(one.year - other.year) <= NEAR_YEARS


def _is_close(one: Applicant, other: Applicant) -> bool:
    """Letters mixed up, parts in another order, a patronymic left out."""
    first, second = folded(one.name), folded(other.name)
    return float(fuzz.token_sort_ratio(first, second)) >= CLOSE or (
        min(len(first.split()), len(second.split())) > 1
        and float(fuzz.token_set_ratio(first, second)) >= CLOSE
    )
