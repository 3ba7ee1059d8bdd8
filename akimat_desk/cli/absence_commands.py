"""Absence and leaving: whose cases pass to whom, and the act by which files are handed over."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from akimat_desk.cli.office_commands import day
from akimat_desk.cli.opening import open_desk, read_bytes
from akimat_desk.cli.output import Output, write_paper
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.absences import AbsenceTold, CaseAtHand
from akimat_desk.services.leaving import HandOverTold
from akimat_desk.text.catalogue import spoken, tr, tr_many

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    duties = adder("duties", duties_command, "let cases pass to who stands in, and come back")
    duties.add_argument("what", choices=("run", "absent"))
    absence = adder("absence", absence_command, "who is away and who stands in, with a preview")
    absence.add_argument("what", choices=("preview", "add", "change"))
    absence.add_argument("absent", metavar="LOGIN", help="or, for change, the id of the absence")
    absence.add_argument("substitute", nargs="?", default="", metavar="LOGIN")
    absence.add_argument("--from", dest="from_on", type=day, default=None, metavar="DATE")
    absence.add_argument("--to", dest="until_on", type=day, required=True, metavar="DATE")
    absence.add_argument("--ground", default="", metavar="T", help="number and date of the order")
    absence.add_argument("--acting", action="store_true", help="holds the posts meanwhile as well")
    leaving = adder("leaving", leaving_command, "what somebody hands over before they leave")
    leaving.add_argument("what", choices=("show", "hand-over", "print", "sign", "list"))
    leaving.add_argument("name", nargs="?", default="", metavar="LOGIN|ACT")
    leaving.add_argument("taker", nargs="?", default="", metavar="LOGIN")
    leaving.add_argument("--ground", default="", metavar="T", help="number and date of the order")
    leaving.add_argument("--also", action="append", default=[], metavar="T", help="a journal, key")
    leaving.add_argument("--on", type=day, default=None, metavar="DATE", help="day of signing")
    leaving.add_argument("--scan", default="", metavar="FILE", help="the signed paper")
    leaving.add_argument("--lang", default="", choices=("", "ky", "ru"))
    leaving.add_argument("--out", type=Path, default=None, metavar="FILE")


def duties_command(told: argparse.Namespace, output: Output) -> None:
    rows: list[dict[str, Any]]
    with open_desk(told) as desk:
        if told.what == "absent":
            rows = [
                {
                    "absence": one.id,
                    "absent": one.absent,
                    "substitute": one.substitute,
                    "from_on": one.from_on.isoformat(),
                    "until_on": one.until_on.isoformat(),
                    "ground": one.ground,
                }
                for one in desk.absences.now()
            ]
        else:
            rows = [
                {
                    "absent": one.giver,
                    "substitute": one.taker,
                    "until_on": None if one.until_on is None else one.until_on.isoformat(),
                    "cases": len(one.cases),
                }
                for one in desk.absences.run()
            ]
    heads = {"absent": tr("from whom"), "substitute": tr("to whom"), "until_on": tr("until")}
    output.table(rows, heads | ({"cases": tr("cases")} if told.what == "run" else {}))


def absence_command(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        if told.what == "change":
            desk.absences.change(told.absent, told.until_on)
            output.line(
                {"absence": told.absent, "until_on": told.until_on.isoformat()}, told.absent
            )
            return
        wish = _wish(told, desk.cases.today())
        if told.what == "add":
            absence = desk.absences.record(wish)
            words = tr(
                "{substitute} stands in for {absent}.",
                substitute=told.substitute,
                absent=told.absent,
            )
            output.line({"absence": absence}, words)
            return
        seen = desk.absences.preview(wish)
    output.note(
        tr_many(
            "{count} case passes from {giver} to {taker}.",
            "{count} cases pass from {giver} to {taker}.",
            len(seen.cases),
            giver=seen.absent,
            taker=seen.to.removesuffix("."),
        )
    )
    to = {seen.to: seen.cases, seen.up_to: seen.up, "": seen.kept}
    _cases(output, [(one, who) for who, cases in to.items() for one in cases])


def _wish(told: argparse.Namespace, today: date) -> AbsenceTold:
    return AbsenceTold(
        absent=told.absent,
        substitute=told.substitute,
        from_on=told.from_on or today,
        until_on=told.until_on,
        ground=told.ground,
        acts=told.acting,
    )


def _cases(output: Output, cases: list[tuple[CaseAtHand, str]]) -> None:
    rows = [
        {
            "id": one.id,
            "number": one.number,
            "subject": one.subject,
            "due_on": None if one.due_on is None else one.due_on.isoformat(),
            "sheets": one.sheets,
            "originals": one.originals,
            "to": to,
        }
        for one, to in cases
    ]
    heads = (tr("number"), tr("due"), tr("subject"), tr("to whom"))
    output.table(rows, dict(zip(("number", "due_on", "subject", "to"), heads, strict=True)))


def leaving_command(told: argparse.Namespace, output: Output) -> None:
    commands = {
        "show": _show,
        "hand-over": _hand_over,
        "print": _print,
        "sign": _sign,
        "list": _list,
    }
    commands[told.what](told, output)


def _show(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        left = desk.leaving.remaining(told.name)
    output.note(
        tr_many(
            "{name} still has {count} open case.",
            "{name} still has {count} open cases.",
            len(left.cases),
            name=left.name,
        )
    )
    _cases(output, [(one, "") for one in left.cases])


def _hand_over(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        done = desk.leaving.hand_over(
            HandOverTold(
                giver=told.name, taker=told.taker, ground=told.ground, also=tuple(told.also)
            )
        )
    facts: dict[str, Any] = {
        "act": done.act,
        "cases": done.cases,
        "kept": [one.number for one in done.kept],
        "up": [one.number for one in done.up],
    }
    words = tr_many(
        "{count} case handed over by act {act}.",
        "{count} cases handed over by act {act}.",
        done.cases,
        act=done.act,
    )
    output.line(facts, words)


def _print(told: argparse.Namespace, output: Output) -> None:
    if told.out is None:
        raise FieldWrong("out", "empty")
    with open_desk(told) as desk:
        asked = told.lang or spoken().language
        language: Literal["ky", "ru"] = "ru" if asked == "ru" else "ky"
        paper = desk.leaving.paper(told.name, language)
        write_paper(desk, told.out, paper.data)
    output.line({"act": told.name, "digest": paper.digest.hex()}, str(told.out))


def _sign(told: argparse.Namespace, output: Output) -> None:
    scan = read_bytes(told.scan) if told.scan else b""
    with open_desk(told) as desk:
        desk.leaving.sign(told.name, told.on, scan)
    output.line({"act": told.name, "signed": True}, told.name)


def _list(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        rows = [
            {
                "act": one.id,
                "from": one.giver,
                "to": one.taker,
                "drawn_on": one.drawn_on.isoformat(),
                "cases": one.cases,
                "state": one.state,
                "signed_on": None if one.signed_on is None else one.signed_on.isoformat(),
            }
            for one in desk.leaving.acts()
        ]
    heads = (tr("act"), tr("from whom"), tr("to whom"), tr("cases"), tr("state"))
    output.table(rows, dict(zip(("act", "from", "to", "cases", "state"), heads, strict=True)))
