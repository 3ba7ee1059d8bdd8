"""A panel beside the list of cases: its fields, its one verb, how far it is and what it refused."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.forms import Form
from akimat_desk.ui.labels import plain, primary, quiet, scrolled, secondary, soft, strong, wrapped
from akimat_desk.ui.place import Ways
from akimat_desk.ui.progress import Progress
from akimat_desk.ui.screens.actions import beside
from akimat_desk.ui.tab_chain import chain, stops_in
from akimat_desk.ui.theme import Tone, look

MOST_LINES: Final = 30


class SidePanel(QFrame):
    """`submitted` at the verb or Ctrl+Enter when nothing is missing; `put_away` at Esc.

    What was typed stays when it is refused.
    """

    submitted = Signal()
    put_away = Signal()

    def __init__(self, title: str, verb: str, ways: Ways) -> None:
        super().__init__()
        self.ways: Final = ways
        self.form: Final = Form()
        self.progress: Final = Progress()
        self._inside = QVBoxLayout()
        self._lines: list[QWidget] = []
        self._title = wrapped(strong())
        self._close = quiet(tr("Close the panel"), "close")
        self._body = QWidget()
        self._away = secondary(tr("{verb}  {keys}", verb=tr("Put away"), keys="Esc"))
        self._button = primary(tr("{verb}  {keys}", verb=verb, keys="Ctrl+Enter"))
        self._button.setAccessibleName(verb)
        self._build()
        self.set_title(title)

    def set_title(self, words: str) -> None:
        self._title.setText(words)
        self.setAccessibleName(words)

    def _build(self) -> None:
        self.setProperty("role", "card")
        self.form.finished.connect(self.submit)
        self._button.clicked.connect(lambda *_: self.submit())
        self._inside.setContentsMargins(0, 0, look().px(10), 0)
        self._inside.setSpacing(look().px(6))
        self._inside.addWidget(self.form)
        self._inside.addStretch(1)
        self._body.setLayout(self._inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(look().px(side) for side in (16, 8, 8, 12)))
        outer.setSpacing(look().px(6))
        outer.addLayout(self._head())
        outer.addWidget(scrolled(self._body), 1)
        outer.addWidget(self.progress)
        outer.addLayout(self._buttons())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        away = self._close
        away.clicked.connect(lambda *_: self._leave())
        row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _buttons(self) -> QHBoxLayout:
        self._away.setAccessibleName(tr("Put away"))
        self._away.clicked.connect(lambda *_: self._leave())
        row = QHBoxLayout()
        row.setSpacing(look().px(8))
        row.addWidget(self._button)
        row.addWidget(self._away)
        row.addStretch(1)
        return row

    # What a panel of its own adds

    def advise(self, words: str) -> None:
        """A soft line over the fields."""
        self._inside.insertWidget(0, wrapped(soft(words)))

    def add(self, widget: QWidget) -> None:
        """Something under the fields."""
        self._inside.insertWidget(self._inside.count() - 1, widget)

    def order_tabs(self, after: Iterable[QWidget]) -> None:
        """What is filled in, then what is pressed, then the buttons that stand after the panel."""
        *_, last = (self._close, *stops_in(self._body))
        chain(last, *stops_in(self.progress), self._button, self._away, *after)

    def start(self) -> None:
        """Focus on what is to be filled in first."""
        if self.form.values():
            self.form.start()
        else:
            self._button.setFocus()

    # Doing it

    @property
    def is_busy(self) -> bool:
        return not self._button.isEnabled()

    def submit(self) -> None:
        if not self.is_busy and self.form.check():
            self.submitted.emit()

    def _leave(self) -> None:
        """While something is being written, only Cancel ends it."""
        if not self.is_busy:
            self.put_away.emit()

    def begin(self) -> None:
        self._button.setEnabled(False)
        self.show_lines("", ())

    def end(self) -> None:
        self.progress.end()
        self._button.setEnabled(True)

    def refuse(self, error: DeskError, codes: dict[str, str]) -> None:
        """Beside the field that it belongs to, and in the strip."""
        self.end()
        key, words = beside(error, codes)
        if key in self.form.values():
            self.form.show_problems({key: words})
        self.ways.refuse(error)

    def show_lines(self, head: str, lines: Sequence[str]) -> None:
        """What was refused, case by case, until the next attempt."""
        for widget in self._lines:
            widget.hide()
            widget.deleteLater()
        self._lines = []
        if not lines:
            return
        shown = [strong(head, Tone.BAD), *(plain(one) for one in lines[:MOST_LINES])]
        if len(lines) > MOST_LINES:
            more = len(lines) - MOST_LINES
            shown.append(soft(tr_many("and {count} more", "and {count} more", more)))
        for label in shown:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.add(wrapped(label))
        self._lines = list(shown)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        else:
            super().keyPressEvent(event)
