"""The office's own list of addresses: read from a file, counted."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from akimat_desk.cli.opening import InputUnreadable, open_desk
from akimat_desk.cli.output import Output
from akimat_desk.services.addresses import PARTS
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr, tr_many

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    found = adder("addresses", addresses, "import a list of addresses, or count what is offered")
    found.add_argument("what", choices=("import", "count"))
    found.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="CSV or spreadsheet with the columns soate, aimak, village, street",
    )
    found.add_argument("--replace", action="store_true", help="forget the list that is there")


def addresses(told: argparse.Namespace, output: Output) -> int:
    """1 if a line was refused; all others are taken."""
    with open_desk(told) as desk:
        if told.what == "count":
            _tell(desk, output)
            return 0
        return _import(desk, told, output)


def _import(desk: Desk, told: argparse.Namespace, output: Output) -> int:
    if told.file is None:
        raise InputUnreadable("")
    taken = refused = 0
    try:
        for group in desk.addresses.import_list(told.file, replace=told.replace):
            taken += group.taken
            refused += len(group.refused)
            for line, wrong in group.refused:
                output.refusal(wrong, {"line": line})
            # Translators: on the way through a long file
            output.note(tr_many("{count} line is read.", "{count} lines are read.", taken))
    except OSError as missing:
        raise InputUnreadable(str(told.file)) from missing
    output.line(
        {"taken": taken, "refused": refused},
        tr("Taken: {taken}, refused: {refused}.", taken=taken, refused=refused),
    )
    return 1 if refused else 0


def _tell(desk: Desk, output: Output) -> None:
    counts = desk.addresses.counts()
    heads = {
        "part": tr("part"),
        "listed": tr("in the list"),
        "written": tr("written here"),
    }
    rows = [{"part": part} | {source: counts[source][part] for source in counts} for part in PARTS]
    output.table(rows, heads)
