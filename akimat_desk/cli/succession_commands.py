"""The office through the years: names, holders of posts, the office that takes its place."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output, write_paper
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.succession import KINDS, Succeed
from akimat_desk.services.cases import plain
from akimat_desk.services.succession import HandOn, HistoryLine
from akimat_desk.text.catalogue import tr, tr_many

if TYPE_CHECKING:
    from akimat_desk.services.desk import Desk

_CASES = ("genitive", "dative", "accusative", "locative", "ablative", "instrumental")


def add_to(office: argparse.ArgumentParser) -> None:
    """What `office rename|post|succeed|pass|history` understand besides the rest."""
    office.add_argument("--post", default="head", metavar="POST", help="head, deputy, apparatus")
    office.add_argument("--who", default="", metavar="LOGIN", help="who holds the post")
    office.add_argument("--until", dest="until_on", type=_day, default=None, metavar="DATE")
    office.add_argument(
        "--bent", action="append", default=[], metavar="CASE=T", help="the name in a case, ky|ru"
    )
    office.add_argument("--kind", default="", choices=("", *KINDS))
    office.add_argument("--other", default="", metavar="ID", help="the other office")
    office.add_argument("--taker", default="", metavar="NAME", help="who signs for the other one")
    office.add_argument("--taker-post", default="", metavar="T", help="their post, ky|ru")
    office.add_argument("--case", action="append", default=[], metavar="NUMBER")
    office.add_argument("--act", default="", metavar="ID", help="an act that was drawn up before")
    office.add_argument("--lang", default="ky", choices=("ky", "ru"))
    office.add_argument("--out", type=Path, default=None, metavar="FILE")


def command(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        COMMANDS[told.what](desk, told, output)


def _rename(desk: "Desk", told: argparse.Namespace, output: Output) -> None:
    if not told.name_ky.strip():
        raise FieldWrong("name_ky", "empty")
    name = Bilingual(ky=told.name_ky, ru=told.name_ru)
    short = Bilingual(ky=told.short_ky, ru=told.short_ru) if told.short_ky else name
    cases = dict(_bent(one) for one in told.bent)
    desk.office.set_names(name, short, told.from_on, cases=cases, ground=told.order)
    _history(desk, told, output)


def _post(desk: "Desk", told: argparse.Namespace, output: Output) -> None:
    """What stays in the name of the holder before is said; nothing of it moves by itself."""
    touched = desk.succession.touched(told.post, told.from_on)
    desk.office.hold_post(
        told.post,
        told.who,
        from_on=told.from_on,
        until_on=told.until_on,
        acting=told.acting,
        order=told.order,
    )
    words = tr(
        "Recorded. In the name of {holder} remain: acts to be signed {acts}, cases {cases},"
        " resolutions {resolved}, rows of responsibility {answers}, substitutions {instead}.",
        holder=touched.holder or "-",
        acts=len(touched.acts),
        cases=touched.cases,
        resolved=touched.resolved,
        answers=touched.answers,
        instead=touched.substitutions,
    )
    output.line(plain(touched), words)


def _succeed(desk: "Desk", told: argparse.Namespace, output: Output) -> None:
    event = desk.succession.succeed(
        Succeed(
            kind=told.kind,
            name=Bilingual(ky=told.name_ky, ru=told.name_ru),
            from_on=told.from_on or desk.office.today,
            ground=told.order,
            office=told.other,
        )
    )
    words = tr("Recorded: {office} from {day}.", office=event.name.ky, day=_shown(event.from_on))
    output.line(plain(event), words)


def _pass(desk: "Desk", told: argparse.Namespace, output: Output) -> None:
    """Hands the cases on, or prints an act of before once more."""
    if told.out is None:
        raise FieldWrong("out", "empty")
    act, done = told.act, {}
    if not act:
        handed = desk.succession.hand_on(
            HandOn(
                office=told.other or told.name_ky,
                taker=told.taker,
                taker_post=_two(told.taker_post),
                cases=tuple(desk.cases.find(number) for number in told.case),
            )
        )
        act, done = handed.act, {"cases": handed.cases, "kept": [one.number for one in handed.kept]}
    paper = desk.succession.paper(act, told.lang)
    write_paper(desk, told.out, paper.data)
    words = str(told.out)
    if done:
        words = tr_many(
            "{count} case is handed over: {file}",
            "{count} cases are handed over: {file}",
            int(str(done["cases"])),
            file=told.out,
        )
    output.line({"act": act, "digest": paper.digest.hex(), **done}, words)


def _history(desk: "Desk", _: argparse.Namespace, output: Output) -> None:
    rows: list[Mapping[str, Any]] = [
        plain(one) if output.is_json else _row(one) for one in desk.succession.history()
    ]
    output.table(
        rows,
        {
            "from_on": tr("from"),
            "what": tr("what"),
            "words": tr("name"),
            "who": tr("who"),
            "ground": tr("order"),
        },
    )


COMMANDS: Mapping[str, Callable[["Desk", argparse.Namespace, Output], None]] = {
    "rename": _rename,
    "post": _post,
    "succeed": _succeed,
    "pass": _pass,
    "history": _history,
}


def _row(one: HistoryLine) -> dict[str, str]:
    acting = f" ({tr('acting')})" if one.acting else ""
    return {
        "from_on": _shown(one.from_on),
        "what": f"{one.what}{acting}",
        "words": one.words.ky,
        "who": one.who,
        "ground": one.ground,
    }


def _bent(told: str) -> tuple[str, Bilingual]:
    case, _, words = told.partition("=")
    if case not in _CASES:
        raise FieldWrong("bent", "unknown")
    return case, _two(words)


def _two(told: str) -> Bilingual:
    ky, _, ru = told.partition("|")
    return Bilingual(ky=ky.strip(), ru=ru.strip())


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _shown(day: date) -> str:
    return f"{day:%d.%m.%Y}"
