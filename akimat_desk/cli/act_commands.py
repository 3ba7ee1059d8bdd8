"""Acts by templates: made, numbered, signed, delivered; their forms; the pens of their journals."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from akimat_desk.cli.office_commands import day
from akimat_desk.cli.opening import open_desk, read_bytes, read_object
from akimat_desk.cli.output import Output, write_file, write_paper
from akimat_desk.domain.act_states import WAYS, ActState
from akimat_desk.domain.act_wishes import ActDelivery, ActTold
from akimat_desk.domain.applications import told_as
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.act_numbers import Pen
from akimat_desk.services.cases import plain
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.text.finding_words import finding_words
from akimat_desk.text.rule_words import offer_words

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder

_STEPS: Final = ("preview", "issue", "sign", "deliver", "annul", "paper", "number")


def add(adder: "Adder") -> None:
    _add_acts(adder)
    _add_templates(adder)
    pen = adder("pen", _pen, "who gives the numbers of each office-wide journal")
    pen.add_argument("what", choices=("show", "hand", "take"))
    pen.add_argument("journal", nargs="?", default="")
    pen.add_argument("--to", default="", metavar="STATION", help="empty: this workstation")
    pen.add_argument("--last", type=int, default=0, metavar="N", help="the last number known")
    pen.add_argument("--reason", default="", metavar="T", help="why it is taken from its keeper")


def _add_acts(adder: "Adder") -> None:
    shown = adder("acts", _acts, "papers made by templates, and what is done with them")
    shown.add_argument("what", choices=("list", *_STEPS))
    shown.add_argument("act", nargs="?", default="", help="id or number of the act")
    shown.add_argument("--json-file", default=None, metavar="FILE|-", help="what the form asks for")
    shown.add_argument("--case", default="", metavar="NUMBER")
    shown.add_argument("--on", type=day, default=None, metavar="DATE")
    shown.add_argument("--way", default="hand", choices=WAYS)
    shown.add_argument("--proof", default="", metavar="T")
    shown.add_argument("--reason", default="", metavar="T")
    shown.add_argument("--file", default="", metavar="FILE", help="signed on the signature site")
    shown.add_argument("--out", type=Path, default=None, metavar="FILE.pdf")
    shown.add_argument("--copy", action="store_true", help="with `paper`: a stamped copy")


def _add_templates(adder: "Adder") -> None:
    forms = adder("templates", _templates, "the forms of papers, and new ones")
    forms.add_argument("what", choices=("list", "show", "lint", "sample", "adopt"))
    forms.add_argument("template", nargs="?", default="", metavar="ID|FOLDER")
    forms.add_argument("--offered", default="", metavar="ID", help="what the centre published")
    forms.add_argument("--lang", default="ky", choices=("ky", "ru", "both"))
    forms.add_argument("--size", default="typical", choices=("typical", "longest", "minimal"))
    forms.add_argument("--out", type=Path, default=None, metavar="FILE.pdf")


def _acts(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        match told.what:
            case "list":
                _list(desk, output)
            case "preview" | "issue":
                _make(told, desk, output)
            case "number":
                for one in desk.act_desk.number_waiting():
                    output.line({"act": one.act, "number": one.number}, one.number)
            case "paper":
                acts = desk.act_desk
                paper = acts.copy(told.act) if told.copy else acts.paper(told.act)
                _write(told, paper.data, output)
            case _:
                _step(told, desk, output)


def _list(desk: Desk, output: Output) -> None:
    heads = {
        "number": tr("number"),
        "issued_on": tr("date"),
        "kind": tr("form"),
        "subject": tr("about"),
        "stage": tr("stage"),
    }
    output.table([plain(row) for row in desk.act_desk.newest()], heads)


def _make(told: argparse.Namespace, desk: Desk, output: Output) -> None:
    wish = told_as(read_object(told.json_file), ActTold)
    case = desk.cases.find(told.case) if told.case else ""
    if told.what == "preview":
        prepared = desk.act_desk.prepare(wish, case)
        if prepared.paper and told.out:
            write_paper(desk, told.out, prepared.paper)
        lacks = [*prepared.missing, *prepared.unsure]
        output.line(
            {"missing": list(prepared.missing), "unsure": list(prepared.unsure)},
            ", ".join(lacks) if lacks else tr("Nothing is missing."),
        )
        return
    issued = desk.act_desk.issue(wish, case)
    if issued.paper is not None and told.out:
        write_paper(desk, told.out, issued.paper.data)
    output.line(
        {"act": issued.act, "number": issued.number, "stage": issued.stage},
        issued.number or tr("It waits for its number from the keeper of the journal."),
    )


def _step(told: argparse.Namespace, desk: Desk, output: Output) -> None:
    acts = desk.act_desk
    match told.what:
        case "sign":
            state = acts.sign(told.act, told.on, read_bytes(told.file) if told.file else b"")
        case "deliver":
            way = ActDelivery(way=told.way, delivered_on=told.on, proof=told.proof)
            state = acts.deliver(told.act, way)
        case _:
            state = acts.annul(told.act, told.reason)
    output.line(_state(state), f"{state.number}: {state.stage}")


def _state(state: ActState) -> dict[str, Any]:
    return {
        "act": state.act,
        "number": state.number,
        "stage": state.stage,
        "delivered_on": None if state.delivered_on is None else state.delivered_on.isoformat(),
    }


def _templates(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        match told.what:
            case "list":
                _list_templates(desk, output)
            case "show":
                output.line(plain(desk.templates.find(told.template)), told.template)
            case "lint":
                _lint(told, desk, output)
            case "sample":
                data = desk.templates.sample(told.template, told.lang, told.size)
                _write(told, data, output)
            case _:
                forms, offered = desk.templates, told.offered
                folder = Path(told.template)
                adopted = forms.adopt_offered(offered) if offered else forms.adopt(folder)
                output.line({"template": adopted.version}, adopted.version)


def _list_templates(desk: Desk, output: Output) -> None:
    rows = [
        {
            "id": one.id,
            "release": one.release,
            "name": one.name[spoken().language],
            "journal": one.journal,
            "status": one.status,
        }
        for one in desk.templates.all()
    ]
    output.table(rows, {"id": tr("form"), "name": tr("called"), "status": tr("status")})
    for offer in desk.templates.offered():
        name = offer.name[spoken().language]
        output.note(f"{offer_words(name, offer.release, offer.published_on)} ({offer.id})")


def _lint(told: argparse.Namespace, desk: Desk, output: Output) -> None:
    _, found = desk.templates.lint(Path(told.template))
    t = spoken()
    rows = [plain(one) | {"words": finding_words(t, one.code)} for one in found]
    output.table(rows, {"words": tr("finding"), "where": tr("where")})


def _write(told: argparse.Namespace, data: bytes, output: Output) -> None:
    if told.out is None:
        raise FieldWrong("out", "missing")
    write_file(told.out, data)
    output.line({"file": str(told.out), "bytes": len(data)}, str(told.out))


def _pen(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        if told.what == "show":
            rows = [_pen_row(one) for one in desk.act_desk.pens()]
            heads = {"journal": tr("journal"), "mark": tr("workstation"), "last": tr("number")}
            output.table(rows, heads)
            return
        if told.what == "take" and not told.reason.strip():
            raise FieldWrong("reason", "missing")
        reason = told.reason if told.what == "take" else ""
        to = told.to or desk.core.identity.station
        named = desk.act_desk.hand_pen(told.journal, to, last_number=told.last, reason=reason)
        said = {"journal": named.journal, "station": named.station, "last": named.last_number}
        output.line(said, f"{named.journal}: {named.station}")


def _pen_row(pen: Pen) -> dict[str, Any]:
    return {
        "journal": pen.journal,
        "station": pen.station,
        "mark": pen.mark,
        "is_ours": pen.is_ours,
        "is_disputed": pen.is_disputed,
        "last": pen.last,
        "waiting": pen.waiting,
    }
