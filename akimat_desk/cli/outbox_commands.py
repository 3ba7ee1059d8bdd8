"""What became of what was written here, and what whoever looks after the program wants to see."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output
from akimat_desk.domain.moments import local_time
from akimat_desk.services.cases import plain
from akimat_desk.services.desk import Desk
from akimat_desk.services.exchange import SyncState
from akimat_desk.services.outbox import Outcome
from akimat_desk.services.support_file import save
from akimat_desk.text.catalogue import tr, tr_many

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    box = adder("outbox", outbox, "what the centre has not confirmed yet, and what it refused")
    box.add_argument("what", nargs="?", default="", choices=("", "retry", "withdraw", "export"))
    box.add_argument("entry", nargs="?", default="", metavar="ENTRY")
    box.add_argument("--all", action="store_true", help="every entry with its end state")
    box.add_argument("--limit", type=int, default=200, metavar="N")
    box.add_argument("--out", type=Path, default=None, metavar="FILE")
    told = adder("support", support, "a file for support: states and counts, nobody's data")
    told.add_argument("--out", type=Path, required=True, metavar="FILE")


def outbox(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        if told.what == "retry":
            _retry(desk, output)
        elif told.what == "withdraw":
            desk.outbox.withdraw(told.entry)
            output.line({"withdrawn": told.entry}, tr("The refused record is laid to rest."))
        elif told.what == "export":
            _export(desk, told.out or Path("akimat-support.json"), output)
        elif told.all:
            _every(desk, told.limit, output)
        else:
            _waiting(desk, told.limit, output)


def support(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        _export(desk, told.out, output)


def _waiting(desk: Desk, limit: int, output: Output) -> None:
    rows = [
        {"number": row.number, "entries": row.entries, "since": _moment(row.since)}
        for row in desk.exchange.outbox(limit)
    ]
    refused = [_refused(one) for one in desk.outbox.refused()]
    output.note(_standing(desk.exchange.state()))
    output.table(
        [*refused, *rows],
        {
            "number": tr("Number"),
            "entries": tr("Entries"),
            "since": tr("Since"),
            "refusal": tr("Refused because"),
        },
    )


def _every(desk: Desk, limit: int, output: Output) -> None:
    output.note(_standing(desk.exchange.state()))
    rows = [plain(one) for one in desk.outbox.every(limit)]
    for row in rows:
        row["at"] = _moment(row["at"])
        row["ended_at"] = None if row["ended_at"] is None else _moment(row["ended_at"])
    output.table(
        rows,
        {
            "id": tr("Entry id"),
            "state": tr("State"),
            "number": tr("Number"),
            "type": tr("What"),
            "by": tr("By"),
            "at": tr("Written"),
            "refusal": tr("Refused because"),
        },
    )


def _retry(desk: Desk, output: Output) -> None:
    count = desk.outbox.retry()
    done = desk.exchange.sync()
    output.line(
        {"asked_again": count, "pushed": done.pushed, "pulled": done.pulled},
        tr_many(
            "{count} set-aside part is asked for again; sent {pushed}, taken {pulled}.",
            "{count} set-aside parts are asked for again; sent {pushed}, taken {pulled}.",
            count,
            pushed=done.pushed,
            pulled=done.pulled,
        ),
    )


def _export(desk: Desk, path: Path, output: Output) -> None:
    save(desk.outbox, path)
    output.line(
        {"file": str(path)}, tr("The file for support is {file}; it names nobody.", file=path)
    )


def _refused(one: Outcome) -> dict[str, Any]:
    return {
        "number": one.number,
        "entries": 1,
        "since": _moment(one.at),
        "state": one.state,
        "refusal": one.refusal,
        "id": one.id,
        "event": plain(one)["event"],
    }


def _moment(at: int) -> str:
    return f"{local_time(at).isoformat()}+06:00"


def _standing(state: SyncState) -> str:
    if not state.is_enrolled:
        return tr("This workstation is not enrolled at a centre.")
    if state.last_receipt_at is None:
        return tr("The server has confirmed nothing yet.")
    return tr(
        "The server's last receipt: {at}.",
        at=local_time(state.last_receipt_at).strftime("%d.%m.%Y %H:%M"),
    )
