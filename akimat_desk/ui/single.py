"""One window for one workspace: a second start raises the first window and ends."""

import hashlib
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS: Final = 1_000
_RAISE: Final = b"raise\n"


class Single(QObject):
    """`raised` comes when somebody started the program for the same folder once more.

    This is a courtesy; that two programs never work in one workspace is the lock's business.
    """

    raised = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name_for(folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def is_first(self) -> bool:
        """False when a window is there already; it has then been asked to come forward."""
        if self._wakes_other():
            return False
        # Left behind by a program that was killed; nobody answers behind it.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def close(self) -> None:
        self._server.close()

    def _wakes_other(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        socket.write(_RAISE)
        socket.waitForBytesWritten(_PATIENCE_MS)
        socket.disconnectFromServer()
        return True

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raised.emit()


def name_for(folder: Path) -> str:
    """The same for every way to write the same folder; short, as Unix limits such names."""
    whole = str(folder.expanduser().resolve()).encode()
    return f"akimat-desk-{hashlib.sha256(whole).hexdigest()[:24]}"
