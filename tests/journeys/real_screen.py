"""A screen of its own for a test: an X server without a window manager, and its keyboard."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

WAITING = 60


class Screen:
    """What people see of it: windows by their titles, and keys."""

    def __init__(self, display: str) -> None:
        self.display = display

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def do(self, *words: str) -> str:
        """One command of xdotool; its output."""
        ran = subprocess.run(
            ["xdotool", *words],
            env=self.environment, capture_output=True, text=True, check=True, timeout=WAITING,
        )  # fmt: skip
        return ran.stdout.strip()

    def focus(self, title: str) -> str:
        """Waits for a window of that title and gives it the keyboard, as a manager would."""
        found = self.do("search", "--sync", "--onlyvisible", "--name", title).splitlines()[-1]
        self.do("windowfocus", "--sync", found)
        return found

    def press(self, *keys: str) -> None:
        self.do("key", "--delay", "40", *keys)

    def type(self, words: str) -> None:
        """Latin letters only: others come out in part."""
        self.do("type", "--delay", "25", words)


@contextmanager
def a_screen() -> Iterator[Screen]:
    """The server takes a free number by itself and tells it once it is ready."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "the X server did not start"
        yield Screen(f":{number}")
    finally:
        server.terminate()
        server.wait(WAITING)
