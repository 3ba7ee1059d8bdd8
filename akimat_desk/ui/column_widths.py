"""How wide the columns of a list are: as much as they need, and fairly less where room is short."""

from collections.abc import Sequence
from typing import Final, NamedTuple

# A column that shares what is left is still worth reading at so many letters.
LEAST_SHARED: Final = 20
# To so much of its wish a column may be pressed; after that the list is scrolled sideways.
LEAST_PART: Final = 0.6


class Wish(NamedTuple):
    """In pixels; `fixed` 0 shares what is left by `weight`. A stiff column is never pressed."""

    fixed: int
    weight: int = 1
    is_stiff: bool = False


def shared_out(wishes: Sequence[Wish], whole: int, letter: int) -> list[int]:
    """A width for each, together at least `whole`, and more only where it cannot be helped."""
    least = LEAST_SHARED * letter
    shares = sum(wish.weight for wish in wishes if not wish.fixed)
    fixed = [wish.fixed for wish in wishes]
    if sum(fixed) + shares * least > whole:
        fixed = _pressed(wishes, whole - shares * least)
    left = max(0, whole - sum(fixed))
    return [
        width or max(least * wish.weight, left * wish.weight // max(1, shares))
        for width, wish in zip(fixed, wishes, strict=True)
    ]


def _pressed(wishes: Sequence[Wish], room: int) -> list[int]:
    """Columns of text give way in the same measure."""
    stiff = sum(wish.fixed for wish in wishes if wish.is_stiff)
    soft = sum(wish.fixed for wish in wishes if not wish.is_stiff)
    part = min(1.0, max(LEAST_PART, (room - stiff) / soft)) if soft else 1.0
    return [wish.fixed if wish.is_stiff else int(wish.fixed * part) for wish in wishes]
