"""The demonstration: a whole story on invented data, with papers, a centre and a summary."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from akimat_desk.cli.demo_words import print_summary
from akimat_desk.cli.opening import PASSWORD
from akimat_desk.cli.output import Output
from akimat_desk.services.errors import OutputUnwritable
from akimat_desk.storage.errors import WorkspaceExists
from akimat_desk.text.catalogue import tr

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder

_DIGESTS_DIFFER = 4


def add(adder: "Adder") -> None:
    played = adder("demo", demo, "the whole story on invented data, in folders of its own")
    played.add_argument("--out", type=Path, default=None, metavar="DIR")
    played.add_argument("--no-window", action="store_true", help="do not open the window")


def demo(told: argparse.Namespace, output: Output) -> int:
    """4 where two workstations of an office, or the centre, do not hold the same."""
    out = _folder(told.out)
    output.note(tr("Everything that follows is invented: people, numbers, addresses, letters."))
    # Only who asks for the story waits for what it needs.
    from akimat_desk.cli.demo_run import played  # noqa: PLC0415

    shown = played(out)
    if output.is_json:
        output.line(shown, "")
    else:
        print_summary(shown, output)
    if not shown["ok"]:
        differing = [one["key"] for one in shown["offices"] if not one["digests_equal"]]
        output.note(tr("The digests differ: {offices}.", offices=", ".join(differing)))
        return _DIGESTS_DIFFER
    if not _has_display():
        _take_pictures(shown["open"], out / "pictures", output)
    elif not told.no_window:
        _open_window(shown["open"])
    return 0


def _folder(told: Path | None) -> Path:
    """Raises OutputUnwritable, and WorkspaceExists where a story was played before."""
    if told is None:
        return Path(tempfile.mkdtemp(prefix="akimat-demo-"))
    out = told.absolute()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise OutputUnwritable(str(out)) from wrong
    if (out / "workspaces").exists():
        raise WorkspaceExists(str(out / "workspaces"))
    return out


def _has_display() -> bool:
    return sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def _open_window(opened: dict[str, Any]) -> None:
    """The program once more, as a person would start it; ends when the window is closed."""
    subprocess.run(_program(opened), check=False)  # noqa: S603 - our own program, no shell


def _take_pictures(opened: dict[str, Any], folder: Path, output: Output) -> None:
    """Where there is no display, every screen is shown as pictures; without Qt there are none."""
    taken = subprocess.run(  # noqa: S603 - our own program, no shell
        [*_program(opened), "screenshots", "--few", "--out", str(folder)],
        env={**os.environ, PASSWORD: opened["password"], "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=False,
    )
    if taken.returncode == 0:
        output.note(tr("Pictures of every screen: {folder}", folder=folder))


def _program(opened: dict[str, Any]) -> list[str]:
    own = (
        [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "akimat_desk"]
    )
    return [*own, "--data", opened["data"], "--login", opened["logins"][1]]
