"""Groups of tests that need a tool of the system, and how each is found on this machine."""

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable

IS_DEMANDED = os.environ.get("AKIMAT_ALL_TESTS") == "1"


@functools.cache
def has_window() -> bool:
    """Qt's own libraries are in the wheel; those of the system it needs may be missing."""
    tried = subprocess.run(
        [sys.executable, "-c", "import PySide6.QtWidgets"], capture_output=True, check=False
    )
    return tried.returncode == 0


def has_screen() -> bool:
    return has_window() and bool(shutil.which("Xvfb") and shutil.which("xdotool"))


def has_build() -> bool:
    return bool(shutil.which("objdump") and shutil.which("strip"))


GROUPS: dict[str, tuple[Callable[[], bool], str]] = {
    "window": (has_window, "system libraries of Qt (libegl1, libgl1 and others)"),
    "screen": (has_screen, "an X server (xvfb, xdotool)"),
    "build": (has_build, "binutils for PyInstaller"),
}


def missing() -> dict[str, str]:
    """Group -> what is missing here."""
    return {name: tool for name, (is_here, tool) in GROUPS.items() if not is_here()}
