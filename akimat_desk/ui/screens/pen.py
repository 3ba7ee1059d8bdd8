"""Enter resolutions: a sheet comes back from the head, and its words go on record row by row."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.pen_sheets import parted
from akimat_desk.services.bulk import BulkDone
from akimat_desk.services.card_readings import Choices
from akimat_desk.services.desk import Desk
from akimat_desk.services.drafts import Draft
from akimat_desk.services.pen_sheets import PenBoard
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.labels import soft, wrapped
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.card_words import joined, shown_day
from akimat_desk.ui.screens.pen_board import PenBoardView
from akimat_desk.ui.screens.pen_code import CodeLine
from akimat_desk.ui.screens.pen_list import sheets_view
from akimat_desk.ui.screens.pen_work import PenWork
from akimat_desk.ui.screens.resolution_snippets import USE
from akimat_desk.ui.screens.settings_list import Whole
from akimat_desk.ui.shortcuts import KeyLine
from akimat_desk.ui.theme import look

ENTER_KEY: Final = "F9"
NEXT_KEY: Final = "F8"
CODE_KEY: Final = "F7"
_Read = tuple[PenBoard, Choices, tuple[str, ...], Draft | None]


class PenPlace(Place):
    """Nothing is written before F9; until then all of it lies in a draft of the sheet."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._is_busy = False
        self.code: Final = CodeLine()
        self._told = wrapped(soft())
        self.sheets: Final = sheets_view(background)
        self.board: Final = PenBoardView(desk, background, ways)
        self._stack: Final = QStackedWidget()
        self._build()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(10))
        layout.addLayout(self._build_top())
        self._stack.addWidget(self.sheets)
        self._stack.addWidget(self.board)
        layout.addWidget(self._stack, 1)
        self.begin_at(self.code)
        self.code.follow(self.sheets)
        self.code.follow(self.board.rows)
        self.code.returnPressed.connect(self._read_code)
        self.sheets.chosen.connect(lambda sheet: self.open(sheet.sheet))
        self.sheets.clicked.connect(lambda _: self.open(self._current_sheet()))
        self.board.asked.connect(self.open)
        self.board.changed.connect(self._changed)
        for keys, run in ((NEXT_KEY, self.board.skip), (CODE_KEY, self.code.setFocus)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(run)

    def _build_top(self) -> QHBoxLayout:
        # Translators: label of the field a scanner types into
        label = soft(tr("&Bar code or number"))
        label.setBuddy(self.code)
        self.code.setAccessibleName(label.text().replace("&", ""))
        self.code.setPlaceholderText(tr("of a sheet, a row or a case"))
        self.code.setFixedWidth(look().px(250))
        row = QHBoxLayout()
        row.setSpacing(look().px(9))
        row.addWidget(label)
        row.addWidget(self.code)
        row.addWidget(self._told, 1)
        return row

    # The place

    @property
    def work(self) -> PenWork | None:
        return self.board.work

    def title(self) -> str:
        return tr("Enter resolutions")

    def main_action(self) -> MainAction | None:
        if self.work is None:
            return None
        # Translators: main button; {count} resolutions typed from a sheet go on record together
        words = tr("Put on record: {count}", count=self.work.count)
        return MainAction(words, ENTER_KEY, self.enter)

    def keys(self) -> Sequence[KeyLine]:
        group = tr("On this screen")
        return (
            KeyLine(group, "Enter", tr("the next field, after the last one the next row")),
            KeyLine(group, NEXT_KEY, tr("the next row, without a resolution")),
            KeyLine(group, CODE_KEY, tr("to the bar code")),
            KeyLine(group, "Alt+1 \N{HORIZONTAL ELLIPSIS} Alt+9", tr("write a usual sentence")),
            KeyLine(group, "Del", tr("leave out what was typed for a row")),
        )

    def shown(self) -> None:
        if self.work is None:
            self._list()

    def left(self) -> None:
        self._keep()

    def begin(self) -> None:
        """The sheets that are out, and the field for the scanner."""
        self._keep()
        self.board.close_sheet()
        self._told.setText(tr("A scanner opens the sheet by its bar code."))
        self._stack.setCurrentWidget(self.sheets)
        self._list()
        self.ways.retitle()
        self.code.setFocus()

    # A sheet is opened

    def open(self, code: str) -> None:
        """By a bar code or a number."""
        desk = self.desk

        def ask() -> _Read:
            board = desk.pen_sheets.board(code)
            own = desk.cards.snippets.all(USE)
            draft = desk.drafts.find(_draft_id(board.sheet.sheet))
            return board, desk.cards.choices(), own, draft

        self.background.run(ask, self._show, failed=self._refused, owner=self, key="sheet")

    def _read_code(self) -> None:
        typed = self.code.text().strip()
        self.code.clear()
        if typed:
            self.board.read(typed)

    def _show(self, read: _Read) -> None:
        self._keep()
        board = read[0]
        number = tr("Sheet No. {number}", number=parted(board.sheet.sheet))
        head = tr("in the name of: {name}", name=board.head)
        self._told.setText(joined(number, shown_day(board.sheet.printed_on), head))
        self._stack.setCurrentWidget(self.board)
        self.board.open(*read)
        self.ways.retitle()

    def _list(self) -> None:
        sheets, table = self.desk.pen_sheets, self._sheets_table
        table.show(lambda _: Whole(sheets.open_sheets()))

    @property
    def _sheets_table(self) -> Any:
        return self.sheets.model()

    def _current_sheet(self) -> str:
        row: Any = self.sheets.current_row()
        return str(row.sheet)

    # On record

    def enter(self) -> None:
        work = self.work
        if self._is_busy or work is None:
            return
        if not work.count:
            self.ways.say(Weight.INFO, tr("Nothing was typed yet."))
            return
        self._is_busy = True
        sheets, sheet = self.desk.pen_sheets, work.board.sheet.sheet
        lines, files = work.lines(), self.board.scans.files()
        self.background.run(
            lambda: sheets.enter(sheet, lines, files),
            partial(self._entered, work),
            failed=self._refused,
            owner=self,
            lane=Lane.WRITE,
        )

    def _entered(self, work: PenWork, done: BulkDone) -> None:
        self._is_busy = False
        work.heed(done)
        if done.refused:
            self.ways.say(Weight.WARN, _refused_words(done))
            self.board.show_rows()
            self._changed()
        else:
            self._drop_draft(work)
            self.board.close_sheet()
            self.begin()
            # A line one types into would keep Ctrl+Z for itself.
            self.sheets.setFocus()
            self.ways.say_undoable(_done_words(done), partial(self._undo, done))
        self.ways.changed()

    def _undo(self, done: BulkDone) -> None:
        undo = self.desk.bulk.undo
        self.background.run(lambda: undo(done), self._undone, owner=self, lane=Lane.WRITE)

    def _undone(self, _: BulkDone) -> None:
        self.ways.say(Weight.INFO, tr("The resolutions are taken back."))
        self.begin()
        self.ways.changed()

    def _refused(self, error: DeskError) -> None:
        self._is_busy = False
        self.ways.refuse(error)

    # The draft

    def _changed(self) -> None:
        self._keep()
        self.ways.retitle()

    def _keep(self) -> None:
        work, scans = self.work, self.board.scans
        if work is None or not (work.count or scans.files()):
            return
        form = {"rows": work.raw(), "scans": scans.raw()}
        keep, name = self.desk.drafts.keep, _draft_id(work.board.sheet.sheet)
        self.background.run(lambda: keep(name, form), lambda _: None, owner=self, lane=Lane.WRITE)

    def _drop_draft(self, work: PenWork) -> None:
        drop, name = self.desk.drafts.drop, _draft_id(work.board.sheet.sheet)
        self.background.run(lambda: drop(name), lambda _: None, owner=self, lane=Lane.WRITE)


def _draft_id(sheet: str) -> str:
    return f"pen-{sheet}"


def _done_words(done: BulkDone) -> str:
    return tr_many(
        "{count} resolution is on record.", "{count} resolutions are on record.", len(done.done)
    )


def _refused_words(done: BulkDone) -> str:
    return tr_many(
        "{count} row was refused; its reason stands beside it.",
        "{count} rows were refused; the reasons stand beside them.",
        len(done.refused),
    )
