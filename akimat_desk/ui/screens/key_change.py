"""The page while the register has no window: its key is changed, then the new secrets are shown."""

from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.key_change import Change, KeyChanged, change_key
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import card, head, primary, scrolled, soft, wrapped
from akimat_desk.ui.message_strip import MessageStrip, Weight
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.printing import draw
from akimat_desk.ui.progress import Progress, Tally
from akimat_desk.ui.screens.secrets_sheet import SecretsSheet, told_of_key
from akimat_desk.ui.theme import look

_WIDE = 560


class KeyChangePage(QWidget):
    """`left` to go to the sign-in, whether the key was changed or not."""

    left = Signal()

    def __init__(self, folder: Path, change: Change, background: Background) -> None:
        super().__init__()
        self.setWindowTitle(tr("Akimat Desk"))
        self.strip, self.progress = MessageStrip(), Progress()
        self.sheet: SecretsSheet | None = None
        self._state = wrapped(soft(tr("Everything is written anew. This may take some minutes.")))
        self._away = primary(tr("To the &sign-in"))
        self._inside = QWidget()
        self._build()
        self.progress.run(
            background, tr("Copying the register and writing it anew"),
            lambda tally: change_key(folder, watched(change, tally)),
            self.show_made, failed=self._refused, lane=Lane.WRITE,
        )  # fmt: skip

    def _build(self) -> None:
        box = card(head(tr("Another key for the register")), self.strip, self._state, self.progress)
        box.setFixedWidth(look().px(_WIDE))
        self._box = box
        self._away.hide()
        self._away.clicked.connect(self.left)
        column = QVBoxLayout(self._inside)
        column.addStretch(1)
        column.addWidget(box, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        layout = QVBoxLayout(self)
        layout.addWidget(scrolled(self._inside))

    def show_made(self, done: KeyChanged) -> None:
        self._state.setText(
            tr("The key is changed. Print this sheet and lock it away: it is shown once.")
        )
        self.sheet = SecretsSheet(tr("Secrets of this register"), told_of_key(done))
        self.sheet.print_asked.connect(self._print)
        self._box.layout().addWidget(self.sheet)  # type: ignore[union-attr]
        self._let_go()

    def _refused(self, error: DeskError) -> None:
        self.strip.say(Weight.BAD, sentence(error))
        self._state.setText(tr("Nothing was changed."))
        self._let_go()

    def _let_go(self) -> None:
        self._box.layout().addWidget(flow(self._away))  # type: ignore[union-attr]
        self._away.show()
        self._away.setFocus()

    def _print(self, pdf: bytes) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if not QPrintDialog(printer, self).exec():
            return
        try:
            draw(printer, pdf)
        except DeskError as refused:
            self.strip.say(Weight.BAD, sentence(refused))


def watched(change: Change, tally: Tally) -> Change:
    return msgspec.structs.replace(change, report=tally.report, cancelled=tally.is_cancelled)
