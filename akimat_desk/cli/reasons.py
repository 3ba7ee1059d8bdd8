"""Why a list, a journal or a report is taken out: asked for by every command that writes one."""

import argparse

from akimat_desk.services.exports import offered_reasons


def add_reason(command: argparse.ArgumentParser) -> None:
    """Left out, the file is refused like any other empty field."""
    known = ", ".join(one.id for one in offered_reasons())
    command.add_argument(
        "--reason",
        default="",
        metavar="TEXT",
        help=f"why the file is taken out, it is noted: {known}, or your own words",
    )
