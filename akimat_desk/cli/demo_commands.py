"""The demonstration: a whole story on invented data, with papers, a centre and a summary."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from akimat_desk.cli.demo_centre import DemoCentre, centre_program
from akimat_desk.cli.demo_days import Days
from akimat_desk.cli.demo_papers import DemoPapers
from akimat_desk.cli.demo_story import Story
from akimat_desk.cli.demo_summary import summary
from akimat_desk.cli.demo_words import told_lines
from akimat_desk.cli.output import Output
from akimat_desk.services.clock import training_clock
from akimat_desk.services.terms import shipped_calendar
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
    out = told.out or Path(tempfile.mkdtemp(prefix="akimat-demo-"))
    if (out / "workspaces").exists():
        raise WorkspaceExists(str(out / "workspaces"))
    output.note(tr("Everything that follows is invented: people, numbers, addresses, letters."))
    shown = _played(out)
    output.line(shown, "\n".join(told_lines(shown)))
    if not shown["ok"]:
        differing = [one["key"] for one in shown["offices"] if not one["digests_equal"]]
        output.note(tr("The digests differ: {offices}.", offices=", ".join(differing)))
        return _DIGESTS_DIFFER
    if not told.no_window and _has_display():
        _open_window(shown["open"])
    return 0


def _played(out: Path) -> dict[str, Any]:
    now = training_clock().now()
    program = centre_program()
    centre = None if program is None else DemoCentre(program, out / "centre")
    papers = DemoPapers(out / "papers")
    story = Story(out / "workspaces", Days(now, shipped_calendar()), papers, centre)
    try:
        story.play()
        shown = summary(story, centre, papers, now)
    finally:
        story.close()
    first = story.told.offices[0].desks[0]
    shown["open"] = {
        "data": shown["offices"][0]["desks"][0]["folder"],
        "logins": [first.admin, *first.accounts],
        "password": story.told.password,
    }
    return shown


def _has_display() -> bool:
    return sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def _open_window(opened: dict[str, Any]) -> None:
    """The program once more, as a person would start it; ends when the window is closed."""
    own = (
        [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "akimat_desk"]
    )
    subprocess.run([*own, "--data", opened["data"], "--login", opened["logins"][1]], check=False)
