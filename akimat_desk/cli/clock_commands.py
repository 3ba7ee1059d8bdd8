"""Clocks: the personal one of the office, and the computer's own, which numbers hang on."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from akimat_desk.cli.office_commands import day
from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output
from akimat_desk.cli.reasons import add_reason
from akimat_desk.cli.what_if_commands import add_options, notice, suppose
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.trusted_time import Bound, WrittenWithin
from akimat_desk.services.clock_report import COLUMNS, head_of, lines, name_of
from akimat_desk.text.catalogue import Texts, spoken, tr

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    clock = adder("clock", clock_command, "how long cases were with whom; the computer's clock")
    clock.add_argument(
        "what", choices=("report", "show", "confirm", "correct", "what-if", "notice")
    )
    clock.add_argument("when", nargs="?", default="", metavar="DATE|NUMBER")
    clock.add_argument("--from", dest="from_on", type=day, default=None, metavar="DATE")
    clock.add_argument("--until", dest="until_on", type=day, default=None, metavar="DATE")
    clock.add_argument("--out", type=Path, default=None, metavar="FILE", help="PDF, XLSX or CSV")
    clock.add_argument("--lang", default="", choices=("", "ky", "ru"))
    add_reason(clock)
    add_options(clock)


def clock_command(told: argparse.Namespace, output: Output) -> None:
    commands = {
        "report": _report,
        "show": _show,
        "confirm": _confirm,
        "correct": _correct,
        "what-if": suppose,
        "notice": notice,
    }
    commands[told.what](told, output)


def _report(told: argparse.Namespace, output: Output) -> None:
    """Of the current month up to today where no days are named; the file's ending is its format."""
    language = told.lang or ("ru" if spoken().language == "ru" else "ky")
    with open_desk(told) as desk:
        until_on = told.until_on or desk.cases.today()
        found = desk.clock_report.by_person(told.from_on or until_on.replace(day=1), until_on)
        if told.out is not None:
            ending = told.out.suffix.removeprefix(".").lower()
            how = {"ending": ending, "language": language}
            desk.clock_report.write(told.out, found, reason=told.reason, **how)
    t = Texts.of(language)
    rows = [
        {**facts, "holder": name_of(row, t)}
        for facts, row in zip(lines(found), found.rows, strict=True)
    ]
    output.table(rows, {column: head_of(column, t) for column in (*COLUMNS[:-1], "on_time_share")})


def _show(told: argparse.Namespace, output: Output) -> None:
    """Exit code 0 also where numbering stands: this only tells."""
    with open_desk(told) as desk:
        trouble, today = desk.trusted_time.trouble(), desk.cases.today()
    code = "" if trouble is None else trouble.code
    facts = {} if trouble is None else trouble.facts()
    output.line({"today": today.isoformat(), "trouble": code, **facts}, f"{today:%d.%m.%Y} {code}")


def _confirm(told: argparse.Namespace, output: Output) -> None:
    if not told.when:
        raise FieldWrong("date", "empty")
    try:
        on = day(told.when)
    except ValueError as wrong:
        raise FieldWrong("date", "unknown") from wrong
    with open_desk(told) as desk:
        was_asked = desk.trusted_time.confirm(on)
    output.line({"confirmed": on.isoformat(), "was_asked": was_asked}, f"{on:%d.%m.%Y}")


def _correct(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        desk.trusted_time.correct(told.reason)
        mark = desk.exchange.state().mark
    output.line({"mark": mark}, mark)


def within_facts(found: WrittenWithin) -> dict[str, Any]:
    """Between which instants a registration surely was written, of Bishkek's wall clock."""
    return {
        "said_at": f"{found.said_at.isoformat()}+06:00",
        "not_before": _bound_facts(found.not_before),
        "not_after": _bound_facts(found.not_after),
        "is_consistent": found.is_consistent,
    }


def _bound_facts(bound: Bound | None) -> dict[str, str] | None:
    return None if bound is None else {"at": f"{bound.at.isoformat()}+06:00", "by": bound.by}


def within_text(found: WrittenWithin) -> str:
    """One sentence of it."""
    shape = "{:%d.%m.%Y %H:%M}"
    said = shape.format(found.said_at)
    before = "-" if found.not_before is None else shape.format(found.not_before.at)
    after = "-" if found.not_after is None else shape.format(found.not_after.at)
    return tr(
        "Registered at {said}, surely after {before} and before {after}.",
        said=said,
        before=before,
        after=after,
    )
