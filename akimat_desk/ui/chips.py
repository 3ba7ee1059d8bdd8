"""A word to be switched on: filters of lists, and one of a few choices."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QPushButton


def chip(words: str) -> QPushButton:
    """In an exclusive group arrows move between the chips and Tab leaves them."""
    button = QPushButton(words)
    button.setCheckable(True)
    button.setAutoDefault(False)
    button.setProperty("role", "chip")
    return button


def stop_at_chosen(group: QButtonGroup) -> None:
    """Tab leads to the chosen chip; by itself Qt takes one that is not chosen."""

    def mark(*_: object) -> None:
        for button in group.buttons():
            is_stop = button.isChecked()
            wanted = Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(wanted)

    group.buttonToggled.connect(mark)
    mark()
