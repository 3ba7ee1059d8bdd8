"""The clock of a case: what its term did, whose each day was, and what would be if."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout

from akimat_desk.services.card_readings import CardReading, Choices
from akimat_desk.services.case_clock import CaseClock
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.clock_face import WHAT_IF_KEY, ClockFace
from akimat_desk.ui.screens.clock_what_if import WhatIfPanel
from akimat_desk.ui.shortcuts import KeyLine

PRINT_KEY: Final = "F9"
_Read = tuple[CardReading, CaseClock, Choices, tuple[str, ...]]


class ClockPlace(Place):
    """Empty until `show_case`; it only reads."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._case_id = ""
        self._read: _Read | None = None
        self._is_what_if_wanted = False
        self.face: ClockFace | None = None
        self.panel: WhatIfPanel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        key = QShortcut(QKeySequence(WHAT_IF_KEY), self)
        key.setAutoRepeat(False)
        key.activated.connect(self.open_what_if)

    def show_case(self, case_id: str) -> None:
        if case_id != self._case_id:
            self._case_id, self._read = case_id, None
            self._clear()

    def title(self) -> str:
        return tr("Clock of the case")

    def main_action(self) -> MainAction | None:
        if self._read is None or self._read[0].term.explained.explanation is None:
            return None
        return MainAction(tr("Print the sheet"), PRINT_KEY, self._print)

    def keys(self) -> Sequence[KeyLine]:
        return (KeyLine(tr("On this screen"), WHAT_IF_KEY, tr("What if…")),)

    def shown(self) -> None:
        if not self._case_id:
            return
        desk, case_id = self.desk, self._case_id
        self.background.run(
            lambda: (
                desk.cards.card(case_id),
                desk.case_clock.of(case_id),
                desk.cards.choices(),
                desk.course_notices.kinds(case_id) if desk.office.book.may("notice") else (),
            ),
            self._show,
            owner=self,
            key="clock",
        )

    def _show(self, read: _Read) -> None:
        if read[0].id == self._case_id and read != self._read:
            self._read = read
            self._clear()
            self.face = ClockFace(*read[:2], read[3], self.background, self.open_what_if)
            self.face.notice_asked.connect(self._print_notice)
            self.face.giving_asked.connect(self._give)
            self._column.addWidget(self.face)
            self.begin_at(self.face.ledger)
            if self._is_free():
                self.face.ledger.setFocus()
            self.ways.retitle()
        if self._is_what_if_wanted:
            self._is_what_if_wanted = False
            self.open_what_if()

    def _is_free(self) -> bool:
        """Nobody is typing in another part of the window."""
        busy = QApplication.focusWidget()
        return busy is None or busy is self or self.isAncestorOf(busy)

    def open_when_read(self) -> None:
        """The next case that is shown comes with the question what if."""
        self._is_what_if_wanted = True

    def open_what_if(self) -> None:
        """In place of the days, so that the ledger stays in sight."""
        face = self.face
        if face is None or self._read is None or face.what_if is None:
            return
        if self.panel is None:
            card, _, choices, _ = self._read
            self.panel = WhatIfPanel(self.desk, self.background, card, choices)
            self.panel.put_away.connect(self.close_what_if)
        face.show_side(self.panel)
        self.panel.start()

    def close_what_if(self) -> None:
        face, panel = self.face, self.panel
        self.panel = None
        if face is None or panel is None:
            return
        face.side.removeWidget(panel)
        panel.deleteLater()
        face.ledger.setFocus()

    def _clear(self) -> None:
        face, self.face, self.panel = self.face, None, None
        if face is not None:
            face.hide()
            face.deleteLater()

    def _print(self) -> None:
        if self._read is None:
            return
        desk, case_id = self.desk, self._case_id
        language = "ru" if spoken().language == "ru" else "ky"
        name = tr("Explanation of the term {number}", number=self._read[1].number)
        self.background.run(
            lambda: desk.sheets.explanation(case_id, language),
            lambda pdf: self.ways.show_paper(pdf, name),
            failed=self.ways.refuse,
            owner=self,
        )

    def _print_notice(self, what: str) -> None:
        desk, case_id = self.desk, self._case_id
        self.background.run(
            lambda: desk.course_notices.paper(case_id, what),
            lambda pdf: self.ways.show_paper(pdf, tr("Notice to the applicant")),
            failed=self.ways.refuse,
            owner=self,
        )

    def _give(self, what: str) -> None:
        desk, case_id = self.desk, self._case_id
        self.background.run(
            lambda: desk.course_notices.given(case_id, what),
            self._given,
            failed=self.ways.refuse,
            owner=self,
            lane=Lane.WRITE,
        )

    def _given(self, is_new: object) -> None:
        said = tr("It is on record that the applicant was told today.")
        known = tr("It was on record already.")
        self.ways.say(Weight.GOOD, said if is_new else known)
        self.ways.changed()

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.face is not None:
            super().focusInEvent(event)
