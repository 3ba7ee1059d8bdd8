"""Names and values under one another; a value can be marked and copied."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.labels import plain, soft, wrapped
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

    def show_lines(self, lines: Iterable[tuple[str, str]]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for number, (name, words) in enumerate(lines):
            value = wrapped(plain(words or tr("not told yet"), None if words else Tone.SOFT))
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAlignment(top | Qt.AlignmentFlag.AlignLeft)
            value.setAccessibleName(name)
            self._grid.addWidget(soft(name), number, 0, top)
            self._grid.addWidget(value, number, 1)
