"""Small parts the tabs of the card are made of: pairs, rows, sections, pages."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from akimat_desk.ui.labels import caption, card, link, plain, scrolled, soft, strong, wrapped
from akimat_desk.ui.theme import Tone, look

Pair = tuple[str, str]


def page(*widgets: QWidget) -> QWidget:
    """What stands in a tab: from the top down, scrolled where a screen is too small for it."""
    inner = QWidget()
    layout = QVBoxLayout(inner)
    layout.setContentsMargins(0, look().px(12), 0, look().px(4))
    layout.setSpacing(look().px(12))
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    area = scrolled(inner)
    # Up and Down scroll it: a history is read, not only looked at.
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return area


def beside(left: QWidget, right: QWidget, shares: tuple[int, int] = (2, 1)) -> QWidget:
    whole = QWidget()
    layout = QHBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(look().px(12))
    for widget, share in zip((left, right), shares, strict=True):
        layout.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)
    return whole


def stacked(widgets: Iterable[QWidget], gap: int = 12) -> QWidget:
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(look().px(gap))
    for widget in widgets:
        layout.addWidget(widget)
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
