"""Drives settings and help by keys alone, in the real window over a real desk."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui.driving_window import CONTROL, focused, press, type_words, words_on

from akimat_desk.services.desk import Desk
from akimat_desk.ui.background import Background
from akimat_desk.ui.forms import Form
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.place import Place
from akimat_desk.ui.places import SETTINGS
from akimat_desk.ui.screens.settings import PAGES, SettingsPlace
from akimat_desk.ui.screens.settings_panel import Turning
from akimat_desk.ui.signed import signed


class Administrator:
    """Sits before the settings; each step waits until nothing is asked any more."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self._qtbot, self.desk = qtbot, desk
        self.background = Background()
        self.window = MainWindow(signed(desk), self.background)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.window.show_section(SETTINGS)
        self.settle()

    def close(self) -> None:
        self.window.close()
        self.background.close()
        self.desk.close()

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()
            self._qtbot.waitUntil(lambda: self.background.is_idle, timeout=20_000)
        QApplication.processEvents()

    # Keys

    def key(self, key: Qt.Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> "Administrator":
        press(key, modifiers)
        self.settle()
        return self

    def to_page(self, name: str) -> "Administrator":
        """From the list of pages, with arrows."""
        self.key(Qt.Key.Key_Escape)
        assert isinstance(focused(), QListWidget)
        self.key(Qt.Key.Key_Home)
        for _ in range(PAGES.index(name)):
            self.key(Qt.Key.Key_Down)
        return self

    def into_page(self) -> "Administrator":
        return self.key(Qt.Key.Key_Right)

    def fill(self, **fields: str) -> "Administrator":
        """Goes to each field with Tab and types; what stood there is replaced."""
        for name, words in fields.items():
            self._go_to(self.form.field(name).editor)
            press(Qt.Key.Key_A, CONTROL)
            press(Qt.Key.Key_Delete)
            type_words(words)
            self._leave_popup()
            press(Qt.Key.Key_Tab)
            self._leave_popup()
        self.settle()
        return self

    def press_button(self, words: str) -> "Administrator":
        """Goes to a button by Tab and presses it with Space."""
        for _ in range(60):
            widget = focused()
            if isinstance(widget, QPushButton) and words in (
                widget.text(),
                widget.accessibleName(),
            ):
                assert widget.isEnabled()
                return self.key(Qt.Key.Key_Space)
            press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {words}")

    def _leave_popup(self) -> None:
        """Without a window manager nobody gives the focus back once a list has closed."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
        self.window.activateWindow()

    def _go_to(self, editor: QWidget) -> None:
        for _ in range(60):
            if focused() is editor:
                return
            press(Qt.Key.Key_Tab)
        raise AssertionError("Tab does not lead to the field")

    def choose_row(self, words: str) -> "Administrator":
        """Down to the row in whose first column the words stand."""
        for _ in range(80):
            index = focused().currentIndex()  # type: ignore[attr-defined]
            if words in str(index.siblingAtColumn(0).data()):
                return self
            QTest.keyClick(focused(), Qt.Key.Key_Down)
        raise AssertionError(f"no row with {words}")

    # What is seen

    @property
    def place(self) -> SettingsPlace:
        return self.window.places.settings

    @property
    def page(self) -> Place:
        found = self.place.page()
        assert found is not None
        return found

    @property
    def form(self) -> Form:
        turning = self.page.findChild(Turning)
        assert turning is not None
        assert turning.panel is not None
        return turning.panel.form

    @property
    def has_form(self) -> bool:
        turning = self.page.findChild(Turning)
        return turning is not None and turning.panel is not None

    @property
    def primary(self) -> str:
        button = self.window.primary_button()
        return button.accessibleName() if button.isVisible() else ""

    @property
    def strip(self) -> str:
        strip = self.window.strip
        return strip.words() if strip.isVisible() else ""

    @property
    def words(self) -> str:
        return words_on(self.page)
