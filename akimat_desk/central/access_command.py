"""`access OFFICE` on the centre's command line: who looked at what in an office, for a ground."""

import argparse
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from akimat_desk.central import access_logs
from akimat_desk.central.centre import Centre
from akimat_desk.central.user_commands import at_the_machine

if TYPE_CHECKING:
    from akimat_desk.central.cli import Output


def add(
    adder: Callable[..., argparse.ArgumentParser], opened: Callable[[argparse.Namespace], Centre]
) -> None:
    def run(told: argparse.Namespace, output: "Output") -> None:
        centre = opened(told)
        try:
            days = (told.first, told.last)
            for line in access_logs.told(centre, told.office, days, at_the_machine()):
                about = line["subject"] or line["detail"]
                sentence = f"{line['day']}  {line['who']}  {line['what']} {line['kind']} {about}"
                output.line(line, f"{sentence}  {line['times']}  {line['reason']}".rstrip())
        finally:
            centre.close()

    parser = adder("access", run, "the access log of an office; that it was read is noted")
    parser.add_argument("office", metavar="OFFICE")
    parser.add_argument("--from", dest="first", type=date.fromisoformat, metavar="DATE")
    parser.add_argument("--to", dest="last", type=date.fromisoformat, metavar="DATE")
