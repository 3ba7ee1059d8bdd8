"""What two desks said about the office itself, its acts and its applicants, and which one stays."""

import argparse
from typing import TYPE_CHECKING, Any

from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output
from akimat_desk.domain.moments import local_time
from akimat_desk.services.cases import plain
from akimat_desk.services.other_disputes import OtherDispute, OtherDisputes, OtherVersion
from akimat_desk.text.catalogue import tr

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    told = adder("disputes", disputes, "what two desks said about one thing that is no case")
    told.add_argument("what", nargs="?", default="list", choices=("list", "settle"))
    told.add_argument("stream", nargs="?", default="", metavar="STREAM")
    told.add_argument("slot", nargs="?", default="", metavar="SLOT")
    told.add_argument("keeps", nargs="?", default="", metavar="KEEPS")
    told.add_argument("--reason", default="", metavar="TEXT")


def disputes(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        book = OtherDisputes(desk.core)
        if told.what == "settle":
            book.settle(told.stream, told.slot, told.keeps, told.reason)
            output.line({"settled": told.slot}, tr("The dispute is settled."))
            return
        rows = [_row(one, version) for one in book.all() for version in one.versions]
    output.table(
        rows,
        {
            "stream": tr("Stream"),
            "slot": tr("About"),
            "keeps": tr("Version"),
            "by": tr("By"),
            "workstation": tr("Workstation"),
            "at": tr("Written"),
        },
    )


def _row(one: OtherDispute, version: OtherVersion) -> dict[str, Any]:
    return {
        "stream": one.stream,
        "kind": one.kind,
        "slot": one.slot,
        **plain(version),
        "at": f"{local_time(version.at).isoformat()}+06:00",
    }
