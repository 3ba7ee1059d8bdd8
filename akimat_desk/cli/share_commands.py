"""Without a line: a shared folder, a stick between workstations, a courier to the centre."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.moments import local_time
from akimat_desk.services.desk import Desk
from akimat_desk.services.share import ShareState
from akimat_desk.services.share_errors import JoinRefused
from akimat_desk.text.catalogue import tr
from akimat_desk.text.file_words import why_aside

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder

_Run = Callable[[argparse.Namespace, Output], None]


def add(adder: "Adder") -> None:
    sharing = adder("share", share, "exchange with colleagues through a folder or stick, no centre")
    sharing.add_argument("folder", nargs="?", type=Path, metavar="DIR")
    sharing.add_argument("--off", action="store_true", help="do not look into the folder any more")
    sharing.add_argument("--once", action="store_true", help="this time only: a stick, say")


def widen_enrol(parser: argparse.ArgumentParser, run: _Run) -> None:
    """`enrol` by a stick beside `enrol` by the line, which `run` does."""
    parser.add_argument("--stick", type=Path, metavar="DIR", help="by a stick, without a line")
    parser.add_argument("--approve", metavar="CODE", help="let the workstation with this code in")
    parser.add_argument("--centre", metavar="CODE", help="at a centre, with its one-time code")
    parser.add_argument("--share", type=Path, metavar="DIR", help="the folder to share from now on")

    def told(arguments: argparse.Namespace, output: Output) -> None:
        if arguments.stick is not None:
            _enrol_by_stick(arguments, output)
        elif not arguments.url or not arguments.code:
            raise FieldWrong("code" if arguments.url else "url", "missing")
        else:
            run(arguments, output)

    parser.set_defaults(run=told)


def widen_sync(parser: argparse.ArgumentParser, run: _Run) -> None:
    """`sync` by a courier's stick beside `sync` by the line, which `run` does."""
    parser.add_argument("--to", type=Path, metavar="DIR", help="write a bundle for the centre")
    parser.add_argument("--from", type=Path, metavar="DIR", dest="back", help="read its answers")

    def told(arguments: argparse.Namespace, output: Output) -> None:
        if arguments.back is not None:
            _read_bundles(arguments, output)
        if arguments.to is not None:
            _write_bundle(arguments, output)
        if arguments.back is None and arguments.to is None:
            run(arguments, output)

    parser.set_defaults(run=told)


def share(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        if told.off:
            desk.share.turn(is_on=False)
            output.line({"is_on": False}, tr("The folder is not looked into any more."))
            return
        if told.folder is not None and not told.once:
            desk.share.choose(told.folder)
        done = desk.share.exchange(told.folder if told.once else None)
        state = desk.share.state()
    for trouble in done.troubles:
        output.note(f"{trouble.file}: {why_aside(trouble.reason)}")
    for line in _held_by(state):
        output.note(line)
    if done.scans_left:
        output.note(tr("Scans that are not in the folder yet: {count}.", count=done.scans_left))
    shown = msgspec.to_builtins(done) | {
        "unheld": state.unheld,
        "held_by": [msgspec.to_builtins(one) for one in state.colleagues],
    }
    output.line(
        shown,
        tr(
            "Taken from colleagues: {taken}. On this computer alone: {unheld}.",
            taken=done.taken,
            unheld=state.unheld,
        ),
    )


def _held_by(state: ShareState) -> list[str]:
    return [
        tr(
            "Workstation {mark}, {moment}: lacks {count} of our entries.",
            mark=one.mark,
            moment=local_time(one.at).strftime("%d.%m.%Y %H:%M"),
            count=one.lacks,
        )
        for one in state.colleagues
    ]


def _enrol_by_stick(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        if told.approve:
            _let_in(desk, told, output)
        elif told.centre:
            done = desk.courier.enrol(told.stick, told.centre)
            output.line(msgspec.to_builtins(done), tr("Enrolled at the centre by the stick."))
        else:
            _join(desk, told, output)


def _let_in(desk: Desk, told: argparse.Namespace, output: Output) -> None:
    done = desk.joining.let_in(told.stick, told.approve)
    output.line(
        msgspec.to_builtins(done),
        tr(
            "Workstation {mark} is let in. Take the stick back to it and read the answer there.",
            mark=done.mark,
        ),
    )


def _join(desk: Desk, told: argparse.Namespace, output: Output) -> None:
    """The answer where it is there, else the request."""
    try:
        joined = desk.joining.take(told.stick, told.share)
    except JoinRefused as refused:
        if refused.reason not in ("nothing_asked", "no_answer"):
            raise
        asked = desk.joining.ask(told.stick)
        output.line(
            msgspec.to_builtins(asked),
            tr(
                "The request is on the stick. On the workstation that began the share, an"
                " administrator types the code: {code}",
                code=asked.code,
            ),
        )
        return
    if joined.mark != joined.mark_before:
        output.note(
            tr(
                "The mark {old} belongs to another workstation; new numbers bear {new}.",
                old=joined.mark_before,
                new=joined.mark,
            )
        )
    output.line(
        msgspec.to_builtins(joined),
        tr(
            "This workstation shares with the others now. Workstations in all: {count}.",
            count=joined.stations,
        ),
    )


def _write_bundle(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        done = desk.courier.write(told.to)
    if done.scans or done.scans_left:
        output.note(
            tr(
                "Scans on the stick: {count}. Without room: {left}.",
                count=done.scans,
                left=done.scans_left,
            )
        )
    output.line(
        msgspec.to_builtins(done),
        tr(
            "Written for the centre: {file}. Entries: {entries}.",
            file=done.file,
            entries=done.entries,
        ),
    )


def _read_bundles(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        done = desk.courier.read(told.back)
        unsent = desk.exchange.state().unsent
    for file, reason in done.set_aside:
        output.note(f"{file}: {why_aside(reason)}")
    if done.scans:
        output.note(tr("Scans that the server holds now: {count}.", count=done.scans))
    output.line(
        msgspec.to_builtins(done) | {"unsent": unsent},
        tr(
            "Received by the server: {pushed}. Taken from other desks: {pulled}. Unsent: {unsent}.",
            pushed=done.pushed,
            pulled=done.pulled,
            unsent=unsent,
        ),
    )
