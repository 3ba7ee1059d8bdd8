"""Control by other bodies on the command line: the list, and the letters that answer them."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output, write_paper
from akimat_desk.services.cases import plain
from akimat_desk.services.control_list import SCOPES, ControlLine, Scope
from akimat_desk.text.catalogue import spoken, tr

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    control = adder("control-list", list_command, "cases that another body controls")
    control.add_argument("--open", dest="is_open", action="store_true", help="without what is over")
    control.add_argument("--scope", default="all", choices=SCOPES)
    control.add_argument("--body", default="", metavar="T", help="part of the body's name")
    control.add_argument("--out", type=Path, default=None, metavar="FILE", help="a list to print")
    control.add_argument("--lang", default="", choices=("", "ky", "ru"))
    letter = adder(
        "control-letter", letter_command, "what a letter to a body says; for `acts issue`"
    )
    letter.add_argument("number")
    letter.add_argument("--covering", action="store_true", help="a covering letter, no report")
    letter.add_argument("--control", default="", metavar="ID", help="of several the one reported")
    letter.add_argument("--to", default="", metavar="T", help="whom the covering letter is for")


def list_command(told: argparse.Namespace, output: Output) -> None:
    scope: Scope = "open" if told.is_open and told.scope == "all" else told.scope
    language = told.lang or ("ru" if spoken().language == "ru" else "ky")
    with open_desk(told) as desk:
        rows = desk.control_list.rows(scope=scope, body=told.body)
        if told.out is not None:
            paper = desk.control_list.paper(language=language, scope=scope, body=told.body)
            write_paper(desk, told.out, paper)
    for row in rows:
        output.line(plain(row), " · ".join(filter(None, _words(row))))


def letter_command(told: argparse.Namespace, output: Output) -> None:
    """The object that `acts issue --case NUMBER --json-file -` takes; its gaps are the clerk's."""
    with open_desk(told) as desk:
        case = desk.cases.find(told.number)
        letters = desk.control_letters
        if told.covering:
            made = letters.covering(case, told.to)
        else:
            made = letters.report(case, told.control)
    output.line(plain(made), " · ".join(filter(None, (made.template, made.addressee.body))))


def _words(row: ControlLine) -> tuple[str, ...]:
    due = "" if row.due_on is None else f"{row.due_on:%d.%m.%Y}"
    return row.number, row.body, row.letter, due, row.applicant, _state(row), *row.also


def _state(row: ControlLine) -> str:
    match row.state:
        case "reported":
            return tr("reported")
        case "lifted":
            return ", ".join(filter(None, (tr("taken off control"), row.lifted_by, row.ground)))
        case _:
            return ""
