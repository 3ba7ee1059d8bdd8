"""One sheet in hand: the form at the left, its rows and its scan at the right."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.domain.pen_sheets import read_code
from akimat_desk.services.card_readings import Choices
from akimat_desk.services.desk import Desk
from akimat_desk.services.drafts import Draft
from akimat_desk.services.pen_sheets import PenBoard
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.labels import scrolled
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import Ways
from akimat_desk.ui.screens.card_scans import ScansField
from akimat_desk.ui.screens.pen_form import PenForm
from akimat_desk.ui.screens.pen_list import rows_view
from akimat_desk.ui.screens.pen_work import PenEntry, PenLook, PenWork
from akimat_desk.ui.screens.resolution_snippets import usual
from akimat_desk.ui.screens.settings_list import Whole
from akimat_desk.ui.theme import look

# Three rows and the head at least; on a small screen with large letters the side scrolls.
ROWS_LINES: Final = 13


class PenBoardView(QWidget):
    """`changed` when something was typed or attached, `asked` carries a code of another sheet."""

    changed = Signal()
    asked = Signal(str)

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__()
        self._ways = ways
        self.work: PenWork | None = None
        self.row = 0
        self.rows: Final = rows_view(background)
        self.form: Final = PenForm()
        self.scans: Final = ScansField(desk.attachments, background, ways.say)
        self._build()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(16))
        row.addWidget(scrolled(self.form), 5)
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(look().px(10))
        right.addWidget(self.rows, 1)
        right.addWidget(self.scans)
        self.rows.setMinimumHeight(look().lines(ROWS_LINES))
        row.addWidget(scrolled(side), 6)
        self.rows.chosen.connect(lambda one: self.take_row(one.row.row))
        self.rows.clicked.connect(lambda index: self.take_row(self._number(index.row())))
        self._table.loaded.connect(self._mark)
        self.form.taken.connect(self._taken)
        self.form.scanned.connect(self.read)
        self.scans.changed.connect(self.changed)

    @property
    def _table(self) -> Any:
        return self.rows.model()

    def open(
        self, board: PenBoard, choices: Choices, own: Sequence[str], draft: Draft | None
    ) -> None:
        """With what was typed of this sheet before."""
        work = PenWork(board)
        self.work = None
        self.form.offer(choices.staff, (*usual(), *own))
        self.scans.restore("" if draft is None else draft.form.get("scans", ""))
        work.restore({} if draft is None else draft.form.get("rows", {}))
        self.work = work
        self.show_rows()
        self.take_row(board.row or work.after(0))

    def close_sheet(self) -> None:
        self.work, self.row = None, 0

    def read(self, code: str) -> None:
        """A row of this sheet needs no look into the office's record."""
        found = read_code(code)
        if self.work is None or found is None or found.sheet != self.work.board.sheet.sheet:
            self.asked.emit(code)
        else:
            self.take_row(found.row or self.work.after(0))

    def take_row(self, number: int) -> None:
        row = None if self.work is None else self.work.row(number)
        if self.work is None or row is None:
            return
        if not row.is_waiting:
            words = tr("Row {row} has its executor already: {name}.", row=number, name=row.executor)
            ended = tr("The matter in row {row} has ended.", row=number)
            self._ways.say(Weight.INFO, words if row.is_open else ended)
            return
        self.row = number
        self._mark()
        self.form.begin(self.work.board, row, self.work.entry(number))

    def skip(self) -> None:
        if self.work is not None:
            self.take_row(self.work.after(self.row))

    def show_rows(self) -> None:
        if self.work is not None:
            looks: tuple[PenLook, ...] = self.work.looks()
            self._table.show(lambda _: Whole(looks))

    def _taken(self, entry: PenEntry) -> None:
        if self.work is None or not self.row:
            return
        self.work.take(self.row, entry)
        self.show_rows()
        self.changed.emit()
        following = self.work.after(self.row)
        if following:
            self.take_row(following)
        else:
            self._ways.say(Weight.INFO, tr("Every row has its words: F9 puts them on record."))
            self.rows.setFocus()

    def _number(self, place: int) -> int:
        return 0 if self.work is None else self.work.rows[place].row

    def _mark(self, *_: object) -> None:
        """The row in hand."""
        numbers = [] if self.work is None else [one.row for one in self.work.rows]
        if self.row in numbers and self._table.rowCount() == len(numbers):
            self.rows.setCurrentIndex(self._table.index(numbers.index(self.row), 0))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        one: Any = self.rows.current_row() if self.rows.hasFocus() else None
        if event.key() == Qt.Key.Key_Delete and one is not None and self.work is not None:
            self.work.drop(one.row.row)
            self.show_rows()
            self.changed.emit()
        else:
            super().keyPressEvent(event)
