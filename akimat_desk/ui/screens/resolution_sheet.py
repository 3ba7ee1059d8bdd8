"""One matter in hand: its facts, the form of the resolution, and the paper it came on."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.services.card_readings import FileLine
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.labels import scrolled, secondary
from akimat_desk.ui.preview import Preview
from akimat_desk.ui.screens.actions import Seat
from akimat_desk.ui.screens.card_papers import as_paper
from akimat_desk.ui.screens.resolution_facts import facts, questions_and_text
from akimat_desk.ui.screens.resolution_form import Habits, ResolutionForm, in_hand
from akimat_desk.ui.theme import look

NARROW_UNDER: Final = 700


class MatterSheet(QWidget):
    """The scan stands beside the form; without one, the text of the appeal does."""

    skipped = Signal()

    def __init__(self, seat: Seat, habits: Habits) -> None:
        super().__init__()
        self.form: Final = ResolutionForm(seat, habits)
        self._seat = seat
        self._paper = QVBoxLayout()
        self._side = QWidget()
        self._build()
        self._show_paper()

    def _build(self) -> None:
        seat = self._seat
        left = QVBoxLayout()
        left.setSpacing(look().px(8))
        sheet = in_hand(self.form, facts(seat.card, seat.ways.open_case))
        left.addWidget(scrolled(sheet), 1)
        left.addWidget(self.form.what_if)
        left.addLayout(self._buttons())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(16))
        row.addLayout(left, 6)
        self._paper.setContentsMargins(0, 0, 0, 0)
        self._side.setLayout(self._paper)
        row.addWidget(self._side, 5)

    def _buttons(self) -> QHBoxLayout:
        skip = secondary(tr("{verb}  {keys}", verb=tr("Skip"), keys="F8"), "arrow-right")
        skip.setAccessibleName(tr("Skip"))
        skip.clicked.connect(lambda *_: self.skipped.emit())
        row = QHBoxLayout()
        row.addWidget(skip)
        row.addStretch(1)
        return row

    def _show_paper(self) -> None:
        files = self._seat.card.files
        if not files:
            self._say_text()
            return
        self._preview = Preview(self._seat.background, self._seat.desk.prints.sent)
        self._paper.addWidget(self._preview, 1)
        self._ask_for(files[0])

    def _ask_for(self, file: FileLine) -> None:
        read, digest = self._seat.desk.attachments.read, file.digest
        self._seat.background.run(
            lambda: as_paper(read(digest)),
            lambda pdf: self._show_scan(pdf, file.title),
            owner=self,
            failed=lambda _: self._show_scan(b"", file.title),
        )

    def _show_scan(self, pdf: bytes, title: str) -> None:
        if pdf:
            self._preview.show_paper(pdf, title)
        else:
            self._preview.hide()
            self._say_text()

    def _say_text(self) -> None:
        self._paper.addWidget(scrolled(questions_and_text(self._seat.card)), 1)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setVisible(self.width() >= look().px(NARROW_UNDER))
