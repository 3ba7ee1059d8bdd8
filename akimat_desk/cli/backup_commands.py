"""Copies of a workspace: made, listed, put back."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from akimat_desk import paths
from akimat_desk.cli.opening import NEW_PASSWORD, PASSWORD, asked, open_desk
from akimat_desk.cli.output import Output
from akimat_desk.domain.moments import local_time
from akimat_desk.services.backups import KEEP
from akimat_desk.services.restoring import Opening, Place, Restored, restore
from akimat_desk.text.catalogue import tr, tr_many

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder

RECOVERY = "AKIMAT_DESK_RECOVERY_KEY"


def add(adder: "Adder") -> None:
    made = adder("backup", backup, "make a verified copy of the workspace in a folder")
    made.add_argument("folder", type=Path, metavar="DIR")
    made.add_argument(
        "--keep", type=int, default=KEEP, metavar="N",
        help="how many of the newest copies stay, besides one of each of twelve months",
    )  # fmt: skip
    made.add_argument("--list", action="store_true", help="only show the copies that are there")
    back = adder("restore", put_back, "put a workspace back from a copy, into an empty folder")
    back.add_argument("file", type=Path, metavar="FILE")
    back.add_argument(
        "--recovery-key", action="store_true",
        help="open it with the printed recovery key; --login then gets a new password",
    )  # fmt: skip


def backup(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        if told.list:
            rows = [_listed(path, found) for path, found in desk.backups.listed(told.folder)]
            output.table(
                rows, {"file": tr("File"), "made_at": tr("Made"), "entries": tr("Entries")}
            )
            return
        done = desk.backups.make(told.folder, keep=told.keep)
    if done.lacking:
        output.note(
            tr_many(
                "{count} file could not be read here and is not in the copy.",
                "{count} files could not be read here and are not in the copy.",
                done.lacking,
            )
        )
    output.line(
        msgspec.to_builtins(done) | {"made_at": _when(done.made_at)},
        tr_many(
            "The copy with {count} entry is verified: {file}.",
            "The copy with {count} entries is verified: {file}.",
            done.entries,
            file=done.file,
        ),
    )


def put_back(told: argparse.Namespace, output: Output) -> None:
    done = restore(
        Place(backup=told.file, folder=told.data, witness=paths.witness_folder()), _opening(told)
    )
    shown = msgspec.to_builtins(done) | {"made_at": _when(done.made_at)}
    output.line(shown, "\n".join(_told(done)))


def _opening(told: argparse.Namespace) -> Opening:
    if told.recovery_key:
        key = os.environ.get(RECOVERY, "") or asked(tr("Recovery key: "))
        fresh = os.environ.get(NEW_PASSWORD, "") or asked(
            tr("New password for {login}: ", login=told.login)
        )
        return Opening(login=told.login, recovery_key=key, new_password=fresh)
    password = os.environ.get(PASSWORD, "") or asked(tr("Password: "))
    return Opening(login=told.login, password=password)


def _told(done: Restored) -> list[str]:
    made = local_time(done.made_at).strftime("%d.%m.%Y %H:%M")
    known = ", ".join(f"{name}: {last}" for name, last in sorted(done.last.items())) or "-"
    lines = [
        tr("The workspace of {office} is back as it was on {at}.", office=done.office, at=made),
        tr(
            "Numbers go on at once under the mark {mark}; the series {before} is closed: {known}.",
            mark=done.mark,
            before=done.mark_before,
            known=known,
        ),
        tr("What was registered after that is entered again from its receipt."),
        tr("Other people's passwords have to be set again by the administrator."),
    ]
    if done.server:
        lines.append(tr("Enrol this workstation once more at {server}.", server=done.server))
    if done.pens:
        lines.append(
            tr(
                "Name the keeper of these journals again, with the last number given: {journals}.",
                journals=", ".join(done.pens),
            )
        )
    if done.files_lacking:
        lines.append(
            tr_many(
                "{count} file is not beside the copy; it is fetched from the server when opened.",
                "{count} files are not beside the copy; they are fetched from the server when"
                " opened.",
                done.files_lacking,
            )
        )
    return lines


def _listed(path: Path, found: Any) -> dict[str, Any]:
    return {"file": path.name, "made_at": _when(found.made_at), "entries": found.entries}


def _when(at: int) -> str:
    return f"{local_time(at).isoformat()}+06:00"
