"""Looks into the shared folder every ten seconds, as long as the window stands."""

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.desk import Desk
from akimat_desk.ui.background import Background, Lane

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow

EVERY_MS: Final = 10_000


class ShareRunner(QObject):
    """`looked` after each look, `pulled(count)` when others' work came in.

    A look that is not over is not asked for again: a folder may hang.
    """

    looked = Signal()
    pulled = Signal(int)

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self._is_running = False
        self._has_failed = False
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(self.ask)

    def start(self) -> None:
        self._clock.start()
        self.ask()

    def stop(self) -> None:
        self._clock.stop()

    def ask(self) -> None:
        if self._is_running:
            return
        self._is_running = True
        share = self._desk.share

        def look() -> Any:
            state = share.state(0)
            return share.exchange() if state.is_on and state.folder else None

        self._background.run(look, self._done, failed=self._failed, lane=Lane.NETWORK, owner=self)

    def _done(self, shared: Any) -> None:
        self._is_running = False
        has_mended, self._has_failed = self._has_failed, False
        if shared is None:
            return
        if shared.taken:
            self.pulled.emit(shared.taken)
        if shared.taken or shared.written or has_mended:
            self.looked.emit()

    def _failed(self, _: DeskError) -> None:
        """Said once by the status line, not every ten seconds by the strip."""
        self._is_running = False
        if not self._has_failed:
            self._has_failed = True
            self.looked.emit()


def lead_to_share(window: "MainWindow", desk: Desk) -> ShareRunner:
    """What comes by the folder is told as what comes from the server is."""
    runner = ShareRunner(desk, window.background, window)
    runner.pulled.connect(window.runner.pulled)
    runner.looked.connect(window.runner.look)
    runner.start()
    return runner
