"""Copies of a workspace: made, listed, put back."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from akimat_desk import paths
from akimat_desk.cli.opening import NEW_PASSWORD, PASSWORD, asked, open_desk
from akimat_desk.cli.output import Output
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.moments import local_time
from akimat_desk.services.backup_days import last_known
from akimat_desk.services.backup_keeping import NEWEST
from akimat_desk.services.backup_words import restored_lines, salvaged_lines
from akimat_desk.services.backups import Backup
from akimat_desk.services.desk import Desk
from akimat_desk.services.restoring import Opening, Place, restore
from akimat_desk.services.salvaging import Damaged, save
from akimat_desk.text.catalogue import tr, tr_many

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder

RECOVERY = "AKIMAT_DESK_RECOVERY_KEY"


def add(adder: "Adder") -> None:
    made = adder("backup", backup, "make a verified copy of the workspace in a folder")
    made.add_argument(
        "folder", type=Path, nargs="?", metavar="DIR",
        help="may be left out with --daily: then it goes where the settings say",
    )  # fmt: skip
    made.add_argument(
        "--daily",
        action="store_true",
        help="for a scheduler: today's copy, unless there is a good one already",
    )
    made.add_argument(
        "--remember", action="store_true", help="copies of every day go to DIR from now on"
    )
    made.add_argument(
        "--keep", type=int, default=NEWEST, metavar="N",
        help="how many of the newest copies stay, besides one of 7 days, 4 weeks and 12 months",
    )  # fmt: skip
    made.add_argument("--list", action="store_true", help="only show the copies that are there")
    back = adder("restore", put_back, "put a workspace back from a copy, into an empty folder")
    back.add_argument("file", type=Path, metavar="FILE")
    back.add_argument(
        "--recovery-key", action="store_true",
        help="open it with the printed recovery key; --login then gets a new password",
    )  # fmt: skip
    saved = adder("salvage", salvage, "save what can be proven of a damaged workspace into another")
    saved.add_argument("--out", type=Path, required=True, metavar="DIR")
    saved.add_argument(
        "--backup", type=Path, metavar="FILE",
        help="the copy to join it with; else the last one that is known and still there",
    )  # fmt: skip
    saved.add_argument("--alone", action="store_true", help="join it with no copy")
    saved.add_argument(
        "--recovery-key", action="store_true",
        help="open it with the printed recovery key; --login then gets a new password",
    )  # fmt: skip


def backup(told: argparse.Namespace, output: Output) -> None:
    if told.folder is None and not told.daily:
        raise FieldWrong("DIR", "missing")
    with open_desk(told) as desk:
        if told.list and told.folder is not None:
            rows = [_listed(path, found) for path, found in desk.backups.listed(told.folder)]
            output.table(
                rows, {"file": tr("File"), "made_at": tr("Made"), "entries": tr("Entries")}
            )
            return
        done = _made(desk, told)
    if done is None:
        output.line({"made": False}, tr("Today's copy is there already: nothing was done."))
        return
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


def _made(desk: Desk, told: argparse.Namespace) -> Backup | None:
    if told.remember and told.folder is not None:
        desk.backup_days.name(str(told.folder))
    if not told.daily:
        return desk.backups.make(told.folder, keep=told.keep)
    if told.folder is None or told.remember:
        return desk.backup_days.make_due()
    return desk.backup_days.make_due_in(told.folder, keep=told.keep)


def put_back(told: argparse.Namespace, output: Output) -> None:
    done = restore(
        Place(backup=told.file, folder=told.data, witness=paths.witness_folder()), _opening(told)
    )
    shown = msgspec.to_builtins(done) | {"made_at": _when(done.made_at)}
    output.line(shown, "\n".join(restored_lines(done)))


def salvage(told: argparse.Namespace, output: Output) -> None:
    known = last_known(told.data)
    backup = told.backup or (None if known is None else Path(known.file))
    damaged = Damaged(
        folder=told.data, out=told.out, witness=paths.witness_folder(),
        backup=None if told.alone else backup,
    )  # fmt: skip
    done = save(damaged, _opening(told))
    output.line(msgspec.to_builtins(done), "\n".join(salvaged_lines(done)))


def _opening(told: argparse.Namespace) -> Opening:
    if told.recovery_key:
        key = os.environ.get(RECOVERY, "") or asked(tr("Recovery key: "))
        fresh = os.environ.get(NEW_PASSWORD, "") or asked(
            tr("New password for {login}: ", login=told.login)
        )
        return Opening(login=told.login, recovery_key=key, new_password=fresh)
    password = os.environ.get(PASSWORD, "") or asked(tr("Password: "))
    return Opening(login=told.login, password=password)


def _listed(path: Path, found: Any) -> dict[str, Any]:
    return {"file": path.name, "made_at": _when(found.made_at), "entries": found.entries}


def _when(at: int) -> str:
    return f"{local_time(at).isoformat()}+06:00"
