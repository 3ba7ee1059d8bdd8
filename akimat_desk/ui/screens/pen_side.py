"""The heap with its two ways out: new matters onto a sheet for the pen, and a sheet back in."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError, FieldWrong
from akimat_desk.services.desk import Desk
from akimat_desk.services.pen_sheets import PrintedSheet
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.labels import secondary
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import Ways
from akimat_desk.ui.shortcuts import KeyLine
from akimat_desk.ui.theme import look

PRINT_KEY: Final = "F6"
ENTER_KEY: Final = "F7"


class PenSide(QWidget):
    """`print_asked` and `enter_asked`, by button or key; the keys work in the whole place."""

    print_asked = Signal()
    enter_asked = Signal()

    def __init__(self, heap: QWidget, place: QWidget) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(heap, 1)
        for keys, verb, icon, asked in (
            (PRINT_KEY, tr("Sheet for the head"), "printer-outline", self.print_asked),
            (ENTER_KEY, tr("Enter from a sheet"), "barcode-scan", self.enter_asked),
        ):
            button = secondary(tr("{verb}  {keys}", verb=verb, keys=keys), icon)
            button.setAccessibleName(verb)
            button.clicked.connect(lambda *_, asked=asked: asked.emit())
            layout.addWidget(button)
            shortcut = QShortcut(QKeySequence(keys), place)
            shortcut.activated.connect(asked)


class PenSheetPrinter(QObject):
    """Makes the next sheet and shows its page. Where all of them lie on sheets already it says so:
    a lost sheet is printed once more from *Enter resolutions*."""

    def __init__(self, desk: Desk, background: Background, ways: Ways, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._background, self._ways = desk, background, ways
        self._is_busy = False

    def print(self) -> None:
        if self._is_busy:
            return
        self._is_busy = True
        language = "ru" if spoken().language == "ru" else "ky"
        self._background.run(
            partial(self._desk.pen_sheets.print, language=language),
            self._show,
            failed=self._refused,
            owner=self,
            lane=Lane.WRITE,
        )

    def _show(self, made: PrintedSheet) -> None:
        self._is_busy = False
        self._ways.show_paper(made.paper, tr("Sheet for the head"))

    def _refused(self, error: DeskError) -> None:
        self._is_busy = False
        if isinstance(error, FieldWrong) and error.field == "matters":
            words = tr("No new matter waits; those that do lie on sheets already: F7 shows them.")
            self._ways.say(Weight.INFO, words)
        else:
            self._ways.refuse(error)


def pen_keys(group: str) -> tuple[KeyLine, ...]:
    return (
        KeyLine(group, PRINT_KEY, tr("Sheet for the head")),
        KeyLine(group, ENTER_KEY, tr("Enter from a sheet")),
    )
