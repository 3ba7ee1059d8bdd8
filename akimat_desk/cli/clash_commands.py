"""Numbers that several papers bear: which they are, and what was done about each."""

import argparse
from typing import TYPE_CHECKING, Any

from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output
from akimat_desk.services.number_clashes import NumberClash
from akimat_desk.text.catalogue import tr, tr_many

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    told = adder("number-clashes", number_clashes, "numbers that several papers bear")
    told.add_argument("what", nargs="?", default="list", choices=("list", "settle"))
    told.add_argument("number", nargs="?", default="", metavar="NUMBER")
    told.add_argument("--reason", default="", metavar="TEXT")


def number_clashes(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        if told.what == "settle":
            done = desk.number_clashes.settle(told.number, told.reason)
            output.line(
                {"number": done.number, "settled": True, "cases": [one.id for one in done.bearers]},
                tr("What was done about {number} stands in each of its cases.", number=done.number),
            )
            return
        found = desk.number_clashes.all()
    output.table(
        [row for one in found for row in _rows(one)],
        {
            "number": tr("Number"),
            "code": tr("Receipt code"),
            "registered_on": tr("registered"),
            "applicant": tr("applicant"),
            "reason": tr("What was done"),
        },
    )


def _rows(clash: NumberClash) -> list[dict[str, Any]]:
    return [
        {
            "number": one.number,
            "code": one.code,
            "case": one.id,
            "registered_on": one.registered_on.isoformat(),
            "stage": one.stage,
            "applicant": one.applicant,
            "subject": one.subject,
            "is_same_paper": clash.is_same_paper,
            "is_settled": clash.is_settled,
            "reason": "; ".join(clash.reasons),
        }
        for one in clash.bearers
    ]


def clashes_found(count: int) -> str:
    """What a check says of them: they are no damage."""
    return tr_many(
        "{count} number stands on several papers; they are told apart by the receipt code.",
        "{count} numbers stand on several papers; they are told apart by the receipt code.",
        count,
    )
