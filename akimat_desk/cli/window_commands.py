"""Commands about the window: pictures of every screen over the signed-in workspace."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output
from akimat_desk.text.catalogue import tr_many

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    made = adder("screenshots", screenshots, "pictures of every screen, ky and ru, light and dark")
    made.add_argument("--out", type=Path, required=True, metavar="DIR")
    made.add_argument("--screen", action="append", default=[], metavar="NAME")
    made.add_argument("--few", action="store_true", help="ky light and ru dark at 100 % alone")


def screenshots(told: argparse.Namespace, output: Output) -> None:
    """Reads only; without a display it draws off the screen."""
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Qt takes its time to load; no other command needs it.
    from akimat_desk.ui.gallery_pictures import (  # noqa: PLC0415
        FEW,
        SHOTS,
        take_pictures,
        take_sign_in,
    )

    shots = FEW if told.few else SHOTS
    with open_desk(told) as desk:
        taken = take_pictures(desk, told.out, told.screen, shots)
    if not told.screen or "sign-in" in told.screen:
        taken += take_sign_in(told.data, told.out, shots)
    output.line(
        {"files": [str(path) for path in taken]},
        tr_many("{count} picture is made.", "{count} pictures are made.", len(taken)),
    )
