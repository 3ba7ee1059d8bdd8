"""The line to search in: it tells what is sought a moment after typing, and at Enter at once."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.icons import icon

PAUSE_MS: Final = 150


class SearchLine(QLineEdit):
    """`searched` comes once nobody types any more, `entered` at Enter."""

    searched = Signal(str)
    entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._pause = QTimer(self)
        self._build()

    def _build(self) -> None:
        self.setPlaceholderText(tr("Search: number, name, PIN   F3"))
        self.setAccessibleName(tr("Search"))
        self.addAction(icon("magnify"), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self.textEdited.connect(lambda _: self._pause.start())
        self._pause.timeout.connect(lambda: self.searched.emit(self.text()))
        # What Enter opened must not be covered by the list a moment later.
        self.returnPressed.connect(self._pause.stop)
        self.returnPressed.connect(lambda: self.entered.emit(self.text()))
