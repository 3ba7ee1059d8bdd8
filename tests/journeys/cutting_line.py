"""A line between desk and centre that breaks after so many bytes, on a real socket."""

import socket
import threading
from contextlib import suppress


class CuttingLine:
    """Forwards to a port; every connection is reset once `limit` bytes went up or down."""

    def __init__(self, port: int, limit: int) -> None:
        self.limit = limit
        self.cuts = 0
        self.carried = 0
        self._port = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def close(self) -> None:
        # A connection of our own wakes the accepting thread.
        port = self._listening.getsockname()[1]
        self._listening.close()
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
        self._thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                desk, _ = self._listening.accept()
            except OSError:
                return
            self._carry(desk)

    def _carry(self, desk: socket.socket) -> None:
        """One connection after the other: a desk has one."""
        with desk, socket.create_connection(("127.0.0.1", self._port)) as centre:
            left = [self.limit]
            back = threading.Thread(target=self._pump, args=(centre, desk, left), daemon=True)
            back.start()
            self._pump(desk, centre, left)
            back.join(10)

    def _pump(self, source: socket.socket, target: socket.socket, left: list[int]) -> None:
        with suppress(OSError):
            while left[0] > 0:
                data = source.recv(min(2048, left[0]))
                if not data:
                    break
                left[0] -= len(data)
                self.carried += len(data)
                target.sendall(data)
            self.cuts += left[0] <= 0
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
