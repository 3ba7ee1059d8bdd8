"""A figure at the side of a section: counted without its screen, which may not be built yet."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from akimat_desk.ui.background import Background


class SideCount(QObject):
    """`counted` carries the number; `count` runs in the background."""

    counted = Signal(int)

    def __init__(self, count: Callable[[], int], background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._count: Final = count
        self._background = background

    def ask(self) -> None:
        self._background.run(self._count, self.counted.emit, owner=self, key="count")
