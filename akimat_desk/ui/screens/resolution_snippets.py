"""Usual words of a resolution: one press writes them, own ones are kept and dropped here."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Lane
from akimat_desk.ui.fields import LongTextField
from akimat_desk.ui.labels import link, quiet
from akimat_desk.ui.screens.actions import Seat
from akimat_desk.ui.theme import look

USE: Final = "resolution"
# So many have a key: Alt and a digit.
WITH_KEYS: Final = 9


class Snippets(QWidget):
    """`own` are those of this account in this workspace; the others come with the program.

    `rebuilt` when there are other buttons than before: their tab order has to be said again.
    """

    rebuilt = Signal()

    def __init__(self, seat: Seat, text: LongTextField, own: Sequence[str]) -> None:
        super().__init__()
        self._seat, self._text = seat, text
        self._own = list(own)
        self._stops: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._keep = link(tr("Keep this text for later"))
        self._keep.clicked.connect(lambda *_: self._keep_text())
        text.changed.connect(self._show_keep)
        self._show()

    def _show(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._keep:
                widget.hide()
                widget.deleteLater()
        self._stops = []
        shipped = usual()
        for number, words in enumerate((*shipped, *self._own), 1):
            self._column.addWidget(self._line(number, words, is_own=number > len(shipped)))
        self._column.addWidget(self._keep)
        self._show_keep()
        self.rebuilt.emit()

    def stops(self) -> list[QWidget]:
        """Where Tab stops, from the top down."""
        return [*self._stops, self._keep]

    def _line(self, number: int, words: str, *, is_own: bool) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(2))
        button = SnippetButton(f"Alt+{number}" if number <= WITH_KEYS else "", words)
        button.clicked.connect(partial(self._append, words))
        row.addWidget(button, 1)
        self._stops.append(button)
        if is_own:
            # Translators: {words} is a sentence that the account keeps for its resolutions
            away = quiet(tr("No longer keep: {words}", words=words), "close")
            away.clicked.connect(partial(self._drop, words))
            self._stops.append(away)
            row.addWidget(away)
        return whole

    def _append(self, words: str, *_: object) -> None:
        before = self._text.raw().strip()
        self._text.restore(f"{before} {words}".strip())
        self._text.text.setFocus()

    def _show_keep(self) -> None:
        words = " ".join(self._text.raw().split())
        self._keep.setVisible(bool(words) and words not in (*usual(), *self._own))

    def _keep_text(self) -> None:
        words = " ".join(self._text.raw().split())
        snippets = self._seat.desk.cards.snippets
        self._text.text.setFocus()
        self._write(lambda: snippets.keep(USE, words), lambda _: self._kept(words))

    def _kept(self, words: str) -> None:
        self._own.append(words)
        self._show()

    def _drop(self, words: str, *_: object) -> None:
        snippets = self._seat.desk.cards.snippets
        self._text.text.setFocus()
        self._write(lambda: snippets.drop(USE, words), lambda _: self._dropped(words))

    def _dropped(self, words: str) -> None:
        self._own.remove(words)
        self._show()

    def _write(self, work: Callable[[], None], done: Callable[[object], None]) -> None:
        self._seat.background.run(work, done, owner=self, failed=self._refused, lane=Lane.WRITE)

    def _refused(self, error: DeskError) -> None:
        self._seat.ways.refuse(error)


class SnippetButton(QPushButton):
    """A sentence behind its key, cut where there is no room; the tooltip has it whole."""

    def __init__(self, keys: str, words: str) -> None:
        super().__init__()
        self._keys, self._words = keys, words
        self.setProperty("role", "line")
        self.setAutoDefault(False)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setFixedHeight(look().lines(1.5))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._cut()
        if keys:
            # The button's own shortcut would wait a tenth of a second to look pressed.
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(self.click)

    def _cut(self) -> None:
        words = f"{self._keys}   {self._words}" if self._keys else self._words
        room = self.width() - look().px(16)
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()


def usual() -> tuple[str, ...]:
    """What comes with the program, in the window's language."""
    return (
        tr("Consider and answer in time."),
        tr("Go to the place with a commission and report."),
        tr("Prepare a draft answer for signature."),
        tr("Invite the applicant and clarify."),
    )
