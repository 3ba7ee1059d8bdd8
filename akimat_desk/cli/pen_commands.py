"""The head's folder: a sheet for the pen, its words entered from a file, the head's page."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from akimat_desk.cli.office_commands import day
from akimat_desk.cli.opening import open_desk, read_bytes, read_object
from akimat_desk.cli.output import Output, write_paper
from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.pen_sheets import MOST, parted
from akimat_desk.services.head_screen import HeadReading
from akimat_desk.text.catalogue import spoken, tr

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    sheet = adder("pen-sheet", sheet_command, "new matters on one sheet for the head's pen")
    sheet.add_argument("--out", type=Path, required=True, metavar="FILE")
    sheet.add_argument("--limit", type=int, default=MOST, metavar="N")
    sheet.add_argument("--lang", default="", choices=("", "ky", "ru"))
    again = "also matters that lie on a sheet already"
    sheet.add_argument("--again", dest="is_again", action="store_true", help=again)
    sheet.add_argument("--sheet", default="", metavar="NUMBER", help="this sheet once more")
    entered = adder("resolutions", enter_command, "open sheets, or enter what the pen wrote")
    entered.add_argument("sheet", nargs="?", default="", metavar="SHEET")
    written = '{"rows": [{"row": 1, "executor": LOGIN}]}'
    entered.add_argument("--json-file", default="", metavar="FILE|-", help=f"the pen: {written}")
    entered.add_argument("--scan", action="append", default=[], metavar="FILE")
    entered.add_argument("--on", type=day, default=None, metavar="DATE", help="day of the pen")
    head = adder("head", head_command, "what waits for the head's word, and what is late")
    head.add_argument("--out", type=Path, default=None, metavar="FILE", help="one page to print")
    head.add_argument("--lang", default="", choices=("", "ky", "ru"))


def _language(told: argparse.Namespace) -> str:
    return told.lang or ("ru" if spoken().language == "ru" else "ky")


def sheet_command(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        if told.sheet:
            number, rows = told.sheet, desk.pen_sheets.sheet(told.sheet).rows
            paper, matters = desk.pen_sheets.paper(told.sheet), len(rows)
        else:
            language = _language(told)
            made = desk.pen_sheets.print(
                limit=told.limit, language=language, is_again=told.is_again
            )
            number, paper, matters = made.sheet, made.paper, made.matters
        write_paper(desk, told.out, paper)
    facts = {"sheet": number, "matters": matters}
    words = tr("Sheet No. {sheet}, matters: {count}", sheet=parted(number), count=matters)
    output.line(facts, words)


def enter_command(told: argparse.Namespace, output: Output) -> int | None:
    """Exit code 1 where a row was refused; the others are on record all the same."""
    with open_desk(told) as desk:
        sheets = desk.pen_sheets
        if not told.json_file:
            shown = (sheets.sheet(told.sheet),) if told.sheet else sheets.open_sheets()
            for one in shown:
                words = tr("Sheet No. {sheet}", sheet=parted(one.sheet))
                waiting = tr("waiting: {count}", count=one.waiting)
                output.line(msgspec.to_builtins(one), f"{words} \N{MIDDLE DOT} {waiting}")
            return None
        lines = sheets.told(told.sheet, read_object(told.json_file))
        scans = [desk.attachments.hold(read_bytes(one), Path(one).name) for one in told.scan]
        done = sheets.enter(told.sheet, lines, scans, told.on)
    for line in done.lines:
        facts = {"number": line.number, "entry": line.entry}
        facts["error"] = "" if line.error is None else line.error.code
        output.line(facts, f"{line.number} {_outcome(line.error)}")
    return 1 if done.refused else None


def _outcome(error: DeskError | None) -> str:
    return tr("on record") if error is None else error.code


def head_command(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        reading = desk.head_screen.reading()
        if told.out is not None:
            write_paper(desk, told.out, desk.head_screen.paper(language=_language(told)))
    facts: dict[str, Any] = msgspec.to_builtins(reading)
    output.line(facts, _words(reading))


def _words(reading: HeadReading) -> str:
    words = {
        "resolve": tr("to resolve"),
        "sign": tr("to sign"),
        "overdue": tr("late by person"),
        "promises": tr("promised at receptions"),
        "control": tr("control dates this week"),
    }
    return "\n".join(f"{words[panel.name]}: {panel.count}" for panel in reading.panels)
