"""The password: which letters the keyboard gives, whether Caps Lock is on, and an eye."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.icons import icon
from akimat_desk.ui.labels import caption, retone
from akimat_desk.ui.status_line import letters_of
from akimat_desk.ui.theme import Tone, look

_CYRILLIC: Final = range(0x0400, 0x0530)


class PasswordLine(QWidget):
    """What is typed stays hidden until somebody presses the eye."""

    def __init__(self) -> None:
        super().__init__()
        self.line: Final = QLineEdit()
        self._letters = caption()
        self._caps = caption()
        self._eye = QAction(icon("eye-outline"), tr("Show the password"), self.line)
        self._build()

    def _build(self) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(tr("Password"))
        self.line.installEventFilter(self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show_typed)
        self.line.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        hints = QHBoxLayout()
        hints.setSpacing(look().px(12))
        hints.addWidget(self._letters)
        hints.addWidget(self._caps, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(2))
        layout.addWidget(self.line)
        layout.addLayout(hints)
        method = QGuiApplication.inputMethod()
        method.localeChanged.connect(lambda: self._say_letters(letters_of(method.locale())))
        self._say_letters(letters_of(method.locale()))

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self.line.setFocus(reason)

    def _show_typed(self, is_shown: bool) -> None:  # noqa: FBT001
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)

    def _say_letters(self, letters: str) -> None:
        self._letters.setText(tr("Keyboard: {letters}", letters=letters))

    def _watch(self, event: QKeyEvent) -> None:
        """Qt tells neither Caps Lock nor, everywhere, the layout; the letter that came does."""
        typed = event.text()
        if len(typed) != 1 or not typed.isalpha():
            return
        is_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        is_caps = typed.isupper() != is_shift
        self._caps.setText(tr("Caps Lock is on.") if is_caps else "")
        retone(self._caps, Tone.WARN)
        is_cyrillic = ord(typed) in _CYRILLIC
        # Translators: the letters the keyboard gives now
        self._say_letters(tr("Cyrillic") if is_cyrillic else tr("Latin"))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self._watch(event)
        return super().eventFilter(watched, event)
