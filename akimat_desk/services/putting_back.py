"""Puts a copy, or what was saved of a damaged workspace, in the place where the desk looks."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from akimat_desk.domain.moments import local_time
from akimat_desk.services.backup_days import beside, last_known
from akimat_desk.services.clock import SystemClock
from akimat_desk.services.integrity import Cancelled, Report
from akimat_desk.services.restoring import Opening, Place, Restored, restore
from akimat_desk.services.salvaging import Damaged, Salvaged, save
from akimat_desk.storage import backup_file, backup_notes, swap
from akimat_desk.storage.workspace import Workspace

_Done = TypeVar("_Done", Restored, Salvaged)


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What can be offered before anybody signs in. `last` is the newest copy that is there."""

    has_workspace: bool
    last: str
    folder: str


class CopyFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Of a copy that is whole."""

    office: str
    made_at: int
    entries: int
    files: int


class Put(msgspec.Struct, frozen=True, kw_only=True):
    """What was put in place, and where that which stood there before is kept."""

    restored: Restored | None = None
    salvaged: Salvaged | None = None
    aside: str = ""


def known_in(folder: Path) -> Known:
    """By little more than a file: nothing is opened."""
    last = last_known(folder)
    notes = backup_notes.notes_of(folder)
    return Known(
        has_workspace=Workspace(folder).database.exists(),
        last="" if last is None else last.file,
        folder=notes.folder or str(beside(folder)),
    )


def looked_at(backup: Path) -> CopyFacts:
    """What a copy says it holds, every byte of it checked. Raises BackupUnreadable."""
    told = backup_file.demand_whole(backup)
    return CopyFacts(
        office=told.office, made_at=told.made_at, entries=told.entries, files=len(told.files)
    )


def restore_into(
    folder: Path,
    place: Place,
    opening: Opening,
    report: Report = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> Put:
    """`place.folder` is passed over: it is made aside and swapped in when it is proven."""
    done, aside = _swapped(
        folder,
        lambda out: restore(msgspec.structs.replace(place, folder=out), opening, report, cancelled),
    )
    return Put(restored=done, aside=aside)


def save_into(
    folder: Path,
    damaged: Damaged,
    opening: Opening,
    report: Report = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> Put:
    """The same with what can be proven of the workspace that is there."""
    done, aside = _swapped(
        folder,
        lambda out: save(
            msgspec.structs.replace(damaged, folder=folder, out=out), opening, report, cancelled
        ),
    )
    return Put(salvaged=msgspec.structs.replace(done, folder=str(folder)), aside=aside)


def _swapped(folder: Path, made: Callable[[Path], _Done]) -> tuple[_Done, str]:
    done = made(swap.incoming(folder))
    at = local_time(SystemClock().now())
    aside = swap.swap(folder, f"before-{at:%Y-%m-%d-%H%M%S}")
    return done, "" if aside is None else str(aside)
