"""Drives the calendar by keys alone: the real page in the real window over a real desk."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui.driving_window import CONTROL, focused, press, type_words

from akimat_desk.services.desk import Desk
from akimat_desk.ui.background import Background
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.places import SETTINGS
from akimat_desk.ui.screens.calendar_forms import ProposalForm
from akimat_desk.ui.screens.calendar_moved import MovedPanel
from akimat_desk.ui.screens.calendar_page import CalendarPage
from akimat_desk.ui.signed import signed


class CalendarKeeper:
    """Sits before the calendar; each step waits until nothing is asked any more."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self._qtbot, self.desk = qtbot, desk
        self.background = Background()
        self.window = MainWindow(signed(desk), self.background)
        self.page = CalendarPage(desk, self.background, self.window)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.window.add_room(self.page)
        self.window._show_place(self.page, SETTINGS)
        self.settle()

    def close(self) -> None:
        self.window.close()
        self.background.close()
        self.desk.close()

    def settle(self) -> "CalendarKeeper":
        for _ in range(3):
            QApplication.processEvents()
            self._qtbot.waitUntil(lambda: self.background.is_idle, timeout=20_000)
        QApplication.processEvents()
        return self

    def key(self, key: Qt.Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> "CalendarKeeper":
        press(key, modifiers)
        return self.settle()

    def keys(self, key: Qt.Key, count: int) -> "CalendarKeeper":
        for _ in range(count):
            self.key(key)
        return self

    def fill(self, **fields: str) -> "CalendarKeeper":
        for name, words in fields.items():
            self._go_to(self.form.form.field(name).editor)
            press(Qt.Key.Key_A, CONTROL)
            press(Qt.Key.Key_Delete)
            type_words(words)
            self._leave_popup()
            press(Qt.Key.Key_Tab)
            self._leave_popup()
        return self.settle()

    def press_button(self, words: str) -> "CalendarKeeper":
        for _ in range(60):
            widget = focused()
            if isinstance(widget, QPushButton) and words in (
                widget.text().replace("&", ""),
                widget.accessibleName(),
            ):
                assert widget.isEnabled()
                return self.key(Qt.Key.Key_Space)
            press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {words}")

    def to_row(self, words: str) -> "CalendarKeeper":
        """Tab into the list of days off, Down to the row with the words."""
        view = self.page.board.rows.view
        self._go_to(view)
        press(Qt.Key.Key_Home, CONTROL)
        for _ in range(60):
            index = view.currentIndex()
            if words in str(index.siblingAtColumn(0).data()):
                return self.settle()
            QTest.keyClick(view, Qt.Key.Key_Down)
        raise AssertionError(f"no row with {words}")

    def _go_to(self, widget: QWidget) -> None:
        for _ in range(60):
            if focused() is widget:
                return
            press(Qt.Key.Key_Tab)
        raise AssertionError("Tab does not lead there")

    def _leave_popup(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
        self.window.activateWindow()

    # What is seen

    @property
    def form(self) -> ProposalForm:
        assert isinstance(self.page.panel, ProposalForm)
        return self.page.panel

    @property
    def moved(self) -> list[tuple[str, date | None, date | None]]:
        panel = self.page.panel
        assert isinstance(panel, MovedPanel)
        return [(row.number, row.before, row.after) for row in panel.table.rows()]

    @property
    def primary(self) -> str:
        button = self.window.primary_button()
        return button.accessibleName() if button.isVisible() else ""

    @property
    def strip(self) -> str:
        return self.window.strip.words() if self.window.strip.isVisible() else ""
