"""Drives the card of a case by keys alone, and makes the pasts that it is shown with."""

import shutil
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from services.working_desks import CHEAP, PASSWORD, GoingClock, a_complaint, again, new_desk
from ui.driving_window import CONTROL, focused, press, type_words, words_on

from akimat_desk.domain.offices import office_stream
from akimat_desk.services.desk import Desk
from akimat_desk.storage import journal, received
from akimat_desk.ui.background import Background
from akimat_desk.ui.forms import Form
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.screens.card import CardPlace
from akimat_desk.ui.screens.resolution import ResolutionPlace
from akimat_desk.ui.signed import signed

HOUR = 3_600_000
DAY = 24 * HOUR


def an_office(folder: Path, *, clock: GoingClock | None = None) -> Desk:
    """Somebody holds the head's post, so that a reply can be signed."""
    desk = new_desk(folder, clock=clock or GoingClock())
    desk.office.hold_post("head", "admin")
    return desk


def a_case(desk: Desk, place: int = 0, **changes: Any) -> str:
    return desk.registration.register(a_complaint(place, **changes)).case


def signed_in_as(folder: Path, desk: Desk, login: str, at: GoingClock) -> Desk:
    """The same workspace, opened by somebody else; the first desk is closed."""
    desk.office.enable_account(login, PASSWORD, CHEAP)
    desk.close()
    return again(folder, login=login, clock=at)


def a_dispute(folder: Path, other: Path) -> tuple[Desk, str]:
    """Two workstations assign the same case without having seen each other's word."""
    desk = an_office(folder)
    case_id = a_case(desk)
    desk.close()
    shutil.copytree(folder, other)
    here = again(folder, clock=GoingClock(desk.core.clock.now() + HOUR))
    here.cases.do(case_id, "assign", {"executor": "tokton"})
    there = again(other, clock=GoingClock(desk.core.clock.now() + 2 * HOUR))
    there.cases.do(case_id, "assign", {"executor": "mamyt"})
    with there.core.database.read() as connection:
        own = journal.own_origin(connection).origin
        entries = journal.entries_between(connection, own, 0, 100)
    there.close()
    bring(here, entries)
    return here, case_id


def bring(desk: Desk, entries: list[Any]) -> None:
    """As an exchange would, without its proofs."""
    stream = office_stream(desk.core.identity.office).bytes
    touched: dict[bytes, list[Any]] = {}
    for entry in entries:
        touched.setdefault(entry.envelope.stream, []).append(entry)
    with desk.core.database.write() as connection:
        journal.insert_entries(connection, entries)

        def lens() -> Any:
            return desk.core.lens(desk.core.office_fold(connection).state)

        received.refresh(connection, touched, stream, lens)


class Card:
    """The card in the real window over a real desk."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self._qtbot, self.desk = qtbot, desk
        self._background = Background()
        self.window = MainWindow(signed(desk), self._background)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()

    @property
    def place(self) -> CardPlace:
        found: CardPlace = self.window.places.card
        return found

    @property
    def resolution(self) -> ResolutionPlace:
        found: ResolutionPlace = self.window.places.resolution
        return found

    def close(self) -> None:
        self.window.close()
        self._background.close()
        self.desk.close()

    def open(self, case_id: str) -> "Card":
        self.window.open_case(case_id)
        self.settle()
        return self

    def settle(self) -> None:
        """Until nothing is asked any more."""
        for _ in range(3):
            QApplication.processEvents()
            self._qtbot.waitUntil(lambda: self._background.is_idle, timeout=20_000)
        QApplication.processEvents()

    # Keys

    def next_step(self) -> "Card":
        """The primary button, by its key."""
        assert self.window.primary_button().isVisible()
        return self.key(Qt.Key.Key_F6)

    def key(self, key: Qt.Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> "Card":
        QTest.keyClick(focused(), key, modifiers)
        self.settle()
        return self

    def more(self, name: str) -> "Card":
        """An action behind the last button, by Down and Enter in its menu."""
        face = self.place.face
        assert face is not None
        self.key(Qt.Key.Key_F10)
        menu = face.buttons.menu
        for _ in range(len(menu.actions())):
            chosen = menu.activeAction()
            if chosen is not None and chosen.objectName() == name:
                break
            QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        self._leave_popup()
        self.settle()
        return self

    def fill(self, **fields: str) -> "Card":
        """Goes to each field with Tab and types; what stood there is replaced."""
        form = self.form
        for name, words in fields.items():
            self._go_to(form.field(name).editor)
            press(Qt.Key.Key_A, CONTROL)
            if words:
                type_words(words)
            else:
                press(Qt.Key.Key_Delete)
            self._leave_popup()
        press(Qt.Key.Key_Tab)
        self.settle()
        return self

    def _leave_popup(self) -> None:
        """Without a window manager nobody gives the focus back once a list has closed."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
        self.window.activateWindow()

    def _go_to(self, editor: Any) -> None:
        for _ in range(60):
            if focused() is editor:
                return
            press(Qt.Key.Key_Tab)
        raise AssertionError("Tab does not lead to the field")

    def submit(self) -> "Card":
        return self.key(Qt.Key.Key_Return, CONTROL)

    def press_button(self, words: str) -> "Card":
        """Goes to a button by Tab, by its accessible name, and presses it with Space."""
        for _ in range(80):
            widget = focused()
            if isinstance(widget, QPushButton) and widget.accessibleName() == words:
                return self.key(Qt.Key.Key_Space)
            if isinstance(widget, QPushButton) and widget.text() == words:
                return self.key(Qt.Key.Key_Space)
            press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {words}")

    # What is seen

    @property
    def form(self) -> Form:
        """The one that is open: of the card, or of the matter in hand."""
        if isinstance(self.window.shown_screen(), ResolutionPlace):
            sheet = self.resolution._sheet
            assert sheet is not None
            return sheet.form.form
        panel = self.place._panel
        assert panel is not None
        return panel.form

    @property
    def reading(self) -> Any:
        return self.place._card

    @property
    def open_form(self) -> str:
        panel = self.place._panel
        return "" if panel is None else panel.objectName()

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
        return words_on(self.place)

    def beside(self, field: str) -> str:
        """The words beside a field of the open form."""
        editor = self.form.field(field).editor
        assert isinstance(editor, QLineEdit | QPlainTextEdit)
        return editor.accessibleDescription()

    def typed(self, field: str) -> str:
        return self.form.values()[field]

    def buttons(self) -> set[str]:
        assert self.place.face is not None
        found = self.place.face.buttons
        front = {b.objectName() for b in found.findChildren(QPushButton) if b.objectName()}
        return front | {action.objectName() for action in found.menu.actions()}
