"""Drives the register as a clerk does: keys alone, sent where the window system would send them."""

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from akimat_desk.domain.errors import DeskError
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.screens.register import RegisterPlace
from akimat_desk.ui.shell import Shell

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


class WaysInShell:
    """The ways of a window with one place; what leads elsewhere is written down."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.place: RegisterPlace | None = None
        self.opened: list[str] = []
        self.papers: list[tuple[bytes, str]] = []
        self.changes = 0

    def open_case(self, case_id: str) -> None:
        self.opened.append(case_id)

    def open_register(self, draft: dict[str, Any] | None = None) -> None:
        if self.place is not None:
            self.place.begin(draft)

    def show_paper(self, pdf: bytes, name: str) -> None:
        self.papers.append((pdf, name))

    def say(self, weight: Weight, words: str) -> None:
        self.shell.strip.say(weight, words)

    def refuse(self, error: DeskError) -> None:
        self.shell.refuse(error)

    def changed(self) -> None:
        self.changes += 1

    def retitle(self) -> None:
        if self.place is None:
            return
        self.shell.set_title(self.place.title())
        action = self.place.main_action()
        if action is None:
            self.shell.clear_primary()
        else:
            self.shell.set_primary(action.words, action.keys, action.run)


class Recorder:
    """Counts the keys a clerk has to press."""

    def __init__(self) -> None:
        self.keys = 0


class Clerk:
    """Sits at the register."""

    def __init__(self, qtbot: QtBot, place: RegisterPlace, ways: WaysInShell) -> None:
        self.qtbot, self.place, self.ways = qtbot, place, ways
        self.counted = Recorder()

    # Keys

    def target(self) -> QWidget:
        """An open list takes the keys before the field it belongs to."""
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert found is not None
        return found

    def type(self, words: str) -> "Clerk":
        for letter in words:
            self.counted.keys += 1
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.target(), event)
        return self._settled()

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        times: int = 1,
    ) -> "Clerk":
        for _ in range(times):
            self.counted.keys += 1
            QTest.keyClick(self.target(), key, modifier)
            self._settled()
        return self

    def _settled(self) -> "Clerk":
        """Without a window manager a list that opens takes the window's place as the active one,
        some time later, and the focus with it; here the window gets both back at once."""
        wanted, shell = self.place.focusWidget(), self.ways.shell
        selected = isinstance(wanted, QLineEdit) and wanted.hasSelectedText()
        if QApplication.activePopupWidget() is None and wanted is not None:
            QApplication.processEvents()
            if not shell.isActiveWindow():
                shell.activateWindow()
                self.qtbot.waitUntil(shell.isActiveWindow)
                wanted.setFocus()
                if selected and isinstance(wanted, QLineEdit):
                    wanted.selectAll()
        return self

    def enter(self, times: int = 1) -> "Clerk":
        return self.press(ENTER, times=times)

    def fill(self, words: str) -> "Clerk":
        """Types and goes on."""
        return self.type(words).enter()

    def to(self, key: str) -> "Clerk":
        """Enter or Tab, until the field has the focus; never the mouse."""
        for _ in range(60):
            if self.at() == key:
                return self
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"{key} is not reached, the focus is at {self.at()}")

    # What is seen

    def at(self) -> str:
        """The key of the field with the focus, or the place of an editor among the papers'."""
        now = self.place.focusWidget()
        form = self.place.form
        for one in (form.talk, form.answer):
            for key in one.values():
                if one.field(key).editor is now:
                    return key
        papers = form.papers.editors()
        return f"paper {papers.index(now)}" if now in papers else ""

    def value(self, key: str) -> str:
        return str(self.place.form.field(key).raw())

    def said_beside(self, key: str) -> str:
        return str(self.place.form.field(key).editor.accessibleDescription())

    def page(self) -> int:
        return self.place._pages.currentIndex()

    # What takes a moment

    def wait_idle(self) -> "Clerk":
        self.qtbot.waitUntil(lambda: self.place.background.is_idle, timeout=10_000)
        return self

    def wait_page(self, page: int) -> "Clerk":
        self.qtbot.waitUntil(lambda: self.page() == page, timeout=10_000)
        return self

    def wait_known(self) -> "Clerk":
        self.qtbot.waitUntil(self.place.known.list.isVisible, timeout=10_000)
        return self

    def check(self) -> "Clerk":
        return self.press(ENTER, CONTROL).wait_page(1)

    def register(self) -> "Clerk":
        self.press(Qt.Key.Key_F9)
        self.wait_page(2)
        self.qtbot.waitUntil(self.place.done_page.print_button.isEnabled, timeout=20_000)
        return self

    def number(self) -> str:
        return self.place.done_page.number()
