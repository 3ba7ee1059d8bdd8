"""Drives the program as people at a counter do: every step is a key, whoever has the focus."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui.driving_window import ALT, CONTROL, NONE, Started, focused, type_words

from akimat_desk.services.card_readings import CardReading
from akimat_desk.ui.forms import Form
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.screens.card import CardPlace
from akimat_desk.ui.screens.cases import CasesPlace
from akimat_desk.ui.screens.paper import PaperPlace
from akimat_desk.ui.screens.register import RegisterPlace
from akimat_desk.ui.screens.settings import SettingsPlace
from akimat_desk.ui.screens.sign_in import SignIn

Key = Qt.Key
LONG = 30_000
CHECKED, DONE = 1, 2


class Counter:
    """One running program and the hands on its keyboard."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self._qtbot = qtbot
        self._started = Started(qtbot, folder)
        self.program = self._started.program

    # Hands

    def press(self, key: Key, modifiers: Qt.KeyboardModifier = NONE) -> "Counter":
        """An open list takes the keys before the field it belongs to."""
        QTest.keyClick(QApplication.activePopupWidget() or focused(), key, modifiers)
        return self._steady()

    def type(self, words: str) -> "Counter":
        type_words(words)
        return self._steady()

    def fill(self, words: str) -> "Counter":
        """Types and goes on with Enter."""
        return self.type(words).press(Key.Key_Return)

    def walk_to(self, editor: QWidget) -> "Counter":
        """By Tab alone."""
        return self._walk(lambda: focused() is editor, Key.Key_Tab)

    def press_button(self, words: str, way: Key = Key.Key_Tab) -> "Counter":
        """Goes there by Tab or back by Shift+Tab, and presses it with Space."""

        def is_there() -> bool:
            button = focused()
            return isinstance(button, QPushButton) and button.text() == words

        return self._walk(is_there, way).press(Key.Key_Space)

    def _walk(self, is_there: Callable[[], bool], way: Key) -> "Counter":
        for _ in range(80):
            if is_there():
                return self
            self.press(way)
        raise AssertionError("Tab does not lead there")

    def _steady(self) -> "Counter":
        """A list that opened and closed takes the focus with it where no window manager is."""
        window = self.program.window
        if window is None or QApplication.activePopupWidget() or QApplication.activeModalWidget():
            return self
        wanted = window.focusWidget()
        QApplication.processEvents()
        if wanted is not None and self.program.window is window and not window.isActiveWindow():
            window.activateWindow()
            self.wait(window.isActiveWindow)
        return self

    def wait(self, until: Callable[[], bool]) -> "Counter":
        self._qtbot.waitUntil(until, timeout=LONG)
        return self

    def settle(self) -> "Counter":
        """Until nothing is asked of the services any more."""
        self._started.settle()
        return self

    # The window

    @property
    def main(self) -> MainWindow:
        return self._started.main

    @property
    def register(self) -> RegisterPlace:
        shown = self.main.shown_screen()
        assert isinstance(shown, RegisterPlace)
        return shown

    @property
    def card(self) -> CardPlace:
        shown = self.main.shown_screen()
        assert isinstance(shown, CardPlace)
        return shown

    @property
    def reading(self) -> CardReading:
        """The case as its card shows it."""
        reading = self.card._card
        assert reading is not None
        return reading

    def found(self) -> list[tuple[str, str]]:
        """Numbers and applicants of the list, as they are shown."""
        shown = self.main.shown_screen()
        assert isinstance(shown, CasesPlace)
        return [(row.number, row.applicant) for row in shown._list.table.rows()]

    def paper(self) -> bytes:
        """The bytes that are shown."""
        shown = self.main.shown_screen()
        assert isinstance(shown, PaperPlace)
        return shown.preview._pdf

    def strip(self) -> str:
        return self.main.strip.words() if self.main.strip.isVisible() else ""

    # What people do

    def choose_language(self, words: str) -> "Counter":
        """On the sign-in: Shift+Tab leads to the chosen one, arrows to the next, which is taken."""
        self._wait_for_password()
        self._walk(on_a_language, Key.Key_Backtab)
        if chosen_words() != words:
            page = self.program.window
            self.press(Key.Key_Right)
            self.wait(lambda: self.program.window is not page)
            self._wait_for_password()
            self._walk(on_a_language, Key.Key_Backtab)
        assert chosen_words() == words
        return self.press(Key.Key_Tab).press(Key.Key_Tab)

    def sign_in(self, login: str, password: str) -> "Counter":
        self._wait_for_password()
        page = self._started.sign_in
        (names,) = page.findChildren(QListWidget)
        self._walk(lambda: focused() is names, Key.Key_Backtab)
        self.press(Key.Key_Home)
        while page.chosen_login() != login:
            before = names.currentRow()
            self.press(Key.Key_Down)
            assert names.currentRow() > before, f"{login} is not offered"
        self.press(Key.Key_Tab).type(password).press(Key.Key_Return)
        self.wait(lambda: isinstance(self.program.window, MainWindow))
        self.wait(lambda: self.main.isActiveWindow() and QApplication.focusWidget() is not None)
        return self.settle()

    def _wait_for_password(self) -> None:
        self.wait(lambda: isinstance(self.program.window, SignIn))

        def is_ready() -> bool:
            line = QApplication.focusWidget()
            return isinstance(line, QLineEdit) and line.window() is self.program.window

        self.wait(is_ready)

    def sign_out(self, words: str) -> "Counter":
        self.press(Key.Key_0, CONTROL).settle()
        assert isinstance(self.main.shown_screen(), SettingsPlace)
        return self.press_button(words)

    def begin(self) -> "Counter":
        """A new registration, from wherever one is."""
        self.press(Key.Key_F4).settle()
        self.wait(self.register.form.field("name").editor.hasFocus)
        return self

    def write_in(self, **fields: str) -> "Counter":
        """Into the register's form, each field reached by Tab."""
        for key, words in fields.items():
            self.walk_to(self.register.form.field(key).editor).fill(words)
        return self

    def check_and_register(self) -> str:
        """The number, once the receipt is there as well."""
        place = self.register
        self.press(Key.Key_Return, CONTROL)
        self.wait(lambda: place._pages.currentIndex() == CHECKED)
        self.press(Key.Key_F9)
        self.wait(lambda: place._pages.currentIndex() == DONE)
        self.wait(place.done_page.print_button.hasFocus)
        self.settle()
        return place.done_page.number()

    def look_for(self, words: str) -> "Counter":
        """In the search field, ended with Enter."""
        self.press(Key.Key_F3).press(Key.Key_A, CONTROL).fill(words)
        self.wait(lambda: not isinstance(self.main.shown_screen(), RegisterPlace))
        return self.settle()

    def open_next(self, form: str, **fields: str) -> "Counter":
        """The next step of the card, by its key, its fields, and Ctrl+Enter."""
        self.wait(lambda: isinstance(self.main.shown_screen(), CardPlace)).settle()
        self.press(Key.Key_F6)
        self.wait(lambda: self.card._panel is not None)
        panel = self.card._panel
        assert panel is not None
        assert panel.objectName() == form
        return self._finish(panel.form, fields)

    def resolve(self, **fields: str) -> "Counter":
        """The same where the next step is the resolution, which has a screen of its own."""
        self.wait(lambda: isinstance(self.main.shown_screen(), CardPlace)).settle()
        self.press(Key.Key_F6)
        place = self.main.places.resolution
        self.wait(lambda: self.main.shown_screen() is place and place._sheet is not None)
        assert place._sheet is not None
        return self._finish(place._sheet.form.form, fields)

    def _finish(self, form: Form, fields: dict[str, str]) -> "Counter":
        for key, words in fields.items():
            self.walk_to(form.field(key).editor).press(Key.Key_A, CONTROL).type(words)
            if QApplication.activePopupWidget() is not None:
                self.press(Key.Key_Escape)
        self.press(Key.Key_Return, CONTROL).settle()
        assert self.strip(), "nothing was said"
        return self

    def go_back(self) -> "Counter":
        return self.press(Key.Key_Left, ALT).settle()

    def print_to(self, path: Path) -> "Counter":
        """The dialog runs its own loop, so the hands wait inside it."""
        assert isinstance(self.main.shown_screen(), PaperPlace)
        asking = QTimer()
        asking.setInterval(50)
        asking.timeout.connect(lambda: _answer(asking, path))
        asking.start()
        self.press(Key.Key_F9)
        asking.stop()
        return self.settle()

    def say_it_came_out(self) -> "Counter":
        """The question stands beside the paper, on *Yes*; answered, it is gone."""
        place = self.main.shown_screen()
        assert isinstance(place, PaperPlace)
        assert place._yes.isVisible()
        assert place._sent.text()
        self.wait(place._yes.hasFocus)
        self.press(Key.Key_Space)
        assert not place._question.isVisible()
        return self


def _answer(asking: QTimer, path: Path) -> None:
    """The last printer is the file; its name is typed and Enter prints."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QPrintDialog) or not _is_active(dialog):
        return
    asking.stop()
    file_name = dialog.findChild(QLineEdit, "filename")
    assert isinstance(file_name, QLineEdit)
    QTest.keyClick(focused(), Key.Key_End)
    for _ in range(40):
        if focused() is file_name:
            break
        QTest.keyClick(focused(), Key.Key_Tab)
    QTest.keyClick(focused(), Key.Key_A, CONTROL)
    type_words(str(path))
    QTest.keyClick(focused(), Key.Key_Return)


def on_a_language() -> bool:
    """Other buttons of the sign-in are taken, not chosen."""
    button = focused()
    return isinstance(button, QPushButton) and button.isCheckable()


def chosen_words() -> str:
    button = focused()
    return button.text() if isinstance(button, QPushButton) else ""


def _is_active(dialog: QWidget) -> bool:
    """A window manager would give a new dialog the keyboard."""
    window: QWindow | None = dialog.windowHandle()
    if not dialog.isActiveWindow() and window is not None and window.isExposed():
        dialog.activateWindow()
    return dialog.isActiveWindow() and QApplication.focusWidget() is not None
