"""Ctrl+V of files and pictures, wherever in a form the focus is and whatever the layout."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from akimat_desk.ui.scans import Brought, brought
from akimat_desk.ui.shortcuts import latin_key


class PasteWatch(QObject):
    """`pasted` carries a Brought; words on the clipboard stay with the field that is typed into.

    Only the widget with the focus is watched: a filter on everything would be slow.
    """

    pasted = Signal(object)

    def __init__(self, scope: QWidget) -> None:
        super().__init__(scope)
        self._scope = scope
        self._watched: QWidget | None = None
        QApplication.instance().focusChanged.connect(self._move)  # type: ignore[union-attr]

    def _move(self, _: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
        is_inside = now is not None and (now is self._scope or self._scope.isAncestorOf(now))
        self._watched = now if is_inside else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def _paste(self) -> bool:
        """Whether there was anything for us."""
        mime = QGuiApplication.clipboard().mimeData()
        is_typing = isinstance(self._watched, QLineEdit | QPlainTextEdit | QTextEdit)
        found = brought(mime, with_picture=not (is_typing and mime.hasText()))
        if found == Brought():
            return False
        self.pasted.emit(found)
        return True

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            is_paste = event.matches(QKeySequence.StandardKey.Paste)
            if is_paste or latin_key(event) == Qt.Key.Key_V:
                return self._paste()
        return super().eventFilter(watched, event)
