"""Erasing what a matter said, on a ground that a head of the office ordered."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

import msgspec

from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.moments import local_time
from akimat_desk.services.erasing import Erased, WhatGoes
from akimat_desk.text.catalogue import tr, tr_many

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    told = adder("erase", erase, "erase what a matter said, for ever, on a ground")
    told.add_argument("number", nargs="?", default="", metavar="NUMBER")
    told.add_argument("--ground", default="", metavar="T", help="the order or decision")
    told.add_argument("--ordered-by", default="", metavar="LOGIN", help="the head who ordered it")
    told.add_argument("--yes", action="store_true", help="do it; without this it is only told")
    told.add_argument("--list", action="store_true", help="what was erased, by whom and why")


def erase(told: argparse.Namespace, output: Output) -> None:
    """Two steps: what goes is told first, and only --yes, or a typed number, does it."""
    with open_desk(told) as desk:
        if told.list:
            output.table([_row(one) for one in desk.erasing.all()], _headings())
            return
        if not told.number:
            raise FieldWrong("number", "missing")
        case = desk.cases.find(told.number)
        goes = desk.erasing.foresee(case)
        if not (told.yes or _is_meant(goes, output)):
            output.line({"erased": False} | msgspec.to_builtins(goes), "\n".join(_told(goes)))
            return
        done = desk.erasing.erase(case, told.ground, told.ordered_by)
    output.line({"erased": True} | msgspec.to_builtins(done), "\n".join(_done(done)))


def _is_meant(goes: WhatGoes, output: Output) -> bool:
    """Where somebody sits at a terminal: the number is typed once more."""
    if output.is_json or not sys.stdin.isatty():
        return False
    output.note("\n".join(_told(goes)))
    output.note(tr("Type the number once more to erase it: "))
    return sys.stdin.readline().strip() == goes.number


def _told(goes: WhatGoes) -> list[str]:
    lines = [
        tr_many(
            "{number}, {applicant}: {count} entry would be erased for ever.",
            "{number}, {applicant}: {count} entries would be erased for ever.",
            goes.entries,
            number=goes.number,
            applicant=goes.applicant,
        ),
        tr_many("{count} file would be deleted.", "{count} files would be deleted.", goes.files),
    ]
    if goes.with_person:
        lines.append(tr("The applicant's record goes too: no other matter has it."))
    if goes.is_open:
        lines.append(tr("The matter is still open."))
    if goes.records:
        lines.append(
            tr_many(
                "{count} record that belongs to it stays, such as a reception card.",
                "{count} records that belong to it stay, such as reception cards.",
                goes.records,
            )
        )
    lines += [
        tr("Its number stays taken. Papers that were printed and copies made before stay."),
        tr("Nothing is erased yet: say so with --yes."),
    ]
    return lines


def _done(done: Erased) -> list[str]:
    lines = [tr("{number} is erased.", number=done.number)]
    if not done.is_swept:
        lines.append(
            tr("A part of the clearing up waits, and is done when the workspace opens again.")
        )
    return lines


def _headings() -> dict[str, str]:
    return {
        "number": tr("number"),
        "at": tr("when"),
        "erased_by": tr("by whom"),
        "ordered_by": tr("ordered by"),
        "ground": tr("ground"),
    }


def _row(one: Any) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(one)
    return told | {"at": f"{local_time(one.at).isoformat()}+06:00"}
