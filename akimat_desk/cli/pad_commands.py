"""Blackout pads: printed, shown, spoiled blanks annulled, closed."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output, write_paper
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.pads import Blank, Pad
from akimat_desk.services.desk import Desk
from akimat_desk.services.pads import USUAL_COUNT
from akimat_desk.text.catalogue import tr, tr_many

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    found = adder("pad", pad, "blank receipts with reserved numbers, for when there is no power")
    found.add_argument("what", choices=tuple(_DOES))
    found.add_argument(
        "which", nargs="?", default="", metavar="PAD|NUMBER",
        help="close, show and print: a pad; spoil: the number of a blank, or its QR text",
    )  # fmt: skip
    found.add_argument("--count", type=int, default=USUAL_COUNT, metavar="N")
    found.add_argument("--journal", default="", metavar="LETTER")
    found.add_argument("--lang", default="ky", choices=("ky", "ru"))
    found.add_argument("--reason", default="", metavar="TEXT", help="with spoil")
    found.add_argument("--out", type=Path, default=None, metavar="FILE", help="with print")
    found.add_argument("--journal-page", type=Path, default=None, metavar="FILE")
    found.add_argument("--control-list", type=Path, default=None, metavar="FILE")


def pad(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        _DOES[told.what](desk, told, output)


def _print(desk: Desk, told: argparse.Namespace, output: Output) -> None:
    """A new pad; one that is named is printed once more."""
    if told.out is None:
        raise FieldWrong("out", "missing")
    if told.which:
        found, data = desk.pads.find(told.which), desk.pads.paper(told.which, language=told.lang)
    else:
        made = desk.pads.reserve(told.count, journal=told.journal, language=told.lang)
        found, data = made.pad, made.data
    write_paper(desk, told.out, data)
    _beside(desk, told)
    output.line(
        _facts(found) | {"file": str(told.out)},
        tr_many(
            "{count} blank, from {first} to {last}, is in {file}.",
            "{count} blanks, from {first} to {last}, are in {file}.",
            len(found.blanks),
            first=found.blanks[0].number,
            last=found.blanks[-1].number,
            file=told.out,
        ),
    )


def _beside(desk: Desk, told: argparse.Namespace) -> None:
    """What else is wanted on paper."""
    if told.journal_page is not None:
        write_paper(desk, told.journal_page, desk.pads.journal_page(language=told.lang))
    if told.control_list is not None:
        controls = desk.pads.control_list(language=told.lang)
        if controls is None:
            raise FieldWrong("controls", "empty")
        write_paper(desk, told.control_list, controls)


def _show(desk: Desk, told: argparse.Namespace, output: Output) -> None:
    """All pads; of one that is named each blank."""
    if not told.which:
        for one in desk.pads.all():
            output.line(_facts(one), _sentence(one))
        return
    for blank in desk.pads.find(told.which).blanks:
        output.line(_blank_facts(blank), f"{blank.number} · {stage_words(blank)}")


def _spoil(desk: Desk, told: argparse.Namespace, output: Output) -> None:
    blank = desk.pads.spoil(told.which, told.reason)
    output.line(_blank_facts(blank), tr("{number} is annulled.", number=blank.number))


def _close(desk: Desk, told: argparse.Namespace, output: Output) -> None:
    closed = desk.pads.close(told.which)
    output.line(_facts(closed), _sentence(closed))


_DOES: Final[dict[str, Callable[[Desk, argparse.Namespace, Output], None]]] = {
    "print": _print,
    "show": _show,
    "spoil": _spoil,
    "close": _close,
}


def _facts(one: Pad) -> dict[str, Any]:
    return {
        "pad": one.id,
        "journal": one.reserved.journal,
        "first": one.blanks[0].number if one.blanks else "",
        "last": one.blanks[-1].number if one.blanks else "",
        "reserved_on": one.reserved.reserved_on.isoformat(),
        "closed_on": None if one.closed_on is None else one.closed_on.isoformat(),
        "left": one.count("left"),
        "entered": one.count("entered"),
        "spoiled": one.count("spoiled"),
        "not_used": one.count("not_used"),
    }


def _sentence(one: Pad) -> str:
    told = _facts(one)
    counts = tr(
        "entered {entered}, spoiled {spoiled}, left {left}, not used {not_used}",
        **{key: told[key] for key in ("entered", "spoiled", "left", "not_used")},
    )
    day = "" if one.closed_on is None else one.closed_on.strftime("%d.%m.%Y")
    state = tr("closed on {day}", day=day) if day else tr("open")
    return f"{told['first']} \N{EN DASH} {told['last']} · {counts} · {state} · {one.id}"


def _blank_facts(blank: Blank) -> dict[str, Any]:
    return {
        "number": blank.number,
        "code": blank.code,
        "stage": blank.stage,
        "case": blank.cases[0] if blank.cases else "",
        "reason": blank.reason,
        "on": None if blank.on is None else blank.on.isoformat(),
    }


def stage_words(blank: Blank) -> str:
    match blank.stage:
        case "entered":
            return tr("entered")
        case "spoiled":
            return tr("spoiled: {reason}", reason=blank.reason)
        case "not_used":
            return tr("not used")
        case _:
            return tr("not entered yet")
