"""The line under the list of cases: how many there are, how many are marked, what to do."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.labels import caption, link, secondary, strong
from akimat_desk.ui.screens.cases_bulk import Deed
from akimat_desk.ui.theme import look

EXPORT = "export"


class MarkedLine(QWidget):
    """`asked(name)` of a deed, or "export"; `cleared` to unmark all."""

    asked = Signal(str)
    cleared = Signal()

    def __init__(self, deeds: Sequence[Deed], *, may_export: bool) -> None:
        super().__init__()
        self._deeds, self._may_export = deeds, may_export
        self.note = caption()
        self._words = strong()
        self._row = QHBoxLayout(self)
        self._seen: list[QWidget] = []
        self._build()
        self.show_marked(0)

    def _build(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look().px(8))
        self._add(self._words)
        for deed in self._deeds:
            words = deed.verb()
            shown = tr("{verb}  {keys}", verb=words, keys=deed.keys) if deed.keys else words
            self._add(self._button(deed.name, words, secondary(shown, deed.icon)))
        if self._may_export:
            words = tr("Export")
            self._add(self._button(EXPORT, words, secondary(words, "file-export-outline")))
        unmark = link(tr("{verb}  {keys}", verb=tr("Unmark"), keys="Esc"))
        unmark.setAccessibleName(tr("Unmark"))
        unmark.clicked.connect(lambda *_: self.cleared.emit())
        self._add(unmark)
        self._row.addStretch(1)
        self._row.addWidget(self.note)
        self.setMinimumHeight(look().row_height)

    def _add(self, widget: QWidget) -> None:
        self._seen.append(widget)
        self._row.addWidget(widget)

    def _button(self, name: str, words: str, button: QPushButton) -> QPushButton:
        button.setAccessibleName(words)
        button.setObjectName(name)
        button.clicked.connect(partial(self._ask, name))
        return button

    def _ask(self, name: str, *_: object) -> None:
        self.asked.emit(name)

    def show_marked(self, count: int) -> None:
        # Translators: rows of a list picked out to be dealt with together; check the Kyrgyz
        words = tr_many("{count} marked", "{count} marked", count) if count else ""
        self._words.setText(words)
        for widget in self._seen:
            widget.setVisible(bool(count))
        if count and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
