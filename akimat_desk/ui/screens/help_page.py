"""One topic of the help as it is read: headings, sentences, steps and pairs on cards."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from akimat_desk.ui.labels import card, head, plain, scrolled, strong, wrapped
from akimat_desk.ui.screens.help_topics import Part
from akimat_desk.ui.theme import look


class TopicPage(QWidget):
    """Arrows and Page Down scroll it; words can be marked and copied."""

    def __init__(self) -> None:
        super().__init__()
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(12))
        self._area = scrolled(self._inner)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        self.setFocusProxy(self._area)

    def show_parts(self, title: str, parts: Sequence[Part]) -> None:
        """Begins at the top."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._area.setAccessibleName(title)
        for part in parts:
            self._column.addWidget(_part(part))
        self._column.addStretch()
        self._area.verticalScrollBar().setValue(0)


def _part(part: Part) -> QWidget:
    box = card(wrapped(head(part.title)))
    layout = box.layout()
    if not isinstance(layout, QVBoxLayout):
        return box
    for words in part.sentences:
        layout.addWidget(_read(words))
    if part.widget is not None:
        layout.addWidget(part.widget())
    if part.steps:
        layout.addLayout(_rows([(f"{n}", words) for n, words in enumerate(part.steps, 1)], 0))
    if part.pairs:
        layout.addLayout(_rows(part.pairs, 130))
    return box


def _read(words: str) -> QLabel:
    label = wrapped(plain(words))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _rows(pairs: Sequence[tuple[str, str]], width: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(look().px(16))
    grid.setVerticalSpacing(look().px(8))
    grid.setColumnMinimumWidth(0, look().px(width))
    grid.setColumnStretch(1, 1)
    for number, (name, words) in enumerate(pairs):
        label = strong(name)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        value = _read(words)
        value.setAlignment(Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label, number, 0)
        grid.addWidget(value, number, 1)
    return grid
