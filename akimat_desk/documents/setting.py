"""How a paper is set: its width, its sizes, its two languages, and the blocks made of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from akimat_desk.documents import fonts
from akimat_desk.documents.blocks import Beside, Gap, Stack
from akimat_desk.documents.both import Both, Said
from akimat_desk.documents.typesetting import (
    DESCENT,
    INK_SOFT,
    LEADING,
    Block,
    Face,
    Lines,
    Run,
)

# The white between two parts, counted in sizes of the text.
_AIR: Final = 0.42
_CLOSE_AIR: Final = 0.26


class Sizes(NamedTuple):
    """In points; nothing under typesetting.SMALLEST."""

    text: float
    note: float
    small: float
    fact: float
    title: float
    number: float
    qr: float


@dataclass(frozen=True, slots=True)
class Setting:
    """How wide and how large, and in which language first; `is_narrow` is the roll.

    `is_close` leaves less white, and sets on one line what else takes two, to save a page.
    """

    words: Both
    width: float
    sizes: Sizes
    is_narrow: bool = False
    is_close: bool = False

    @property
    def text(self) -> Face:
        return Face(fonts.SERIF, self.sizes.text)

    @property
    def note(self) -> Face:
        return Face(fonts.SERIF, self.sizes.note)

    @property
    def air(self) -> float:
        """The white between two parts."""
        return self.sizes.text * (_CLOSE_AIR if self.is_close else _AIR)

    @property
    def bold(self) -> Face:
        return Face(fonts.SERIF_BOLD, self.sizes.text)

    @property
    def fact(self) -> Face:
        return Face(fonts.SERIF_BOLD, self.sizes.fact)

    @property
    def small(self) -> Face:
        return Face(fonts.SERIF, self.sizes.small, INK_SOFT)

    @property
    def label(self) -> Face:
        return Face(fonts.SANS, self.sizes.small, INK_SOFT)

    def pair(self, said: Said, lead: Face | None = None, *, width: float = 0.0) -> Block:
        """The leading language; the other beside it if the line has room, or else under it."""
        column, face = width or self.width, lead or self.text
        first = Lines([Run(said.lead, face)], column)
        if said.other in {"", said.lead}:
            return first
        short, beside = said.lead.removesuffix("."), " \u00b7 " + said.other.removesuffix(".")
        if face.width(short) + self.small.width(beside) <= column:
            return Lines([Run(short, face), Run(beside, self.small)], column)
        return Stack(first, Lines([Run(said.other, self.small)], column))

    def caption(self, said: Said) -> Block:
        return Lines([Run(said.once, self.label)], self.width)

    @property
    def drop(self) -> float:
        """Small print begins so much lower to stand on one line with the text beside it."""
        return (LEADING - DESCENT) * (self.sizes.text - self.sizes.small)

    def labelled(self, label: Said, value: Block, column: float) -> Block:
        """A label at the left of its value, or above it where it has no column."""
        if not column:
            return Stack(self.caption(label), value)
        room = column - self.sizes.small / 2
        parts = [label.once] if self.label.width(label.once) <= room else [label.lead, label.other]
        words = Stack(*(Lines([Run(part, self.label)], room) for part in parts))
        return Beside((0.0, Stack(Gap(self.drop), words)), (column, value))

    def label_column(self, labels: Sequence[Said]) -> float:
        """Wide enough for every label, but never over a third of the line; none on the roll."""
        if self.is_narrow:
            return 0.0
        widest = max(self.label.width(label.once) for label in labels)
        return min(widest + self.sizes.small, self.width * 0.34)
