"""Python's garbage collected on the window's thread alone.

The collector runs in whichever thread happens to allocate. Widgets whose wrappers stand in a
circle would then be destroyed on a worker, while Qt still walks through them: the window dies
without a word, seldom and never in the same place.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

LOOKS_EVERY_MS: Final = 500
# The oldest generation holds all that lives as long as the program: looked through seldom.
_OLDEST_EVERY: Final = 60


class Collector(QObject):
    """Takes the collector over while it lives; `close` gives it back as it was."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        self._looks = 0
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collects the oldest generation that is due, and the younger ones with it."""
        self._looks += 1
        young, middle, _ = gc.get_count()
        first, second, _ = gc.get_threshold()
        if self._looks % _OLDEST_EVERY == 0:
            gc.collect(2)
        elif middle > second:
            gc.collect(1)
        elif young > first:
            gc.collect(0)

    def close(self) -> None:
        self._timer.stop()
        if self._was_enabled:
            gc.enable()
