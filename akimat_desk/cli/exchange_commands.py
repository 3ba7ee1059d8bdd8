"""The centre: enrolling, exchanging, and what has not been received yet."""

import argparse
from typing import TYPE_CHECKING, Any

import msgspec

from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output
from akimat_desk.domain.moments import local_time
from akimat_desk.services.exchange import SyncState
from akimat_desk.text.catalogue import tr

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    enrolling = adder("enrol", enrol, "make this workstation a station of its centre")
    enrolling.add_argument("url", metavar="URL")
    enrolling.add_argument("code", metavar="CODE")
    adder("sync", sync, "send what the centre lacks, take what other desks wrote")
    waiting = adder("outbox", outbox, "what the centre has not confirmed yet")
    waiting.add_argument("--limit", type=int, default=200, metavar="N")


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


def outbox(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        rows, state = desk.exchange.outbox(told.limit), desk.exchange.state()
    output.note(_standing(state))
    output.table(
        [_shown(row) for row in rows],
        {"number": tr("Number"), "entries": tr("Entries"), "since": tr("Since")},
    )


def _shown(row: Any) -> dict[str, Any]:
    since = f"{local_time(row.since).isoformat()}+06:00"
    return {"number": row.number, "entries": row.entries, "since": since}


def _standing(state: SyncState) -> str:
    if not state.is_enrolled:
        return tr("This workstation is not enrolled at a centre.")
    if state.last_receipt_at is None:
        return tr("The server has confirmed nothing yet.")
    return tr(
        "The server's last receipt: {at}.",
        at=local_time(state.last_receipt_at).strftime("%d.%m.%Y %H:%M"),
    )
