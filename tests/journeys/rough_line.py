"""A line as it is in the mountains: slow, for several desks at once, and cut where it hurts."""

import random
import socket
import threading
import time
from contextlib import suppress


class RoughLine:
    """Forwards to a port. Each connection carries `speed` bytes a second and is reset after a
    number of bytes drawn up to `longest`; `is_clean` lets everything through."""

    def __init__(self, port: int, *, speed: int, longest: int, seed: int) -> None:
        self.is_clean = False
        self.cuts = 0
        self.carried = 0
        self._speed, self._longest = speed, longest
        self._port = port
        self._random = random.Random(seed)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._threads: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def close(self) -> None:
        # A connection of our own wakes the accepting thread.
        port = self._listening.getsockname()[1]
        self._listening.close()
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
        self._accepting.join(5)
        for one in self._threads:
            one.join(10)

    def _accept(self) -> None:
        while True:
            try:
                desk, _ = self._listening.accept()
            except OSError:
                return
            self._threads = [one for one in self._threads if one.is_alive()]
            one = threading.Thread(target=self._carry, args=(desk,), daemon=True)
            one.start()
            self._threads.append(one)

    def _carry(self, desk: socket.socket) -> None:
        # Where the centre is dead just now the desk sees a reset, as it would.
        there = ("127.0.0.1", self._port)
        with desk, suppress(OSError), socket.create_connection(there, 5) as centre:
            left = [self._random.randint(500, self._longest)]
            back = threading.Thread(target=self._pump, args=(centre, desk, left), daemon=True)
            back.start()
            self._pump(desk, centre, left)
            back.join(20)

    def _pump(self, source: socket.socket, target: socket.socket, left: list[int]) -> None:
        with suppress(OSError):
            source.settimeout(20)
            while self.is_clean or left[0] > 0:
                data = source.recv(2048 if self.is_clean else min(2048, left[0]))
                if not data:
                    break
                left[0] -= len(data)
                self.carried += len(data)
                target.sendall(data)
                if not self.is_clean:
                    time.sleep(len(data) / self._speed)
            self.cuts += left[0] <= 0 and not self.is_clean
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
