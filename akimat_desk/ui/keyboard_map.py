"""The sheet of keys (Ctrl+?): what works in this window now."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.labels import head, plain, soft, strong
from akimat_desk.ui.shortcuts import KeyLine
from akimat_desk.ui.theme import look


class KeyboardMap(QDialog):
    """Closes by Esc; the same sheet is printed in the help."""

    def __init__(self, lines: Sequence[KeyLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        layout = QVBoxLayout(self)
        side = look().px(24)
        layout.setContentsMargins(side, look().px(16), side, side)
        layout.setSpacing(look().px(12))
        layout.addWidget(head(tr("Keys")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look().px(24))
        grid.setVerticalSpacing(look().px(6))
        grid.setColumnStretch(1, 1)
        self._fill(grid, [*lines, *_in_forms()])
        layout.addLayout(grid)
        layout.addWidget(soft(tr("They work under Kyrgyz, Russian and Latin layouts.")))

    def _fill(self, grid: QGridLayout, lines: Sequence[KeyLine]) -> None:
        number = 0
        for group in dict.fromkeys(line.group for line in lines):
            if group:
                grid.addWidget(soft(group), number, 0, 1, 2)
                number += 1
            for line in (line for line in lines if line.group == group):
                keys = strong(line.keys)
                keys.setMinimumWidth(look().px(120))
                grid.addWidget(keys, number, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(plain(line.words), number, 1)
                number += 1


def _in_forms() -> list[KeyLine]:
    group = tr("In forms")
    return [
        KeyLine(group, "Enter", tr("to the next field")),
        KeyLine(group, "Ctrl+Enter", tr("finish the form")),
        KeyLine(group, "Shift+Enter", tr("a new line")),
        KeyLine(group, "+  -  =", tr("next day, day before, today")),
    ]
