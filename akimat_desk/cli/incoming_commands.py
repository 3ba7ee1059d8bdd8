"""Cases that came from another office of the programme: they wait, are accepted or given back."""

import argparse
from typing import TYPE_CHECKING, Any

from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output
from akimat_desk.domain.dossiers import own_incoming
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.cases import OpenCase
from akimat_desk.services.dossiers import Offered
from akimat_desk.text.catalogue import spoken, tr

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    came = adder("incoming", incoming_command, "cases that another office forwarded here")
    came.add_argument("what", choices=("list", "accept", "return"))
    came.add_argument("number", nargs="?", default="", metavar="NUMBER", help="the sender's own")
    came.add_argument("--responsible", default="", metavar="LOGIN", help="who is to answer here")
    came.add_argument("--reason", default="", metavar="TEXT", help="why it is returned")


def incoming_command(told: argparse.Namespace, output: Output) -> None:
    if told.what != "list" and not told.number:
        raise FieldWrong("number", "empty")
    {"list": _list, "accept": _accept, "return": _return}[told.what](told, output)


def _list(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        rows = [_told(one) for one in desk.dossiers.offered()]
    output.table(
        rows,
        {
            "number": tr("number"),
            "from": tr("came from"),
            "forwarded_on": tr("forwarded on"),
            "applicant": tr("applicant"),
            "subject": tr("subject"),
        },
    )


def _told(one: Offered) -> dict[str, Any]:
    return {
        "case": one.id,
        "number": one.number,
        "office": one.office,
        "from": one.sender[spoken().language],
        "forwarded_on": one.forwarded_on.isoformat(),
        "letter": one.letter,
        "ground": one.ground,
        "applicant": one.applicant,
        "subject": one.subject,
    }


def _accept(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        case_id = desk.dossiers.find(told.number)
        wish = {"responsible": told.responsible} if told.responsible else {}
        found = desk.dossiers.accept(case_id, wish)
        named = found.lens.office.find_staff(found.responsible) if found.responsible else None
    row = _accepted(found)
    row["responsible"] = "" if named is None else named.login
    output.line(row, tr("Accepted under number {number}.", number=row["incoming"]))


def _accepted(found: OpenCase) -> dict[str, Any]:
    told = own_incoming(found.case, found.lens.office_id)
    return {
        "case": found.id,
        "number": found.case.registered.number,
        "incoming": "" if told is None else told.number,
        "registered_on": None if told is None else told.registered_on.isoformat(),
        "due_on": None if told is None or told.due_on is None else told.due_on.isoformat(),
        "rule": "" if told is None else told.rule,
        "receipt_code": "" if told is None else told.receipt_code,
    }


def _return(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        found = desk.dossiers.give_back(desk.dossiers.find(told.number), told.reason)
    number = found.case.registered.number
    row = {"case": found.id, "number": number, "state": "returned"}
    output.line(row, tr("Case {number} is returned.", number=number))
