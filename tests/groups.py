"""Groups of tests that need a tool of the system, and how each is found on this machine."""

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

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


_JARS = ("*pdfbox*", "*preflight*", "*xmpbox*", "*fontbox*", "*commons-*", "*jaxb*", "*activation*")
PREFLIGHT_JARS = [
    str(jar) for name in _JARS for jar in sorted(Path("/usr/share/java").glob(f"{name}.jar"))
]


def has_preflight() -> bool:
    is_here = any("preflight" in jar for jar in PREFLIGHT_JARS)
    return is_here and bool(shutil.which("java") and shutil.which("javac"))


def has_cups() -> bool:
    """The print server, its tools, and the filter that puts pages on sheets."""
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin"
    tools = all(shutil.which(one, path=path) for one in ("cupsd", "lpadmin", "lp", "lpstat"))
    return has_window() and tools and Path("/usr/lib/cups/filter/pdftopdf").exists()


def has_chromium() -> bool:
    """Debian's own; the driver brings none, and takes this one by its path."""
    return bool(shutil.which("chromium"))


GROUPS: dict[str, tuple[Callable[[], bool], str]] = {
    "window": (has_window, "system libraries of Qt (libegl1, libgl1 and others)"),
    "screen": (has_screen, "an X server (xvfb, xdotool)"),
    "build": (has_build, "binutils for PyInstaller"),
    "preflight": (has_preflight, "PDFBox Preflight (libpdfbox2-java, a JDK)"),
    "cups": (has_cups, "a print server (cups, cups-filters)"),
    "chromium": (has_chromium, "a browser (chromium)"),
}


def missing() -> dict[str, str]:
    """Group -> what is missing here."""
    return {name: tool for name, (is_here, tool) in GROUPS.items() if not is_here()}
