"""Journals and the statistical report, as files."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from akimat_desk.cli.office_commands import day
from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output
from akimat_desk.cli.reasons import add_reason
from akimat_desk.domain.journals import KINDS
from akimat_desk.services.journals import JournalWish
from akimat_desk.text.catalogue import spoken, tr_many

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder

_PERIODS = "2026-10, 2026-Q3, 2026 or 2026-10-01..2026-10-15"


def add(adder: "Adder") -> None:
    journal = adder("journal", journal_command, "a journal of the office as a file")
    journal.add_argument("--kind", required=True, choices=KINDS)
    journal.add_argument("--part", default="", metavar="LETTER|SERIES", help="one of its journals")
    journal.add_argument("--from", dest="from_on", type=day, required=True, metavar="DATE")
    journal.add_argument("--to", dest="until_on", type=day, required=True, metavar="DATE")
    journal.add_argument("--columns", default="", metavar="A,B,…")
    _add_file(journal)
    report = adder("report", report_command, "the statistical report of a period")
    report.add_argument("--period", required=True, metavar="P", help=_PERIODS)
    _add_file(report)


def _add_file(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help="PDF or XLSX")
    command.add_argument("--lang", default="", choices=("", "ky", "ru"))
    add_reason(command)


def journal_command(told: argparse.Namespace, output: Output) -> None:
    """The file's ending is its format."""
    wish = JournalWish(
        kind=told.kind,
        part=told.part,
        from_on=told.from_on,
        until_on=told.until_on,
        columns=tuple(one for one in told.columns.split(",") if one),
        format=_ending(told.out),
        language=_language(told),
        reason=told.reason,
    )
    with open_desk(told) as desk:
        made = desk.journals.write(told.out, wish)
    words = tr_many(
        "{count} row is in {file}.", "{count} rows are in {file}.", made.rows, file=made.path
    )
    output.line({"file": str(made.path), "rows": made.rows}, words)


def report_command(told: argparse.Namespace, output: Output) -> None:
    """The figures are told as well, so that a script need not read the file."""
    with open_desk(told) as desk:
        found = desk.statistics.of(told.period)
        how = {"ending": _ending(told.out), "language": _language(told)}
        desk.statistics.write(told.out, found, reason=told.reason, **how)
    words = tr_many(
        "A report on {count} case is in {file}.",
        "A report on {count} cases is in {file}.",
        found.total.count,
        file=told.out,
    )
    output.line({"file": str(told.out), **msgspec.to_builtins(found)}, words)


def _ending(path: Path) -> str:
    return path.suffix.removeprefix(".").lower()


def _language(told: argparse.Namespace) -> str:
    return told.lang or ("ru" if spoken().language == "ru" else "ky")
