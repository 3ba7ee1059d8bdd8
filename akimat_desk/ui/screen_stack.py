"""The screens of the window, one of them in sight; a screen may be built when it is first asked."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QStackedWidget, QWidget


class ScreenStack(QStackedWidget):
    """`screens` are those that are there, by the section they stand for."""

    def __init__(self) -> None:
        super().__init__()
        self.screens: Final[dict[str, QWidget]] = {}
        self._later: dict[str, Callable[[], QWidget]] = {}

    def put(self, section_id: str, screen: QWidget | Callable[[], QWidget]) -> None:
        """What builds a screen puts it into the stack itself."""
        if isinstance(screen, QWidget):
            self.screens[section_id] = screen
            self.addWidget(screen)
        else:
            self._later[section_id] = screen

    def screen_of(self, section_id: str) -> QWidget:
        """Built now if it was not before. Raises KeyError for a section that was not put in."""
        if section_id not in self.screens:
            self.screens[section_id] = self._later[section_id]()
        return self.screens[section_id]
