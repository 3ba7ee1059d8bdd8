"""QR codes as a drawing: one path of rectangles on whole dots of the roll printer."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import segno

from akimat_desk.documents.page import DOT
from akimat_desk.documents.refusals import GlyphMissing, PaperOverflows, PartMissing
from akimat_desk.documents.typesetting import Pen

_QUIET: Final = 4
# Three dots of 203 to the inch are 0.375 mm, the least that cheap readers tell apart.
_LEAST_DOTS: Final = 3
# To look for the best of eight masks takes four fifths of the time of a code. What is signed is
# as mixed as a mask can make it: blurred and spotted prints are read as often with any of them.
_SIGNED: Final = "AD1:"
_MASK: Final = 0
# The letters of the alphanumeric mode; others would make the code half as large again.
ALPHANUMERIC: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


# Two copies on one sheet, and the preview before the print, show the same code.
@lru_cache(maxsize=16)
def _matrix(payload: str) -> tuple[bytes, ...]:
    mask = _MASK if _SIGNED in payload else None
    try:
        code = segno.make(payload, error="m", mode="alphanumeric", boost_error=False, mask=mask)
    except segno.DataOverflowError as too_long:
        raise PaperOverflows("qr") from too_long
    return tuple(bytes(row) for row in code.matrix)


class QrCode:
    """A block as wide as high, quiet zone included; near `wanted` points, never over `limit`."""

    def __init__(self, payload: str, wanted: float, limit: float) -> None:
        if not payload:
            raise PartMissing("qr")
        foreign = set(payload) - ALPHANUMERIC
        if foreign:
            raise GlyphMissing(tuple(sorted(foreign)))
        self._matrix = _matrix(payload)
        self._modules = len(self._matrix) + 2 * _QUIET
        dots = max(_LEAST_DOTS, int(wanted / (self._modules * DOT)))
        self._module = dots * DOT
        self.height = self._modules * self._module
        if self.height > limit:
            raise PaperOverflows("qr")

    @property
    def width(self) -> float:
        return self.height

    @property
    def quiet(self) -> float:
        """The white rim, which may lie over a margin but never over words."""
        return _QUIET * self._module

    def draw(self, pen: Pen, left: float, top: float) -> None:
        x, y = (round(edge / DOT) * DOT for edge in (left, top - self.height))
        pen.blank(x, y, self.height)
        pen.rectangles(x, y, self._module, self._dark())

    def _dark(self) -> Iterator[tuple[int, int, int]]:
        """Runs of dark modules: column, row counted from below, length."""
        for row, cells in enumerate(self._matrix):
            column = 0
            while column < len(cells):
                start = column
                while column < len(cells) and cells[column]:
                    column += 1
                if column > start:
                    yield start + _QUIET, self._modules - _QUIET - row - 1, column - start
                column += 1
