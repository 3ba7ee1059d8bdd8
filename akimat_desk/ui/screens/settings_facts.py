"""Names and values under one another; a value can be marked and copied."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.labels import plain, soft, wrapped
from akimat_desk.ui.one_line import OneLine
from akimat_desk.ui.theme import Tone, look


class Facts(QWidget):
    """What is not told says so."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look().px(16))
        self._grid.setVerticalSpacing(look().px(6))
        self._grid.setColumnMinimumWidth(0, look().px(150))
        self._grid.setColumnStretch(1, 1)

    def show_lines(self, lines: Iterable[tuple[str, str | Path]]) -> None:
        """A path stands on one line: it has no place to be parted, and its ends tell the most."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for number, (name, words) in enumerate(lines):
            value = _path(name, words) if isinstance(words, Path) else _words(name, words)
            value.setAlignment(top | Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(soft(name), number, 0, top)
            self._grid.addWidget(value, number, 1)


def _words(name: str, words: str) -> QLabel:
    value = wrapped(plain(words or tr("not told yet"), None if words else Tone.SOFT))
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    value.setAccessibleName(name)
    return value


def _path(name: str, path: Path) -> QLabel:
    value = OneLine(str(path), "plain", cut=Qt.TextElideMode.ElideMiddle)
    value.setAccessibleName(f"{name}: {path}")
    return value
