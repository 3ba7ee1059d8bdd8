"""Bar codes of digits (Code 128) that any hand scanner reads, on whole dots of the printer."""

from collections.abc import Iterator
from typing import Final

from akimat_desk.documents.page import DOT
from akimat_desk.documents.refusals import GlyphMissing, PartMissing
from akimat_desk.documents.typesetting import Pen

# Three dots of 203 to the inch are 0.375 mm: cheap scanners read it, and a worn drum prints it.
_MODULE: Final = 3 * DOT
# The standard asks for ten modules of white at either end.
_QUIET: Final = 10


class BarCode:
    """A block as high as it is told; the white at both ends belongs to its width."""

    def __init__(self, digits: str, height: float) -> None:
        if not digits:
            raise PartMissing("code")
        foreign = {sign for sign in digits if not (sign.isascii() and sign.isdigit())}
        if foreign:
            raise GlyphMissing(tuple(sorted(foreign)))
        self.height = height
        self._bars = tuple(_bars(digits))
        last, wide = self._bars[-1]
        self.width = (last + wide + _QUIET) * _MODULE

    def draw(self, pen: Pen, left: float, top: float) -> None:
        x = round(left / DOT) * DOT
        rows = max(1, int(self.height / _MODULE))
        cells = ((at, row, wide) for row in range(rows) for at, wide in self._bars)
        pen.rectangles(x, top - rows * _MODULE, _MODULE, cells)


def _bars(digits: str) -> Iterator[tuple[int, int]]:
    """Where each bar begins and how wide it is, counted in modules."""
    # Loading it takes a while, so only sheets with bar codes pay for it.
    from reportlab.graphics.barcode.code128 import Code128  # noqa: PLC0415

    code = Code128(digits)
    code.validate()
    code.encode()
    code.decompose()
    at = _QUIET
    for sign in code.decomposed:
        wide = ord(sign.upper()) - ord("A") + 1
        if sign.isupper():
            yield at, wide
        at += wide
