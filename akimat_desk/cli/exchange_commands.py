"""The centre: enrolling, exchanging, and what has not been received yet."""

import argparse
from typing import TYPE_CHECKING

import msgspec

from akimat_desk.cli import share_commands
from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output
from akimat_desk.text.catalogue import tr

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    enrolling = adder("enrol", enrol, "make this workstation a station of its centre")
    enrolling.add_argument("url", metavar="URL", nargs="?")
    enrolling.add_argument("code", metavar="CODE", nargs="?")
    share_commands.widen_enrol(enrolling, enrol)
    syncing = adder("sync", sync, "send what the centre lacks, take what other desks wrote")
    share_commands.widen_sync(syncing, sync)


def enrol(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        done = desk.exchange.enrol(told.url, told.code)
    if done.mark != done.mark_before:
        output.note(
            tr(
                "The mark {old} belongs to another workstation; new numbers bear {new}.",
                old=done.mark_before,
                new=done.mark,
            )
        )
    output.line(msgspec.to_builtins(done), tr("Enrolled at {server}.", server=done.server))


def sync(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        done = desk.exchange.sync()
        state = desk.exchange.state()
    shown = msgspec.to_builtins(done) | {"unsent": state.unsent}
    output.line(
        shown,
        tr(
            "Received by the server: {pushed}. Taken from other desks: {pulled}. Unsent: {unsent}.",
            pushed=done.pushed,
            pulled=done.pulled,
            unsent=state.unsent,
        ),
    )
