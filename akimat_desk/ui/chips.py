"""A word to be switched on: filters of lists, and one of a few choices."""

from PySide6.QtWidgets import QPushButton


def chip(words: str) -> QPushButton:
    """In an exclusive group arrows move between the chips and Tab leaves them."""
    button = QPushButton(words)
    button.setCheckable(True)
    button.setAutoDefault(False)
    button.setProperty("role", "chip")
    return button
