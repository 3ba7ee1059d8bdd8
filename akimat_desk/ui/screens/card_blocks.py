"""Small parts the tabs of the card are made of: pairs, rows, sections, pages."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from akimat_desk.ui.icons import icon
from akimat_desk.ui.labels import caption, card, link, plain, scrolled, soft, strong, wrapped
from akimat_desk.ui.theme import Tone, look

Pair = tuple[str, str]
NARROW_UNDER = 620


def page(*widgets: QWidget) -> QScrollArea:
    """What stands in a tab: from the top down, scrolled where a screen is too small for it."""
    area, layout = _page(widgets)
    layout.addStretch(1)
    return area


def _page(widgets: Sequence[QWidget]) -> tuple[QScrollArea, QVBoxLayout]:
    inner = QWidget()
    layout = QVBoxLayout(inner)
    layout.setContentsMargins(0, look().px(12), 0, look().px(4))
    layout.setSpacing(look().px(12))
    for widget in widgets:
        layout.addWidget(widget)
    area = scrolled(inner)
    # Up and Down scroll it: a history is read, not only looked at.
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return area, layout


def filled(*widgets: QWidget) -> QWidget:
    """The same, but the last one takes the height that is left."""
    area, layout = _page(widgets)
    layout.setStretch(len(widgets) - 1, 1)
    return area


class Beside(QWidget):
    """Two columns, or one under the other where they would be too narrow."""

    def __init__(self, left: QWidget, right: QWidget, shares: tuple[int, int] = (2, 1)) -> None:
        super().__init__()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(look().px(12))
        for widget, share in zip((left, right), shares, strict=True):
            self._layout.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= look().px(NARROW_UNDER)
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if self._layout.direction() is not way:
            self._layout.setDirection(way)


def stacked(widgets: Iterable[QWidget], gap: int = 12, *, is_pushed_up: bool = False) -> QWidget:
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(look().px(gap))
    for widget in widgets:
        layout.addWidget(widget)
    if is_pushed_up:
        layout.addStretch(1)
    return whole


def fluid(text: str, tone: Tone | None = None) -> QWidget:
    """Words that give way to the width there is."""
    label = wrapped(plain(text, tone))
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def pairs(rows: Iterable[Pair]) -> QWidget:
    """Soft names at the left, what they are at the right; empty ones are left out."""
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look().px(8))
    grid.setVerticalSpacing(look().px(4))
    grid.setColumnStretch(1, 1)
    for line, (name, value) in enumerate(row for row in rows if row[1]):
        grid.addWidget(soft(name), line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(fluid(value), line, 1)
    return whole


def section(title: str, *widgets: QWidget) -> QWidget:
    frame = card(wrapped(strong(title)), *widgets)
    frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return frame


def empty(words: str) -> QWidget:
    """What an empty list means."""
    return wrapped(soft(words))


def opening(words: str, under: str, run: Callable[[], None]) -> QWidget:
    """A line that opens something, and small print under it."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    button = link(words)
    button.clicked.connect(lambda *_: run())
    button.setToolTip(words)
    layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    if under:
        note = wrapped(caption(under))
        note.setContentsMargins(look().px(6), 0, 0, 0)
        layout.addWidget(note)
    return whole


def told(title: str, words: str, under: str = "") -> QWidget:
    """One thing that happened: by whom, what, and the small print."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(look().px(1))
    if title:
        layout.addWidget(wrapped(strong(title)))
    layout.addWidget(fluid(words))
    if under:
        layout.addWidget(wrapped(caption(under)))
    return whole


def signed_line(words: str, under: str, sign: str, state: str, tone: Tone) -> QWidget:
    """One thing that happened; at the right, where it has got to by now."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look().px(12))
    row.addWidget(told("", words, under), 1)
    if state:
        mark = QLabel()
        mark.setPixmap(icon(sign, tone).pixmap(look().px(16), look().px(16)))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(caption(state, tone), 0, Qt.AlignmentFlag.AlignTop)
    return whole
