"""Puts the desktop together: looks whether a window can be shown at all, then shows it."""

import os
import sys

_PACKAGES = "libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 libfreetype6"
_NO_LIBRARY = (
    "The window needs system libraries that are missing ({missing})."
    " On Debian: apt-get install " + _PACKAGES
)
_NO_DISPLAY = (
    "There is no display to show the window on."
    " `akimat-desk demo --no-window` shows the program without one."
)
UNAVAILABLE = 3


def start(folder: str, login: str) -> int:
    """The exit code of the program; 3 with one sentence where no window can be shown."""
    if not _has_display():
        return _say(_NO_DISPLAY)
    try:
        from PySide6 import QtWidgets  # noqa: F401, PLC0415
    except ImportError as missing:
        return _say(_NO_LIBRARY.format(missing=str(missing).partition(":")[0]))
    from akimat_desk.ui.window import open_window  # noqa: PLC0415

    return open_window(folder, login)


def _has_display() -> bool:
    """Windows always has one; elsewhere X, Wayland, or a platform named on purpose."""
    if sys.platform in ("win32", "darwin"):
        return True
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in named)


def _say(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return UNAVAILABLE
