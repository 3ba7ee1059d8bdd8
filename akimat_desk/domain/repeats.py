"""How alike two matters are, so that a repeated one is seen while it is being registered."""

from rapidfuzz import fuzz

from akimat_desk.domain.collation import folded

PROBABLE = 70.0
"""From here on the strip asks whether it is the same matter; a person decides."""

_LONG_ENOUGH = 4


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
