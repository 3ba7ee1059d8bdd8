"""How many cases somebody must see to: counted anew every few minutes and when asked."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from akimat_desk.services.desk import Desk
from akimat_desk.ui.background import Background

EVERY_MS: Final = 5 * 60 * 1000


class DueCount(QObject):
    """`counted` carries the number; `grown_old` comes when what is shown may no longer hold."""

    counted = Signal(int)
    grown_old = Signal()

    def __init__(self, desk: Desk, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(self.grown_old)

    def start(self) -> None:
        self._clock.start()
        self.ask()

    def stop(self) -> None:
        """The window is closing: nothing new is asked."""
        self._clock.stop()

    def ask(self) -> None:
        cases = self._desk.cases
        self._background.run(cases.counts, self._tell, owner=self, key="counts")

    def _tell(self, counts: dict[str, int]) -> None:
        self.counted.emit(counts["overdue"] + counts["today"] + counts["soon"])
