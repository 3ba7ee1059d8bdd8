"""The pages of reception: what stands on them, what each is called and its main button."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from akimat_desk.domain.rights import may
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.reception_board import ReceptionBoard
from akimat_desk.ui.screens.reception_face import CardFace
from akimat_desk.ui.screens.reception_form import CardPage
from akimat_desk.ui.screens.reception_schedule import SchedulePage
from akimat_desk.ui.screens.settings_list import RowAction
from akimat_desk.ui.screens.settings_panel import Turning
from akimat_desk.ui.shortcuts import KeyLine

NEW: Final = "Ins"


class ReceptionPages(Place):
    """Four of them: the day, the card that is typed, the card that is written, the schedule."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        me = desk.office.me
        self.may_plan: Final = me is not None and may(me.roles, "reception-schedule")
        self.board: Final = ReceptionBoard(background, self.day_actions())
        self.page: Final = CardPage(desk, background)
        self.face: Final = CardFace()
        self.schedule: Final = SchedulePage(desk, background, may_change=self.may_plan)
        self.turning: Final = Turning(self.board, background, ways)
        self.planning: Final = Turning(self.schedule, background, ways)
        self._pages = QStackedWidget()
        for one in (self.turning, self.page, self.face, self.planning):
            self._pages.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    # What is done

    def day_actions(self) -> Sequence[RowAction]:
        raise NotImplementedError

    def begin(self) -> None:
        raise NotImplementedError

    def write(self) -> None:
        raise NotImplementedError

    def plan(self) -> None:
        raise NotImplementedError

    def sign_up(self) -> None:
        raise NotImplementedError

    def print_paper(self, paper: str) -> None:
        raise NotImplementedError

    def show_day(self) -> None:
        raise NotImplementedError

    # What stands there

    @property
    def shown_page(self) -> QWidget | None:
        return self._pages.currentWidget()

    def turn(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.ways.retitle()

    def title(self) -> str:
        titles: dict[QWidget | None, Callable[[], str]] = {
            self.page: lambda: tr("Reception card"),
            self.face: self._face_title,
            self.planning: lambda: tr("Schedule of reception"),
        }
        return titles.get(self.shown_page, lambda: tr("Reception of citizens"))()

    def main_action(self) -> MainAction | None:
        for turning in (self.turning, self.planning):
            if self.shown_page is turning and turning.panel is not None:
                return turning.panel.main_action()
        # Translators: main button: a card for somebody who came
        main: MainAction | None = MainAction(tr("New card"), NEW, self.begin)
        if self.shown_page is self.planning:
            # Translators: main button: another row of the schedule
            main = MainAction(tr("New row…"), "F2", self.plan) if self.may_plan else None
        elif self.shown_page is self.page:
            # Translators: main button: the card gets its number
            main = MainAction(tr("Write the card down"), "Ctrl+Enter", self.write)
        elif self.shown_page is self.face and self.face.has_appeal:
            # Translators: main button: the written appeal that was taken at a reception
            main = MainAction(tr("Register the appeal"), "F4", self.face.open_appeal)
        elif self.shown_page is self.face:
            # Translators: main button: a new card for whoever comes next
            main = MainAction(tr("Next person"), NEW, self.begin)
        return main

    def keys(self) -> Sequence[KeyLine]:
        group = tr("On this screen")
        return tuple(
            KeyLine(group, keys, words)
            for keys, words in (
                (NEW, tr("New card")),
                ("F2", tr("Sign up…")),
                ("F6", tr("Minutes")),
                ("F7", tr("Instructions")),
                ("F8", tr("Sign-up list")),
                ("Alt+1", tr("outcome of the question, 1 to 4")),
            )
        )

    def _face_title(self) -> str:
        card = self.face.card
        return tr("Reception card") if card is None else tr("Card {number}", number=card.number)

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.shown_page is self.page:
            self.page.start()
        elif self.shown_page is self.face:
            self.face.start()
        elif self.shown_page is self.planning:
            self.schedule.list.view.setFocus()
        elif self.turning.panel is None:
            self.board.list.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_day = event.key(), self.shown_page is self.turning and self.turning.panel is None
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_F2: self.sign_up,
            Qt.Key.Key_F6: lambda: self.print_paper("minutes"),
            Qt.Key.Key_F7: lambda: self.print_paper("instructions"),
            Qt.Key.Key_F8: lambda: self.print_paper("sign_ups"),
        }
        if is_day and key in acts:
            acts[key]()
        elif self.shown_page is self.face and key == Qt.Key.Key_Insert:
            self.begin()
        elif self.shown_page is self.page and key == Qt.Key.Key_Escape:
            self.show_day()
        else:
            super().keyPressEvent(event)
