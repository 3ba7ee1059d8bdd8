"""Whether anybody is at the window: nothing typed or moved for some minutes, and it locks."""

import time
from collections.abc import Callable
from typing import Final, NamedTuple

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

LOOKS_EVERY_MS: Final = 5_000
_OF_A_PERSON: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Instant(NamedTuple):
    """By two clocks: the one stands while the computer sleeps, the other may be set."""

    going: float
    wall: float


def now() -> Instant:
    return Instant(time.monotonic(), time.time())


def passed_s(since: Instant, until: Instant) -> float:
    """The longer of the two: locking once too often harms nobody."""
    return max(until.going - since.going, until.wall - since.wall)


class IdleWatch(QObject):
    """Only the window that has the keyboard is watched, not every widget in it: a filter on all
    events would be slow. Work in another program counts as being away."""

    idle = Signal()

    def __init__(
        self, limit_s: Callable[[], float], owner: QObject, tell: Callable[[], Instant] = now
    ) -> None:
        super().__init__(owner)
        self._limit_s, self._tell = limit_s, tell
        self._last = tell()
        self._watched: QWindow | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_EVERY_MS)
        self._timer.timeout.connect(self.look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._follow)
        self._follow(QGuiApplication.focusWindow())

    def start(self) -> None:
        self._last = self._tell()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def look(self) -> None:
        if passed_s(self._last, self._tell()) >= self._limit_s():
            self.stop()
            self.idle.emit()

    def _follow(self, window: QWindow | None) -> None:
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = window
        if window is not None:
            window.installEventFilter(self)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _OF_A_PERSON:
            self._last = self._tell()
        return super().eventFilter(watched, event)
