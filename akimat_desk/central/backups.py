"""Copies of a centre and putting one back: whatever comes back begins another life."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from akimat_desk.central import audit, folding
from akimat_desk.central.centre import Centre, open_centre
from akimat_desk.central.clock import Clock
from akimat_desk.central.store.database import Store, embedded
from akimat_desk.domain.errors import IntegrityBroken, RuleBroken
from akimat_desk.domain.moments import local_time
from akimat_desk.storage.disk_errors import sorted_os_error

_DATABASE, _KEY, _FILES, _HALF = "central.db", "server.key", "files", ".part"
_PREFIX, _ENDING = "akimat-central-", ".db"


@dataclass(eq=False)
class CentreExists(RuleBroken):
    """The folder holds a centre's database already; nothing was changed."""

    folder: str


@dataclass(eq=False)
class CentreCopyUnusable(IntegrityBroken):
    """The copy is no whole database of a centre, or its key is not beside it."""

    file: str
    reason: str


class CentreBackup(msgspec.Struct, frozen=True, kw_only=True):
    """What was copied. `file` is empty where another program has to copy the database."""

    folder: str
    file: str
    entries: int
    files: int
    command: str = ""


class CentreRestored(msgspec.Struct, frozen=True, kw_only=True):
    folder: str
    epoch: str
    entries: int
    files: int


def backup(centre: Centre, folder: Path, clock: Clock) -> CentreBackup:
    """The server goes on meanwhile. The database first: files never change, so those that come
    after it are at least all that it names. Raises CentreCopyUnusable and what the disk refuses.
    """
    with sorted_os_error():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for leftover in folder.glob(f"{_PREFIX}*{_HALF}*"):
            leftover.unlink()
    if centre.store.kind == "sqlite":
        name = f"{_PREFIX}{local_time(clock()):%Y-%m-%d-%H%M%S}{_ENDING}"
        entries = _copy_database(centre.folder / _DATABASE, folder / name)
        file, command = str(folder / name), ""
    else:
        entries = folding.verify(centre.store).entries
        file, command = "", f"pg_dump --format=custom --file={folder / 'central.dump'} DATABASE"
    count = _copy_folder(centre.folder, folder)
    return CentreBackup(
        folder=str(folder), file=file, entries=entries, files=count, command=command
    )


def restore(copy: Path, folder: Path) -> CentreRestored:
    """An SQLite centre from its copy, into a folder without one. Cut off at any moment it is begun
    anew, or the server itself sees at its start that an older database stands there."""
    target = folder / _DATABASE
    if target.exists():
        raise CentreExists(str(folder))
    if not copy.is_file():
        raise CentreCopyUnusable(copy.name, "missing")
    _demand_key(copy.parent)
    half = folder / f"{_DATABASE}{_HALF}"
    with sorted_os_error():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _drop(half)
    _copy_file(copy, half)
    entries = _verified(half, copy.name)
    files = _copy_folder(copy.parent, folder)
    half.replace(target)
    return _begun_anew(folder, "", entries, files)


def begin_anew(folder: Path, database: str, beside: Path | None) -> CentreRestored:
    """A database that its own server's programs have put back: key and files from the copy's
    folder, where one is named, and another life."""
    files = 0
    if beside is not None:
        _demand_key(beside)
        with sorted_os_error():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        files = _copy_folder(beside, folder)
    return _begun_anew(folder, database, None, files)


def _begun_anew(folder: Path, database: str, entries: int | None, files: int) -> CentreRestored:
    centre = open_centre(folder, database)
    try:
        count = folding.verify(centre.store).entries if entries is None else entries
        audit.begin_anew(centre)
        epoch = centre.mint("restored")
    finally:
        centre.close()
    return CentreRestored(folder=str(folder), epoch=epoch.hex(), entries=count, files=files)


def _copy_database(source: Path, target: Path) -> int:
    """SQLite's own copy of a database in use; verified under another name before it counts."""
    half = target.with_name(f"{target.name}{_HALF}")
    _drop(half)
    try:
        with sorted_os_error():
            half.touch(mode=0o600)
            try:
                with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(half)) as to:
                    read.backup(to, pages=2000, sleep=0.01)
            except sqlite3.Error as wrong:
                # Its words name the file; what the disk itself says is sorted like any other.
                raise OSError(*_errno(wrong)) from wrong
        entries = _verified(half, target.name)
        with sorted_os_error():
            _sync(half)
            half.replace(target)
    except BaseException:
        _drop(half)
        raise
    return entries


def _errno(wrong: sqlite3.Error) -> tuple[int, str]:
    full = "full" in str(wrong)
    return (errno.ENOSPC if full else errno.EIO), type(wrong).__name__


def _verified(path: Path, name: str) -> int:
    """Every page, chain and commitment of a copy."""
    try:
        with closing(sqlite3.connect(path)) as plain:
            found = plain.execute("PRAGMA quick_check").fetchone()
            if found != ("ok",):
                raise CentreCopyUnusable(name, "pages")
            if plain.execute("SELECT 1 FROM about LIMIT 1").fetchone() is None:
                raise CentreCopyUnusable(name, "not_a_centre")
    except sqlite3.Error as wrong:
        raise CentreCopyUnusable(name, "not_a_centre") from wrong
    store = Store(embedded(path))
    try:
        return folding.verify(store).entries
    finally:
        store.close()


def _demand_key(folder: Path) -> None:
    """Stations know the centre by its key: without it each would have to enrol again."""
    if not (folder / _KEY).is_file():
        raise CentreCopyUnusable(_KEY, "missing")


def _copy_folder(source: Path, target: Path) -> int:
    """The key, and every file that is whole and not there yet; counts files."""
    with sorted_os_error():
        _copy_file(source / _KEY, target / _KEY)
        count = 0
        for path in _whole_files(source / _FILES):
            there = target / _FILES / path.relative_to(source / _FILES)
            count += 1
            if not there.is_file() or there.stat().st_size != path.stat().st_size:
                there.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                _copy_file(path, there)
    return count


def _whole_files(folder: Path) -> Iterator[Path]:
    for path in folder.glob("*/*/*"):
        if path.is_file() and not path.suffix:
            yield path


def _copy_file(source: Path, target: Path) -> None:
    """Whole or not at all, for nobody else to read."""
    half = target.with_name(f"{target.name}.new")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with source.open("rb") as read, os.fdopen(handle, "wb") as write:
        shutil.copyfileobj(read, write, 1024 * 1024)
        write.flush()
        os.fsync(write.fileno())
    half.replace(target)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _drop(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            Path(f"{path}{ending}").unlink(missing_ok=True)
