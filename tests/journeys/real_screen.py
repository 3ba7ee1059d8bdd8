"""A screen of its own for a test: an X server without a window manager, and its keyboard."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

WAITING = 60
STILL_SECONDS = 0.7
# A blinking caret changes so many rows of the picture and no more.
CARET_ROWS = 40
HEIGHT = 768


class Screen:
    """What people see of it: its picture, windows by their titles, and keys."""

    def __init__(self, display: str, picture: Path) -> None:
        self.display = display
        self._picture = picture

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

    def windows(self, title: str) -> list[str]:
        try:
            return self.do("search", "--onlyvisible", "--name", title).splitlines()
        except subprocess.CalledProcessError:
            # That is how it says that there is none.
            return []

    def window(self, title: str) -> str:
        """Waits for the one window whose title has this pattern."""
        wait_until(lambda: len(self.windows(title)) == 1)
        (found,) = self.windows(title)
        return found

    def focus(self, title: str) -> str:
        """Gives a window the keyboard, as a manager would."""
        found = self.window(title)
        self.do("windowfocus", "--sync", found)
        return found

    def press(self, *keys: str) -> None:
        self.do("key", "--delay", "60", *keys)

    def type(self, words: str) -> None:
        """Latin letters only: others come out in part."""
        self.do("type", "--delay", "30", words)

    def wait_until_still(self) -> None:
        """Until nothing but the caret moves."""
        before: list[bytes] = []
        end = time.monotonic() + WAITING
        while time.monotonic() < end:
            now = self._rows()
            if before and sum(a != b for a, b in zip(before, now, strict=True)) <= CARET_ROWS:
                return
            before = now
            time.sleep(STILL_SECONDS)
        raise AssertionError("the screen does not come to rest")

    def _rows(self) -> list[bytes]:
        """The picture lies last in the file, a row after the other."""
        data = self._picture.read_bytes()
        width = len(data) // HEIGHT
        return [data[len(data) - n * width :][:width] for n in range(HEIGHT, 0, -1)]


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + WAITING
    while not is_so():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.1)


@contextmanager
def a_screen(folder: Path) -> Iterator[Screen]:
    """The server takes a free number by itself and tells it once it is ready."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb", "-displayfd", str(writing), "-screen", "0", f"1366x{HEIGHT}x24",
            "-nolisten", "tcp", "-fbdir", str(folder),
        ],
        pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "the X server did not start"
        yield Screen(f":{number}", folder / "Xvfb_screen0")
    finally:
        server.terminate()
        server.wait(WAITING)
