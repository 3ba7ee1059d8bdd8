"""Pictures of every screen over workspaces of its own, as contact sheets to look through."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from akimat_desk.cli.output import Output
from akimat_desk.domain.offices import Staff
from akimat_desk.services.desk import Desk, open_desk
from akimat_desk.text.catalogue import tr_many

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    made = adder("gallery", gallery, "contact sheets of every screen: empty, usual, longest names")
    made.add_argument("--out", type=Path, required=True, metavar="DIR")
    made.add_argument("--screen", action="append", default=[], metavar="NAME")


def gallery(told: argparse.Namespace, output: Output) -> None:
    """Makes its own workspaces and throws them away; without a display it draws off the screen."""
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="akimat-gallery-") as folder:
        sheets = _sheets(Path(folder), told.out, told.screen)
    output.line(
        {"files": [str(path) for path in sheets]},
        tr_many("{count} picture is made.", "{count} pictures are made.", len(sheets)),
    )


def _sheets(workspaces: Path, out: Path, screens: list[str]) -> list[Path]:
    # Qt takes its time to load; no other command needs it.
    from akimat_desk.ui.gallery_pictures import (  # noqa: PLC0415
        screen_names,
        take_pictures,
        take_sign_in,
    )
    from akimat_desk.ui.gallery_sheets import PAIRS, make_sheets  # noqa: PLC0415

    pictures = {}
    for state, shots in PAIRS.items():
        folder = pictures[state] = out / state
        desk = _desk(workspaces / state, state)
        try:
            seen: set[str] = set()
            for person in _people(desk):
                desk.core.actor = person
                names = [one for one in screen_names(desk) if one not in seen]
                wanted = [one for one in names if not screens or one in screens]
                if wanted:
                    take_pictures(desk, folder, wanted, shots)
                seen |= set(names)
        finally:
            desk.close()
        if not screens or "sign-in" in screens:
            take_sign_in(_workspace(workspaces / state), folder, shots)
    return make_sheets(pictures, out / "sheets")


def _people(desk: Desk) -> Iterator[Staff]:
    """Who is signed in, and then whoever has screens of their own: the head."""
    me = desk.office.me
    others = (one for one in desk.office.now.staff() if "head" in one.roles and one != me)
    yield from (one for one in (me, *others) if one is not None)


def _desk(folder: Path, state: str) -> Desk:
    from akimat_desk.cli.demo_days import Days  # noqa: PLC0415
    from akimat_desk.cli.demo_extremes import empty_desk, longest_desk  # noqa: PLC0415
    from akimat_desk.cli.demo_run import played  # noqa: PLC0415
    from akimat_desk.services.clock import training_clock  # noqa: PLC0415
    from akimat_desk.services.terms import shipped_calendar  # noqa: PLC0415

    if state == "typical":
        opened = played(folder)["open"]
        return open_desk(
            Path(opened["data"]), login=opened["logins"][1], password=opened["password"]
        )
    days = Days(training_clock().now(), shipped_calendar())
    made = empty_desk if state == "empty" else longest_desk
    return made(folder, days)


def _workspace(folder: Path) -> Path:
    """The demonstration holds several; the first one has its logins at the sign-in."""
    return next(iter(sorted(folder.glob("workspaces/*"))), folder)
