"""Outline icons from the mdi6 font that qtawesome packs, drawn in the colours worn now.

qtawesome itself is not imported: it loads seven icon fonts and half a second before the first
window; its font file and its list of names are all that is needed here.
"""

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from akimat_desk.ui.theme import Tone, look, mixed


class _Face(NamedTuple):
    """`charmap` is the set's list of names, JSON of `"name": "0xcode"`, as it lies on the disk."""

    family: str
    charmap: str


@cache
def _face() -> _Face:
    spec = find_spec("qtawesome")
    # The built program carries the font files without the package, so there is no origin.
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("qtawesome")
    folder = Path(next(iter(spec.submodule_search_locations))) / "fonts"
    number = QFontDatabase.addApplicationFont(str(next(folder.glob("materialdesignicons6-*.ttf"))))
    charmap = next(folder.glob("materialdesignicons6-*charmap*.json"))
    family = QFontDatabase.applicationFontFamilies(number)[0]
    return _Face(family, charmap.read_text(encoding="utf-8"))


@cache
def _sign(name: str) -> str:
    """Looked for in the text: parsing seven thousand names keeps the first paint waiting."""
    charmap, key = _face().charmap, f'"{name}": "'
    found = charmap.find(key)
    if found < 0:
        raise KeyError(name)
    start = found + len(key)
    return chr(int(charmap[start : charmap.index('"', start)], 16))


def draw_icon(painter: QPainter, name: str, rect: QRect, colour: QColor) -> None:
    """Raises KeyError for a name that the set lacks."""
    sign = _sign(name)
    font = QFont(_face().family)
    font.setPixelSize(rect.height())
    painter.save()
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, sign)
    painter.restore()


class _Engine(QIconEngine):
    """Asks for the colour when it paints, so that a change of theme needs no new icons."""

    def __init__(self, name: str, colour: Callable[[], QColor]) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    # Qt overrides

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _: QIcon.State) -> None:
        colour = self._colour()
        if mode is QIcon.Mode.Disabled:
            colour = mixed(colour, QColor(look().theme.surface), 0.5)
        draw_icon(painter, self._name, rect, colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour)


def icon(name: str, tone: Tone = Tone.SOFT) -> QIcon:
    """An icon that follows the theme by itself; raises KeyError for an unknown name."""
    return _icon(name, lambda: look().theme.colour(tone))


def icon_on_accent(name: str) -> QIcon:
    """For the primary button."""
    return _icon(name, lambda: QColor(look().theme.on_accent))


def _icon(name: str, colour: Callable[[], QColor]) -> QIcon:
    _sign(name)
    return QIcon(_Engine(name, colour))
