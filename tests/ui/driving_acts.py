"""Drives the acts by keys alone: the list, the form of a new one, and the steps after it."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui.driving_window import CONTROL, focused, press, type_words, words_on

from akimat_desk.services.desk import Desk
from akimat_desk.ui.background import Background
from akimat_desk.ui.forms import Form
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.screens.act_form import ActFormPlace
from akimat_desk.ui.screens.act_form_page import ActPage
from akimat_desk.ui.screens.acts import ActsPlace
from akimat_desk.ui.sections import ACTS
from akimat_desk.ui.signed import signed

NONE = Qt.KeyboardModifier.NoModifier


class Secretary:
    """Sits before the acts; each step waits until nothing is asked any more."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self._qtbot, self.desk = qtbot, desk
        self.background = Background()
        self.window = MainWindow(signed(desk), self.background)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.window.show_section(ACTS)
        self.settle()

    @property
    def acts(self) -> ActsPlace:
        return self.window.places.acts

    @property
    def making(self) -> ActFormPlace:
        return self.window.places.act_form

    @property
    def page(self) -> ActPage:
        found = self.making.page
        assert found is not None
        return found

    def close(self) -> None:
        self.window.close()
        self.background.close()
        self.desk.close()

    def settle(self) -> "Secretary":
        for _ in range(3):
            QApplication.processEvents()
            self._qtbot.waitUntil(lambda: self.background.is_idle, timeout=20_000)
        QApplication.processEvents()
        return self

    def key(self, key: Qt.Key, modifiers: Any = NONE) -> "Secretary":
        press(key, modifiers)
        return self.settle()

    # Steps

    def choose_form(self, name: str) -> "Secretary":
        """F2 in the list, a part of the name, Enter."""
        self.key(Qt.Key.Key_F2)
        return self.find_form(name)

    def find_form(self, name: str) -> "Secretary":
        assert focused() is self.making.chooser.search
        type_words(name)
        return self.key(Qt.Key.Key_Return)

    def fill(self, form: Form, **fields: str) -> "Secretary":
        """Goes to each field with Tab and types; `told__subject` is the field "told.subject"."""
        for name, words in fields.items():
            self.go_to(form.field(name.replace("__", ".")).editor)
            self.replace(words)
        return self.looked()

    def replace(self, words: str) -> "Secretary":
        press(Qt.Key.Key_A, CONTROL)
        press(Qt.Key.Key_Delete)
        type_words(words)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
        self.window.activateWindow()
        return self

    def looked(self) -> "Secretary":
        """The page has looked ahead at what stands there now."""
        self._qtbot.waitUntil(lambda: not self.page._pause.isActive(), timeout=5_000)
        return self.settle()

    def go_to(self, widget: QWidget) -> None:
        for _ in range(80):
            if focused() is widget:
                return
            press(Qt.Key.Key_Tab)
        raise AssertionError("Tab does not lead there")

    def press_button(self, words: str) -> "Secretary":
        for _ in range(80):
            widget = focused()
            if isinstance(widget, QPushButton) and widget.text().startswith(words):
                assert widget.isEnabled()
                return self.key(Qt.Key.Key_Space)
            press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {words}")

    # What is seen

    @property
    def numbers(self) -> list[str]:
        return [row.number for row in self.acts.board.list.table.rows()]

    @property
    def stages(self) -> list[str]:
        return [row.stage for row in self.acts.board.list.table.rows()]

    @property
    def parts(self) -> str:
        return words_on(self.page.parts)

    @property
    def strip(self) -> str:
        return self.window.strip.words() if self.window.strip.isVisible() else ""
