"""Other bodies: the office's directory of them, what they were asked, and their answers."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from akimat_desk.cli.office_commands import day
from akimat_desk.cli.opening import open_desk, read_object
from akimat_desk.cli.output import Output, write_paper
from akimat_desk.domain.bodies import Body
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.body_asks import AwaitedLine, Made
from akimat_desk.text.catalogue import spoken, tr

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    bodies = adder("bodies", bodies_command, "the directory of other bodies; what was typed")
    bodies.add_argument("what", choices=("list", "find", "learned", "add", "end", "again"))
    bodies.add_argument("name", nargs="?", default="", metavar="ID|NAME")
    bodies.add_argument("--json-file", default=None, metavar="FILE|-", help="of `add`")
    bodies.add_argument("--on", type=day, default=None, metavar="DATE", help="the last day")
    bodies.add_argument("--reason", default="", metavar="T")
    bodies.add_argument("--all", action="store_true", help="those too that are offered no more")
    asks = adder("asks", asks_command, "what bodies were asked: letter, reminder, their answer")
    asks.add_argument("what", choices=("list", "ask", "remind", "answered"))
    asks.add_argument("name", nargs="?", default="", metavar="NUMBER|LETTER")
    asks.add_argument("--json-file", default=None, metavar="FILE|-", help="keys of the action")
    asks.add_argument("--out", type=Path, default=None, metavar="FILE", help="the letter, PDF")


def bodies_command(told: argparse.Namespace, output: Output) -> None:
    commands = {
        "list": _list,
        "find": _list,
        "learned": _learned,
        "add": _add,
        "end": _end,
        "again": _again,
    }
    commands[told.what](told, output)


def _list(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        if told.what == "find":
            found = desk.bodies.find(told.name)
        else:
            found = desk.bodies.all(with_ended=told.all)
    _table([_row(one) for one in found], output)


def _table(rows: list[dict[str, Any]], output: Output) -> None:
    heads = (tr("id"), tr("body"), tr("address"), tr("phone"))
    output.table(rows, dict(zip(("body", "name", "address", "phone"), heads, strict=True)))


def _row(one: Body) -> dict[str, Any]:
    language = spoken().language
    return {
        "body": one.id,
        "name": one.name[language],
        "name_ky": one.name.ky,
        "name_ru": one.name.ru,
        "address": one.address[language],
        "phone": one.phone,
        "to_office": one.to_office,
        "is_own": one.is_own,
        "ended_on": None if one.ended_on is None else one.ended_on.isoformat(),
        "forms": dict(one.forms),
    }


def _learned(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        rows = [{"name": one.name, "cases": one.cases} for one in desk.bodies.learned()]
    output.table(rows, {"name": tr("body"), "cases": tr("cases")})


def _add(told: argparse.Namespace, output: Output) -> None:
    wish = read_object(told.json_file) if told.json_file else {"name_ky": told.name}
    with open_desk(told) as desk:
        body = desk.bodies.record(wish)
        found = desk.bodies.named(body)
    output.line({"body": body} if found is None else _row(found), body)


def _end(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        found = desk.bodies.end(told.name, told.on, told.reason)
    output.line(_row(found), found.name[spoken().language])


def _again(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        found = desk.bodies.offer_again(told.name)
    output.line(_row(found), found.name[spoken().language])


def asks_command(told: argparse.Namespace, output: Output) -> None:
    if told.what == "list":
        _awaited(told, output)
        return
    if not told.name:
        raise FieldWrong("number", "empty")
    commands = {"ask": _ask, "remind": _ask, "answered": _answered}
    commands[told.what](told, output)


def _awaited(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        rows = [_line(one) for one in desk.body_asks.awaited()]
    heads = (tr("number"), tr("asked of"), tr("letter"), tr("due"), tr("days"))
    keys = ("number", "body", "letter", "expected_on", "days")
    output.table(rows, dict(zip(keys, heads, strict=True)))


def _line(one: AwaitedLine) -> dict[str, Any]:
    return {
        "case": one.case,
        "number": one.number,
        "ask": one.ask,
        "body": one.body,
        "about": one.about,
        "letter": one.letter,
        "asked_on": one.asked_on.isoformat(),
        "expected_on": one.expected_on.isoformat(),
        "reminded_on": None if one.reminded_on is None else one.reminded_on.isoformat(),
        "days": one.days,
        "days_left": one.days_left,
    }


def _ask(told: argparse.Namespace, output: Output) -> None:
    wish = read_object(told.json_file)
    with open_desk(told) as desk:
        do = desk.body_asks.ask if told.what == "ask" else desk.body_asks.remind
        made: Made = do(desk.cases.find(told.name), wish)
        letter = made.letter
        if letter is not None and letter.paper is not None and told.out is not None:
            write_paper(desk, told.out, letter.paper.data)
    facts = {
        "ask": made.ask,
        "act": "" if letter is None else letter.act,
        "number": "" if letter is None else letter.number,
    }
    output.line(facts, facts["number"] or made.ask)


def _answered(told: argparse.Namespace, output: Output) -> None:
    wish = read_object(told.json_file) if told.json_file else {}
    with open_desk(told) as desk:
        found = desk.body_asks.answered(told.name, wish)
    number = found.case.registered.number
    output.line({"case": found.id, "number": number}, number)
