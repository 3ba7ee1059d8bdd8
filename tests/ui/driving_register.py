"""Drives the register as a clerk does: keys alone, sent where the window system would send them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from services.working_desks import a_desk

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.desk import Desk
from akimat_desk.storage.queries import CaseFilter
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.background import Background
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import CopyMaker
from akimat_desk.ui.screens.register import RegisterPlace
from akimat_desk.ui.shell import Shell
from akimat_desk.ui.sidebar import Section

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class WaysInShell:
    """The ways of a window with one place; what leads elsewhere is written down."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.place: RegisterPlace | None = None
        self.opened: list[str] = []
        self.papers: list[tuple[bytes, str]] = []
        self.copy: CopyMaker | None = None
        self.prints_now = False
        self.changes = 0
        self.undo: Callable[[], None] = lambda: None

    def open_case(self, case_id: str) -> None:
        self.opened.append(case_id)

    def open_register(self, draft: dict[str, Any] | None = None) -> None:
        if self.place is not None:
            self.place.begin(draft)

    def show_paper(
        self, pdf: bytes, name: str, copy: CopyMaker | None = None, *, print_now: bool = False
    ) -> None:
        self.papers.append((pdf, name))
        self.copy, self.prints_now = copy, print_now

    def say(self, weight: Weight, words: str) -> None:
        self.shell.strip.say(weight, words)

    def say_undoable(self, words: str, undo: Callable[[], None]) -> None:
        self.say(Weight.INFO, words)
        self.undo = undo

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
        lists = {"paper": form.papers.editors(), "question": form.questions.editors()}
        found = (f"{name} {one.index(now)}" for name, one in lists.items() if now in one)
        return next(found, "")

    def value(self, key: str) -> str:
        return str(self.place.form.field(key).raw())

    def said_beside(self, key: str) -> str:
        return str(self.place.form.field(key).editor.accessibleDescription())

    def compared(self) -> str:
        return self.place.deciding.page.text()

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


PIN = "21503199012345"
OMURBEKOV: dict[str, Any] = {
    "kind": "application",
    "channel": "post",
    "language": "ky",
    "subject": "Ленин көчөсүндө суу жок",
    "applicant": {
        "person": {
            "surname": "Өмүрбеков",
            "given": "Чыңгыз",
            "patronymic": "Төлөгөнович",
            "pin": PIN,
            "phone": "0555 12 34 56",
            "address": "Көк-Бел айылы, Ленин көчөсү, 14",
        }
    },
}


@pytest.fixture(name="desk")
def an_office_desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk") as made:
        yield made


@pytest.fixture(name="background")
def a_background() -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


Sit = Callable[[], Clerk]


@pytest.fixture(name="sit")
def a_seat(qtbot: QtBot, desk: Desk, background: Background) -> Iterator[Sit]:
    """A clerk sits down at a register that has just been built."""
    windows: list[Shell] = []

    def built() -> Clerk:
        speak("ru")
        shell = Shell("Ноокатская районная", "государственная администрация", background)
        windows.append(shell)
        ways = WaysInShell(shell)
        place = RegisterPlace(desk, background, ways)
        ways.place = place
        shell.add_section(Section("cases", lambda: "Обращения", "gavel"), QWidget())
        shell.add_section(Section("register", lambda: "Регистрация", "gavel"), place)
        shell.resize(1366, 768)
        shell.show()
        shell.activateWindow()
        qtbot.waitExposed(shell)
        shell.show_section("register")
        place.shown()
        qtbot.waitUntil(lambda: place._offers is not None and background.is_idle)
        place.form.start()
        return Clerk(qtbot, place, ways)

    yield built
    # The windows go before the services they ask.
    for shell in windows:
        shiboken6.delete(shell)


@pytest.fixture(name="clerk")
def a_clerk(sit: Sit) -> Clerk:
    return sit()


def cases(desk: Desk) -> list[Any]:
    return list(desk.lists.page(CaseFilter(), with_bars=False).rows)


def the_case(desk: Desk) -> Any:
    (row,) = cases(desk)
    return desk.cases.open(row.id).case.registered


def seen(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())
