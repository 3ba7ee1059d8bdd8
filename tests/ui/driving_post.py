"""Drives the post and the scans of the register in the whole window, by keys alone."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from ui.driving_window import CONTROL, Started, focused, press, type_words

from akimat_desk.services.desk import Desk
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.screens.post import PostPlace
from akimat_desk.ui.screens.register import RegisterPlace
from akimat_desk.ui.screens.register_paper_side import PaperSide

Key = Qt.Key


class Mailroom:
    """A registrar at the window, with a scanner beside it."""

    def __init__(self, qtbot: QtBot, running: Started, scanner: Path) -> None:
        self.qtbot, self.running, self.scanner = qtbot, running, scanner
        self.keys = 0

    # Hands

    def press(self, key: Key, modifiers: Qt.KeyboardModifier | None = None) -> "Mailroom":
        self.keys += 1
        press(key) if modifiers is None else press(key, modifiers)
        return self._steady()

    def press_cyrillic(self, letter: int) -> "Mailroom":
        """Ctrl and a key of the Russian layout; QTest knows only Latin ones."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused(), QKeyEvent(kind, letter, CONTROL))
        return self._steady()

    def type(self, words: str) -> "Mailroom":
        type_words(words)
        return self._steady()

    def fill(self, words: str) -> "Mailroom":
        return self.type(words).press(Key.Key_Return)

    def walk_to(self, widget: QWidget, way: Key = Key.Key_Tab) -> "Mailroom":
        for _ in range(90):
            if focused() is widget:
                return self
            self.press(way)
        raise AssertionError(f"Tab does not lead to {widget.accessibleName()}")

    def _steady(self) -> "Mailroom":
        """A list that opened and closed takes the focus with it where no window manager is."""
        window = self.window
        if QApplication.activePopupWidget() is None:
            wanted = window.focusWidget()
            QApplication.processEvents()
            if wanted is not None and not window.isActiveWindow():
                window.activateWindow()
                self.qtbot.waitUntil(window.isActiveWindow)
        return self

    def wait(self, until: Callable[[], bool]) -> "Mailroom":
        self.qtbot.waitUntil(until, timeout=20_000)
        return self

    def settle(self) -> "Mailroom":
        self.running.settle()
        return self

    # Places

    @property
    def window(self) -> MainWindow:
        return self.running.main

    @property
    def post(self) -> PostPlace:
        shown = self.window.shown_screen()
        assert isinstance(shown, PostPlace)
        return shown

    @property
    def register(self) -> RegisterPlace:
        shown = self.window.shown_screen()
        assert isinstance(shown, RegisterPlace)
        return shown

    @property
    def paper(self) -> PaperSide:
        shown = self.window.shown_screen()
        assert isinstance(shown, PostPlace | RegisterPlace)
        return shown.paper

    @property
    def desk(self) -> Desk:
        return self.window._desk

    def go(self, section: str) -> "Mailroom":
        """By the number of the section at the side; the settings have the nought."""
        place = 0 if section == "settings" else list(self.window._sections).index(section) + 1
        return self.press(Key(Key.Key_0 + place), CONTROL).settle()

    def said(self) -> str:
        return self.window.strip.words() if self.window.strip.isVisible() else ""

    def rows(self) -> list[str]:
        """What the list of envelopes says from whom and about what, from above."""
        table = self.post.list.table
        return [table.cell(row, 2).text for row in range(table.rowCount())]

    def open_chosen(self) -> "Mailroom":
        self.walk_to(self.post.list).press(Key.Key_Return).settle()
        return self.wait(lambda: self.register.page.is_envelope).settle()

    def titles(self) -> list[str]:
        return [one.title for one in self.paper.scans]

    # The scanner and the clipboard

    def scan(self, name: str, data: bytes, pieces: int = 1) -> Path:
        """Written as a scanner writes: piece after piece, while the window looks on."""
        path = self.scanner / name
        step = len(data) // pieces + 1
        with path.open("wb") as file:
            for start in range(0, len(data), step):
                file.write(data[start : start + step])
                file.flush()
                os.fsync(file.fileno())
                if start + step < len(data):
                    self.look_twice()
                    assert name not in self.tray()
        return path

    def tray(self) -> list[str]:
        return [one.name for one in self.paper.new_scans.scans]

    def look_twice(self) -> "Mailroom":
        """The clock of the folder does this by itself; here nobody waits for it."""
        watch = self.paper.new_scans._watch
        for _ in range(2):
            self.wait(lambda: not watch._is_looking)
            watch.look()
            self.wait(lambda: not watch._is_looking)
        return self

    def wait_for_tray(self, *names: str) -> "Mailroom":
        end = time.monotonic() + 20
        while sorted(self.tray()) != sorted(names):
            assert time.monotonic() < end, (self.tray(), names)
            self.look_twice()
        return self

    def copy_files(self, *paths: Path) -> "Mailroom":
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        QGuiApplication.clipboard().setMimeData(mime)
        return self

    def copy_picture(self, grey: int = 0x808080) -> "Mailroom":
        picture = QImage(120, 160, QImage.Format.Format_RGB32)
        picture.fill(grey)
        QGuiApplication.clipboard().setImage(picture)
        return self
