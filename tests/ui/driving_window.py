"""Drives the whole window as a person does: keys to whatever has the focus, then waits."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from services.working_desks import HandClock, a_complaint, new_desk

from akimat_desk.domain.moments import milliseconds
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.screens.sign_in import SignIn
from akimat_desk.ui.window import Program

NONE, CONTROL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
NOW = "2026-11-23T09:00:00"


def own_settings(folder: Path) -> None:
    """What the window remembers goes into the test's own folder."""
    scope = QSettings.Scope.UserScope
    QSettings.setPath(QSettings.Format.IniFormat, scope, str(folder / "settings"))


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """An open list of suggestions takes the keys first, as it does on a screen."""
    QTest.keyClick(QApplication.activePopupWidget() or focused(), key, modifiers)


def type_words(words: str) -> None:
    """QTest.keyClicks aborts on Cyrillic letters."""
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused(), QKeyEvent(kind, 0, NONE, letter))


def words_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


class Started:
    """A program as `open_window` starts it, without its event loop."""

    def __init__(self, qtbot: QtBot, folder: Path, login: str = "") -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._qtbot = qtbot
        self.program = Program(app, folder, login)
        self.program.start()

    @property
    def main(self) -> MainWindow:
        assert isinstance(self.program.window, MainWindow)
        return self.program.window

    @property
    def sign_in(self) -> SignIn:
        assert isinstance(self.program.window, SignIn)
        return self.program.window

    def wait_for_main(self) -> MainWindow:
        self._qtbot.waitUntil(lambda: isinstance(self.program.window, MainWindow), timeout=20_000)
        self.settle()
        self.main.activateWindow()
        return self.main

    def settle(self) -> None:
        """Until nothing is asked any more."""
        self._qtbot.waitUntil(lambda: self.program._background.is_idle, timeout=20_000)
        QApplication.processEvents()
        self._qtbot.waitUntil(lambda: self.program._background.is_idle, timeout=20_000)


def a_full_office(folder: Path, *, training: bool = True, password: str = "") -> list[str]:
    """An office three weeks at work: late, due, paused and unassigned cases. Ids in order."""
    clock = HandClock(milliseconds_of("2026-10-26T09:00:00"))
    desk = new_desk(folder, clock=clock, training=training, password=password)
    ids = []
    for place, day in enumerate(
        ("2026-11-02", "2026-11-03", "2026-11-04", "2026-11-18", "2026-11-19", "2026-11-20")
    ):
        clock.at = milliseconds_of(f"{day}T09:0{place}:00")
        # After two weeks of silence the date is asked for.
        desk.trusted_time.confirm(desk.cases.today())
        number = desk.registration.register(a_complaint(place)).number
        ids.append(desk.cases.find(number))
    for case_id in ids[:4]:
        clock.turn(60_000)
        desk.cases.do(case_id, "assign", {"executor": "admin"})
    clock.turn(60_000)
    desk.cases.do(ids[3], "pause", {"category": "applicant_documents", "ground": "Паспорт"})
    desk.close()
    return ids


def milliseconds_of(moment: str) -> int:
    return milliseconds(datetime.fromisoformat(moment))


def started(qtbot: QtBot, folder: Path, **how: Any) -> Iterator[Started]:
    """A fixture's body: the program of that folder, closed in the end."""
    running = Started(qtbot, folder, **how)
    yield running
    running.program.close()


@pytest.fixture(autouse=True)
def _training_day(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AKIMAT_DESK_NOW", NOW)
    own_settings(tmp_path)
