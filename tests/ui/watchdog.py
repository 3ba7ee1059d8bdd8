"""Whether the window's thread answers: a timer beats in it, and a second thread looks on."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter, sleep
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 5
LATE_S = 0.04


class Stall(NamedTuple):
    """Seconds without an answer, and what the thread was in when it was looked at last."""

    seconds: float
    where: str


class Watchdog(QObject):
    """Must be made in the window's thread; its event loop has to run meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self._thread = threading.get_ident()
        self._beat = perf_counter()
        self._seen = ""
        self._stalls: list[Stall] = []
        self._is_watching = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._note)

    @contextmanager
    def watching(self) -> Iterator[list[Stall]]:
        """The stalls of this while, the longest first once it is over."""
        self._stalls, self._is_watching, self._beat = [], True, perf_counter()
        found: list[Stall] = []
        onlooker = threading.Thread(target=self._look_on, daemon=True)
        onlooker.start()
        self._timer.start()
        try:
            yield found
        finally:
            self._note()
            self._timer.stop()
            self._is_watching = False
            onlooker.join()
            found += sorted(self._stalls, reverse=True)

    def _note(self) -> None:
        now = perf_counter()
        seconds = max(0.0, now - self._beat - BEAT_MS / 1000)
        self._stalls.append(Stall(seconds, self._seen if seconds > LATE_S else ""))
        self._beat, self._seen = now, ""

    def _look_on(self) -> None:
        """On the second thread."""
        while self._is_watching:
            if perf_counter() - self._beat > LATE_S:
                self._seen = "; beside it ".join(_standing(self._thread))
            sleep(BEAT_MS / 1000)


def _standing(first: int) -> list[str]:
    """Where the window's thread is, and then the others that do something.

    A frame is let go at once: whoever keeps it keeps the painter in it alive.
    """
    told = {}
    for thread, frame in sys._current_frames().items():
        names, at = [], frame
        while at is not None and len(names) < 6:
            names.append(f"{at.f_code.co_name}:{at.f_lineno}")
            at = at.f_back
        told[thread] = " < ".join(names)
    del frame, at
    others = [where for thread, where in told.items() if thread != first]
    idle = ("_worker:", "_standing:", "wait:", "accept:", "select:")
    return [told.get(first, ""), *(one for one in others if not one.startswith(idle))]
