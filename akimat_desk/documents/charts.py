"""Charts of papers: bars of one line of figures, this period over last year's."""

from typing import Any, Final

import reportlab.rl_config

from akimat_desk.documents import fonts

# Before its shapes are loaded, or a font that is not in the file is named in it.
reportlab.rl_config.defaultGraphicsFontName = fonts.SANS

from reportlab.graphics.shapes import Drawing, Rect  # noqa: E402
from reportlab.lib.colors import HexColor  # noqa: E402

from akimat_desk.documents.typesetting import Pen  # noqa: E402

NOW: Final = 0x2F4B66
BEFORE: Final = 0xB9C4CE
_THICK, _THIN, _BETWEEN = 5.0, 3.5, 1.0


class Bars:
    """Two bars under one another, as long as their share of the greatest figure.

    They differ in height and in darkness, so that a printer without colours tells them apart.
    """

    height: float = _THICK + _BETWEEN + _THIN + 2.0

    def __init__(self, now: int, before: int | None, greatest: int, width: float) -> None:
        self._now, self._before = now, before
        self._greatest, self._width = max(greatest, 1), width

    def draw(self, pen: Pen, left: float, top: float) -> None:
        drawing = Drawing(self._width, self.height)
        self._bar(drawing, self._now, self.height - 1 - _THICK, _THICK, NOW)
        self._bar(drawing, self._before or 0, 1, _THIN, BEFORE)
        pen.graphic(left, top - self.height, drawing)

    def _bar(self, drawing: Any, value: int, bottom: float, thickness: float, colour: int) -> None:
        if value:
            long = max(self._width * value / self._greatest, 0.8)
            fill = HexColor(colour)
            drawing.add(Rect(0, bottom, long, thickness, fillColor=fill, strokeColor=None))


class Key:
    """What the bars mean: a small square of their colour."""

    def __init__(self, colour: int, side: float) -> None:
        self._colour, self._side = colour, side
        self.height = side

    def draw(self, pen: Pen, left: float, top: float) -> None:
        drawing = Drawing(self._side, self._side)
        fill = HexColor(self._colour)
        drawing.add(Rect(0, 0, self._side, self._side, fillColor=fill, strokeColor=None))
        pen.graphic(left, top - self._side, drawing)
