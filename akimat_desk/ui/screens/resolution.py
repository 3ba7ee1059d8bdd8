"""Resolutions: the heap at the left, the matter in hand at the right, and on to the next one."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from akimat_desk.services.card_readings import CardReading, Choices
from akimat_desk.services.cases import OpenCase
from akimat_desk.services.desk import Desk
from akimat_desk.services.drafts import Draft
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.actions import Seat
from akimat_desk.ui.screens.card_drafts import CardDrafts, of_cards
from akimat_desk.ui.screens.pen_side import PenSheetPrinter, PenSide, pen_keys
from akimat_desk.ui.screens.resolution_form import ASSIGN, Habits
from akimat_desk.ui.screens.resolution_list import MatterList
from akimat_desk.ui.screens.resolution_sheet import MatterSheet
from akimat_desk.ui.screens.resolution_snippets import USE
from akimat_desk.ui.sections import RESOLUTIONS
from akimat_desk.ui.shortcuts import KeyLine
from akimat_desk.ui.theme import look

SECTION: Final = RESOLUTIONS
RESOLVE_KEY: Final = "F9"
SKIP_KEY: Final = "F8"
LIST_WIDTH: Final = 310
NARROW_UNDER: Final = 760
_Read = tuple[CardReading, Choices, tuple[Draft, ...], tuple[str, ...]]


class ResolutionPlace(Place):
    """`counted` says how many matters wait."""

    counted = Signal(int)
    pen_asked = Signal()

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._hand = ""
        self._single = ""
        self._ground = ""
        self._sheet: MatterSheet | None = None
        self._drafts = CardDrafts(desk, background, self)
        self._list = MatterList(desk, background, self)
        self._heap = PenSide(self._list.view, self)
        self._sheets = PenSheetPrinter(desk, background, ways, self)
        self._room = QWidget()
        self._row = QHBoxLayout(self)
        self._build()

    def _build(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look().px(16))
        self._heap.setFixedWidth(look().px(LIST_WIDTH))
        self._row.addWidget(self._heap)
        self._row.addWidget(self._room, 1)
        self._list.chosen.connect(self._take)
        self._list.listed.connect(self._listed)
        self._heap.print_asked.connect(self._sheets.print)
        self._heap.enter_asked.connect(self.pen_asked)
        skip = QShortcut(QKeySequence(SKIP_KEY), self)
        skip.activated.connect(self.skip)
        self._arrange()

    # What the window asks

    def show_case(self, case_id: str) -> None:
        """This one alone, from its card; when it is resolved, back to the card."""
        self._single = case_id
        self._take(case_id)

    def heed(self, section_id: str) -> None:
        """Chosen at the side, it is about all of them, one after the other."""
        if section_id == SECTION:
            self._single = ""

    def title(self) -> str:
        return tr("Resolutions")

    def main_action(self) -> MainAction | None:
        if self._sheet is None:
            return None
        return MainAction(tr("Resolve"), RESOLVE_KEY, self._sheet.form.submit)

    def keys(self) -> Sequence[KeyLine]:
        group = tr("On this screen")
        return (
            KeyLine(group, SKIP_KEY, tr("the next matter, without a resolution")),
            KeyLine(group, "Alt+1 \N{HORIZONTAL ELLIPSIS} Alt+9", tr("write a usual sentence")),
            KeyLine(group, "Ctrl+Enter", tr("resolve and go on to the next matter")),
            *pen_keys(group),
        )

    def shown(self) -> None:
        self._list.ask()
        self.ask_count()

    def left(self) -> None:
        self._drafts.keep()

    def ask_count(self) -> None:
        resolutions = self.desk.cards.resolutions
        self.background.run(resolutions.count, self.counted.emit, owner=self, key="count")

    def skip(self) -> None:
        """The text that was begun stays in its draft."""
        following = self._list.after(self._hand)
        if following:
            self._take(following)

    # One in hand

    def _listed(self) -> None:
        ids = self._list.ids()
        is_gone = self._hand and self._hand not in ids and self._hand != self._single
        if (not self._hand or is_gone) and ids and not self._single:
            self._take(ids[0])
        elif is_gone and not ids:
            self._put_down()
        self._list.mark(self._hand)

    def _take(self, case_id: str) -> None:
        if case_id != self._hand or self._sheet is None:
            self._hand = case_id
            self._load()
        else:
            self._sheet.form.start()

    def _load(self) -> None:
        desk, case_id = self.desk, self._hand
        self.background.run(
            lambda: (
                desk.cards.card(case_id),
                desk.cards.choices(),
                of_cards(desk),
                desk.cards.snippets.all(USE),
            ),
            self._show,
            owner=self,
            key="matter",
        )

    def _show(self, read: _Read) -> None:
        card, choices, drafts, snippets = read
        if card.id != self._hand:
            return
        self._put_sheet_away()
        self._drafts.take(card.id, drafts)
        seat = Seat(self.desk, self.background, self.ways, card, choices)
        sheet = MatterSheet(seat, Habits(snippets, self._ground))
        self._drafts.follow(card.id, ASSIGN, sheet.form.form)
        sheet.form.resolved.connect(self._resolved)
        sheet.skipped.connect(self.skip)
        self._sheet = sheet
        self._row.insertWidget(1, sheet, 1)
        self._room.hide()
        self._list.mark(card.id)
        self._arrange()
        sheet.show()
        self.ways.retitle()
        if self.isVisible():
            sheet.form.start()

    def _put_sheet_away(self) -> None:
        self._drafts.leave()
        if self._sheet is not None:
            self._sheet.hide()
            self._sheet.deleteLater()
        self._sheet = None
        self._room.show()
        self._arrange()

    def _put_down(self) -> None:
        """The heap is empty."""
        self._put_sheet_away()
        self._hand = ""
        self.ways.retitle()
        self._list.view.setFocus()

    def _resolved(self, found: OpenCase) -> None:
        if self._sheet is None:
            return
        self._ground = self._sheet.form.ground()
        self._say(found, self._sheet.form.seat.card.header.number)
        self._drafts.done()
        following, single = self._list.after(found.id), self._single
        self._single = ""
        self._put_down()
        self.ways.changed()
        if single:
            self.ways.open_case(found.id)
        elif following:
            self._take(following)

    def _say(self, found: OpenCase, number: str) -> None:
        words = tr("The resolution on {number} is on record.", number=number)
        self.ways.say_undoable(words, partial(self._undo, found.id, found.last_entry))

    def _undo(self, case_id: str, entry: str) -> None:
        undo = self.desk.bulk.undo_one
        self.background.run(lambda: undo(case_id, entry), self._undone, owner=self, lane=Lane.WRITE)

    def _undone(self, found: OpenCase) -> None:
        self.ways.say(Weight.INFO, tr("The resolution is taken back."))
        self._take(found.id)
        self.ways.changed()

    def _arrange(self) -> None:
        """On a narrow screen the heap gives way to a matter that came from its card."""
        is_narrow = self.width() < look().px(NARROW_UNDER)
        is_heap_shown = self._sheet is None or not (is_narrow and self._single)
        self._heap.setVisible(is_heap_shown)
        # Tab would be caught by a place that hands it on to something hidden.
        if is_heap_shown or self._sheet is None:
            self.setFocusProxy(self._list.view)
        else:
            self.setFocusProxy(self._sheet.form.first)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_ctrl_enter = QKeySequence(event.keyCombination()).toString() == "Ctrl+Return"
        if is_ctrl_enter and self._sheet is not None:
            self._sheet.form.submit()
        else:
            super().keyPressEvent(event)
