"""Ctrl+Z for what the message strip offers to take back, as long as it does."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.message_strip import UNDO_KEYS, MessageStrip
from akimat_desk.ui.shortcuts import Shortcuts


def add_undo_key(shortcuts: Shortcuts, strip: MessageStrip, group: str) -> QAction:
    """A field one is typing in keeps the key for itself, under every layout."""

    def undo() -> None:
        typing = QApplication.focusWidget()
        if isinstance(typing, QLineEdit | QPlainTextEdit) and not typing.isReadOnly():
            typing.undo()
        else:
            strip.undo()

    action = shortcuts.add(UNDO_KEYS, tr("Undo"), undo, group)
    action.setEnabled(False)
    strip.undoable.connect(action.setEnabled)
    return action
