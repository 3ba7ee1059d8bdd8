"""Requests for papers: what may be asked, asking the register instead, letters, and figures."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from akimat_desk.cli.office_commands import day
from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output, write_paper
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.request_figures import COUNTS
from akimat_desk.domain.requests import Judged
from akimat_desk.services.requests import NamedFigure
from akimat_desk.text.catalogue import spoken, tr

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    asked = adder("requests", requests_command, "papers asked of applicants; figures; letters")
    asked.add_argument("what", choices=("report", "judge", "instead", "withdraw", "letter"))
    asked.add_argument("number", nargs="?", default="", metavar="NUMBER")
    asked.add_argument("documents", nargs="*", metavar="PAPER|REQUEST")
    asked.add_argument("--from", dest="from_on", type=day, default=None, metavar="DATE")
    asked.add_argument("--until", dest="until_on", type=day, default=None, metavar="DATE")
    asked.add_argument("--out", type=Path, default=None, metavar="FILE", help="the letter, PDF")


def requests_command(told: argparse.Namespace, output: Output) -> None:
    commands = {
        "report": _report,
        "judge": _judge,
        "instead": _instead,
        "withdraw": _withdraw,
        "letter": _letter,
    }
    if told.what != "report" and not told.number:
        raise FieldWrong("number", "empty")
    commands[told.what](told, output)


def _report(told: argparse.Namespace, output: Output) -> None:
    """Of the current month up to today where no days are named; the first line is the total."""
    with open_desk(told) as desk:
        until_on = told.until_on or desk.cases.today()
        found = desk.requests.figures(told.from_on or until_on.replace(day=1), until_on)
    rows = [{"by": "total", "id": "", "name": tr("in all"), **_counts(found.total)}]
    for by, figures in (("document", found.documents), ("person", found.people)):
        rows += [_row(by, one) for one in figures]
    output.table(
        rows,
        {
            "name": tr("paper or person"),
            "asked": tr("asked of applicants"),
            "of_bodies": tr("asked of bodies"),
            "prevented": tr("prevented"),
            "overridden": tr("overridden"),
        },
    )


def _row(by: str, one: NamedFigure) -> dict[str, Any]:
    name = one.name[spoken().language]
    return {"by": by, "id": one.figure.id, "name": name, **_counts(one.figure)}


def _counts(figure: Any) -> dict[str, int]:
    return {count: getattr(figure, count) for count in COUNTS}


def _judge(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        judged = desk.requests.judge(desk.cases.find(told.number), told.documents)
    rows = [_told(one) for one in judged]
    heads = {"name": tr("paper"), "verdict": tr("verdict"), "held_in": tr("held in")}
    output.table(rows, heads)


def _told(one: Judged) -> dict[str, Any]:
    language = spoken().language
    return {
        "document": one.document,
        "name": one.name[language],
        "verdict": one.verdict,
        "held_in": "" if one.held_in is None else one.held_in[language],
        "ground": "" if one.ground is None else one.ground[language],
    }


def _instead(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        case_id = desk.cases.find(told.number)
        language = "ru" if spoken().language == "ru" else "ky"
        made = desk.requests.instead(case_id, told.documents, language)
    rows = [{"request": one.request, "body": one.body, "documents": one.documents} for one in made]
    output.table(rows, {"body": tr("asked of"), "request": tr("request")})


def _withdraw(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        desk.requests.withdraw(desk.cases.find(told.number), told.documents)
    output.line({"withdrawn": told.documents}, ", ".join(told.documents))


def _letter(told: argparse.Namespace, output: Output) -> None:
    if told.out is None or len(told.documents) != 1:
        raise FieldWrong("out" if told.out is None else "request", "empty")
    with open_desk(told) as desk:
        data = desk.requests.letter(desk.cases.find(told.number), told.documents[0])
        write_paper(desk, told.out, data)
    output.line({"file": str(told.out)}, str(told.out))
