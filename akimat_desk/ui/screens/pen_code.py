"""The line that a scanner types into."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class CodeLine(QLineEdit):
    """Digits typed over a widget that it follows land here: a scanner knows nothing of focus."""

    def follow(self, widget: QWidget) -> None:
        widget.installEventFilter(self)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_typed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if is_typed and isinstance(event, QKeyEvent):
            text = event.text()
            if text.isascii() and text.isdigit():
                self.setFocus()
                self.insert(text)
                return True
        return super().eventFilter(watched, event)
