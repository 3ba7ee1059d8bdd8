"""Blocks that hold blocks, and the flow of a column of them over pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from akimat_desk.documents.refusals import PaperOverflows
from akimat_desk.documents.typesetting import Block, Pen


@dataclass(frozen=True, slots=True)
class Gap:
    """White space."""

    height: float

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Leaves the paper white."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A hairline across the column, with air above and below."""

    width: float
    thickness: float = 0.5
    above: float = 0.0
    below: float = 0.0

    @property
    def height(self) -> float:
        return self.above + self.thickness + self.below

    def draw(self, pen: Pen, left: float, top: float) -> None:
        pen.line(left, top - self.above - self.thickness / 2, self.width, self.thickness)


class Stack:
    """Blocks under one another that stay on one page."""

    def __init__(self, *blocks: Block) -> None:
        self._blocks = blocks
        self.height = sum(block.height for block in blocks)

    def draw(self, pen: Pen, left: float, top: float) -> None:
        for block in self._blocks:
            block.draw(pen, left, top)
            top -= block.height


class Beside:
    """Blocks next to one another, each at its distance from the left, tops level."""

    def __init__(self, *columns: tuple[float, Block]) -> None:
        self._columns = columns
        self.height = max(block.height for _, block in columns)

    def draw(self, pen: Pen, left: float, top: float) -> None:
        for shift, block in self._columns:
            block.draw(pen, left + shift, top)


class Framed:
    """A block in a thin frame, as a stamp stands; `width` is the outer one."""

    def __init__(self, block: Block, width: float, padding: float) -> None:
        self._block = block
        self._width = width
        self._padding = padding
        self.height = block.height + 2 * padding

    def draw(self, pen: Pen, left: float, top: float) -> None:
        pen.frame(left, top - self.height, self._width, self.height)
        self._block.draw(pen, left + self._padding, top - self._padding)


class Piece(NamedTuple):
    """What a page break may not part; `above` is the white space left out at the top of a page."""

    part: str
    block: Block
    above: float = 0.0


class Standing(NamedTuple):
    """A block and how far under the top of the column it stands."""

    block: Block
    down: float


def flow(pieces: Sequence[Piece], room: float, again: Block) -> list[list[Standing]]:
    """Fills columns of height `room`; every column after the first begins with `again`.

    Raises PaperOverflows for a piece that no column can hold.
    """
    columns: list[list[Standing]] = [[]]
    down = 0.0
    for piece in pieces:
        above = piece.above if columns[-1] else 0.0
        if columns[-1] and down + above + piece.block.height > room:
            columns.append([Standing(again, 0.0)])
            down, above = again.height, 0.0
        if down + above + piece.block.height > room:
            raise PaperOverflows(piece.part)
        columns[-1].append(Standing(piece.block, down + above))
        down += above + piece.block.height
    return columns


def length(pieces: Sequence[Piece]) -> float:
    """The height of one column that holds them all."""
    return sum(piece.block.height + piece.above for piece in pieces) - (
        pieces[0].above if pieces else 0.0
    )
