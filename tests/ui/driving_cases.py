"""Drives the list of cases by keys: searching, marking, the panels beside it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from ui.driving_window import (
    ALT,
    CONTROL,
    NONE,
    Started,
    focused,
    press,
    started,
    type_words,
    words_on,
)

from akimat_desk.services.desk import Desk
from akimat_desk.services.lists import CaseRow
from akimat_desk.ui.places import CASES
from akimat_desk.ui.screens.cases import CasesPlace
from akimat_desk.ui.screens.cases_panel import SidePanel

SHIFT = Qt.KeyboardModifier.ShiftModifier
# The letters that a Russian layout has on the keys A and Z.
EF, YA = 0x0424, 0x042F


class Room:
    """The window with its list of cases in front."""

    def __init__(self, qtbot: QtBot, running: Started) -> None:
        self.qtbot, self.running = qtbot, running
        self.window = running.wait_for_main()
        self.window.resize(1366, 768)
        self.window.show_section(CASES)
        self.settle()

    @property
    def cases(self) -> CasesPlace:
        place = self.window.places.cases
        assert place.isVisible()
        return place

    @property
    def desk(self) -> Desk:
        signed = self.running.program._signed
        assert signed is not None
        return signed.desk

    @property
    def panel(self) -> SidePanel:
        panel = self.cases._panels.slot.panel
        assert panel is not None
        return panel

    @property
    def has_panel(self) -> bool:
        return self.cases._panels.slot.panel is not None

    @property
    def rows(self) -> tuple[CaseRow, ...]:
        return tuple(self.cases._list.table.rows())

    @property
    def marked(self) -> int:
        return len(self.cases._list.table.marks)

    @property
    def told(self) -> str:
        return self.window.strip.words() if self.window.strip.isVisible() else ""

    def names(self) -> list[str]:
        return [row.applicant.split()[0] for row in self.rows]

    def words(self) -> str:
        return words_on(self.cases)

    def titles(self) -> list[str]:
        return [column.id for column in self.cases._list.table.columns]

    def settle(self) -> "Room":
        """A list of suggestions that closed leaves no window active where nobody manages them."""
        self.running.settle()
        self.qtbot.waitUntil(self._is_active)
        return self

    def _is_active(self) -> bool:
        if not self.window.isActiveWindow():
            self.window.activateWindow()
        return self.window.isActiveWindow() and QApplication.focusWidget() is not None

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> "Room":
        for _ in range(times):
            press(key, modifiers)
        return self

    def press_russian(self, letter: int, modifiers: Qt.KeyboardModifier = CONTROL) -> "Room":
        """The key arrives with the letter of the layout, as X11 and Windows send it."""
        event = QKeyEvent(QEvent.Type.KeyPress, letter, modifiers, "")
        QApplication.sendEvent(focused(), event)
        return self

    def type(self, words: str) -> "Room":
        type_words(words)
        return self

    def search(self, words: str) -> "Room":
        self.press(Qt.Key.Key_F3).type(words)
        return self.press(Qt.Key.Key_Return).settle()

    def mark(self, count: int) -> "Room":
        """The first ones: with Space, then with Shift and the arrow."""
        self.cases.focus_list()
        self.press(Qt.Key.Key_Home).press(Qt.Key.Key_Space)
        return self.press(Qt.Key.Key_Down, SHIFT, count - 1)

    def tab_to(self, is_there: Callable[[QWidget], bool]) -> "Room":
        for _ in range(80):
            if is_there(focused()):
                return self
            self.press(Qt.Key.Key_Tab)
        raise AssertionError("no tab stop leads there")

    def tab_to_name(self, name: str) -> "Room":
        return self.tab_to(lambda widget: widget.objectName() == name)

    def fill(self, key: str, words: str) -> "Room":
        field = self.panel.form.field(key)
        self.tab_to(lambda widget: widget is field.editor)
        return self.type(words)

    def finish(self) -> "Room":
        return self.press(Qt.Key.Key_Return, CONTROL).settle()

    def assign(self, name: str) -> "Room":
        self.press(Qt.Key.Key_F7).type(name).press(Qt.Key.Key_Tab)
        return self.finish()

    def executors(self) -> list[str]:
        """Whom each of the shown cases is assigned to, as the card says."""
        found = []
        for row in self.rows:
            assignment = self.desk.cards.card(row.id).assignment
            named = None if assignment is None else assignment.executor
            found.append("" if named is None else named.login)
        return found


def rooms(qtbot: QtBot, folder: Path):
    """A fixture's body."""
    for running in started(qtbot, folder):
        yield Room(qtbot, running)


__all__ = ["ALT", "CONTROL", "EF", "SHIFT", "YA", "Room", "rooms"]
