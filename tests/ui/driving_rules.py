"""Drives the rules of terms by keys alone: the real place in the real window over a real desk."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui.driving_window import CONTROL, focused, press, type_words, words_on

from akimat_desk.services.desk import Desk
from akimat_desk.ui.background import Background
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.screens.calendar_moved import MovedPanel
from akimat_desk.ui.screens.rules_forms import RuleForm
from akimat_desk.ui.sections import RULES
from akimat_desk.ui.signed import signed


class RuleKeeper:
    """Sits before the rules; each step waits until nothing is asked any more."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self._qtbot, self.desk = qtbot, desk
        self.background = Background()
        self.window = MainWindow(signed(desk), self.background)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.window.show_section(RULES)
        self.page = self.window.places.rules
        self.settle()

    def close(self) -> None:
        self.window.close()
        self.background.close()
        self.desk.close()

    def settle(self) -> "RuleKeeper":
        for _ in range(3):
            QApplication.processEvents()
            self._qtbot.waitUntil(lambda: self.background.is_idle, timeout=20_000)
        QApplication.processEvents()
        return self

    def key(self, key: Qt.Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> "RuleKeeper":
        press(key, modifiers)
        return self.settle()

    def fill(self, **fields: str) -> "RuleKeeper":
        assert isinstance(self.page.panel, RuleForm)
        for name, words in fields.items():
            self._go_to(self.page.panel.form.field(name).editor)
            press(Qt.Key.Key_A, CONTROL)
            press(Qt.Key.Key_Delete)
            type_words(words)
            self._leave_popup()
            press(Qt.Key.Key_Tab)
            self._leave_popup()
        return self.settle()

    def press_button(self, words: str) -> "RuleKeeper":
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

    def to_rule(self, rule: str) -> "RuleKeeper":
        """Down in the list of rules to the one with that id."""
        view = self.page.board.rules.view
        self._go_to(view)
        press(Qt.Key.Key_Home, CONTROL)
        for _ in range(40):
            current = self.page.board.current
            if current is not None and current.rule.id == rule:
                return self.settle()
            QTest.keyClick(view, Qt.Key.Key_Down)
        raise AssertionError(f"no rule {rule}")

    def choose_file(self, path: str) -> "RuleKeeper":
        """F2, and what the system's dialog answers."""
        self.key(Qt.Key.Key_F2)
        (dialog,) = self.page.findChildren(QFileDialog)
        dialog.fileSelected.emit(path)
        dialog.reject()
        self.window.activateWindow()
        return self.settle()

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
    def face(self) -> str:
        return words_on(self.page.board.face)

    @property
    def moved(self) -> list[tuple[Any, Any]]:
        panel = self.page.panel
        assert isinstance(panel, MovedPanel)
        return [(row.before, row.after) for row in panel.table.rows()]

    @property
    def primary(self) -> str:
        button = self.window.primary_button()
        return button.accessibleName() if button.isVisible() else ""

    @property
    def strip(self) -> str:
        return self.window.strip.words() if self.window.strip.isVisible() else ""
