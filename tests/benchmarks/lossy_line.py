"""Two network namespaces and a line between them that loses packets: a pair of TUN devices.

What one end sends is read, dropped by lot, held back for the line's speed and length, and written
to the other end. Needs root, /dev/net/tun and `ip`; congestion control is CUBIC at both ends.
"""

import fcntl
import heapq
import os
import random
import select
import shutil
import struct
import subprocess
import threading
import time
from pathlib import Path

_TUNSETIFF, _TUN_NO_HEADER = 0x400454CA, 0x1001
NEAR, FAR = "10.77.0.1", "10.77.0.2"
_BUFFER = 16  # packets that a router keeps; what comes beyond is lost as well


def is_possible() -> bool:
    return os.geteuid() == 0 and Path("/dev/net/tun").exists() and bool(shutil.which("ip"))


class LossyLine:
    """`near` and `far` are names of namespaces; `in_near` and `in_far` begin a command there."""

    def __init__(self, *, speed: float, delay: float, loss: float, seed: int = 20) -> None:
        self.dropped = self.carried = 0
        self._speed, self._delay, self._loss = speed, delay, loss
        self._random = random.Random(seed)
        self.near, self.far = f"akn{os.getpid()}", f"akf{os.getpid()}"
        self._ends = [
            self._end(self.near, f"akn{os.getpid() % 10_000}", NEAR, FAR),
            self._end(self.far, f"akf{os.getpid() % 10_000}", FAR, NEAR),
        ]
        self._stop, self._wake = os.pipe()
        self._thread = threading.Thread(target=self._carry, daemon=True)
        self._thread.start()

    @property
    def in_near(self) -> list[str]:
        return ["ip", "netns", "exec", self.near]

    @property
    def in_far(self) -> list[str]:
        return ["ip", "netns", "exec", self.far]

    def close(self) -> None:
        os.write(self._wake, b"x")
        self._thread.join(10)
        for end in (*self._ends, self._stop, self._wake):
            os.close(end)
        for name in (self.near, self.far):
            _run("ip", "netns", "del", name)

    def _end(self, space: str, device: str, own: str, other: str) -> int:
        _run("ip", "netns", "add", space)
        handle = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(handle, _TUNSETIFF, struct.pack("16sH", device.encode(), _TUN_NO_HEADER))
        _run("ip", "link", "set", device, "netns", space)
        inside = ("ip", "-n", space)
        _run(*inside, "link", "set", "lo", "up")
        _run(*inside, "addr", "add", own, "peer", other, "dev", device)
        _run(*inside, "link", "set", device, "mtu", "1500", "up")
        # The namespace's own setting may not be changed everywhere; a route's may.
        _run(*inside, "route", "replace", other, "dev", device, "congctl", "cubic")
        return handle

    def _carry(self) -> None:
        free = [0.0, 0.0]
        waiting: list[tuple[float, int, int, bytes]] = []
        number = 0
        while True:
            until = None if not waiting else max(0.0, waiting[0][0] - time.monotonic())
            ready, _, _ = select.select([*self._ends, self._stop], [], [], until)
            if self._stop in ready:
                return
            for end in (0, 1):
                if self._ends[end] in ready:
                    packet, now = os.read(self._ends[end], 2048), time.monotonic()
                    backlog = (free[end] - now) * self._speed / 1500
                    if self._random.random() < self._loss or backlog > _BUFFER:
                        self.dropped += 1
                        continue
                    free[end] = max(free[end], now) + len(packet) / self._speed
                    number += 1
                    heapq.heappush(waiting, (free[end] + self._delay, number, 1 - end, packet))
            while waiting and waiting[0][0] <= time.monotonic():
                _, _, end, packet = heapq.heappop(waiting)
                os.write(self._ends[end], packet)
                self.carried += len(packet)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
