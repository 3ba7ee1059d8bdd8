"""Verified copies of a workspace: opened and folded before they count, never with its own key."""

import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from akimat_desk import __version__
from akimat_desk.domain.errors import RuleBroken
from akimat_desk.domain.moments import legal_day, local_time
from akimat_desk.domain.offices import Office
from akimat_desk.domain.rights import may, role_for
from akimat_desk.services import accounts, former_keys
from akimat_desk.services.backup_keeping import NEWEST, staying
from akimat_desk.services.core import Core
from akimat_desk.services.integrity import Cancelled, Integrity, Report, Verified
from akimat_desk.storage import backup_file, backup_notes, held, journal
from akimat_desk.storage.backup_file import Manifest
from akimat_desk.storage.backup_notes import LastCopy
from akimat_desk.storage.database import Database, driver
from akimat_desk.storage.disk_errors import sorted_os_error
from akimat_desk.storage.errors import DiskFull, FileAltered, FileMissing, ReadingAltered
from akimat_desk.storage.files import Files
from akimat_desk.storage.workspace import Witness, Workspace
from akimat_desk.trust.signing import StationKey

_LAST = "last_backup"
_SPARE = 1024 * 1024


@dataclass(eq=False)
class BackupInWorkspace(RuleBroken):
    """A copy beside the original is lost with it: another disk, stick or folder is needed."""

    folder: str


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """One verified copy. `files` are those whose bytes are in the folder, `lacking` those that
    could not be read here; `removed` counts older copies that made room by the keeping rule."""

    file: str
    made_at: int
    entries: int
    files: int
    lacking: int
    bytes: int
    digest: str
    removed: int = 0


class Backups:
    """Makes and lists copies. The desk works on meanwhile: the copy is of one instant."""

    def __init__(self, core: Core, workspace: Workspace) -> None:
        self._core = core
        self._workspace = workspace

    def make(
        self,
        folder: Path,
        *,
        keep: int = NEWEST,
        report: Report = lambda _done, _total: None,
        cancelled: Cancelled = lambda: False,
    ) -> Backup:
        """Raises BackupInWorkspace, NotAllowed, DiskFull, DiskReadOnly, DatabaseDamaged and what
        verifying finds; then no file bears a backup's name that did not before."""
        role_for(self._core.actor, "backup")
        return self.make_unasked(folder, keep=keep, report=report, cancelled=cancelled)

    def make_unasked(
        self,
        folder: Path,
        *,
        keep: int = NEWEST,
        is_old_tables: bool = False,
        report: Report = lambda _done, _total: None,
        cancelled: Cancelled = lambda: False,
    ) -> Backup:
        """The office's own daily copy, whoever is signed in: it opens for administrators alone.
        With `is_old_tables` the readings are of an older program, and the journal is proven."""
        folder = folder.expanduser().resolve()
        if folder.is_relative_to(self._workspace.folder.resolve()):
            raise BackupInWorkspace(str(folder))
        with sorted_os_error():
            folder.mkdir(parents=True, exist_ok=True)
        identity = self._core.identity
        backup_file.sweep(folder, identity.copies_id)
        at = self._core.clock.now()
        path = folder / _name(identity.office, identity.copies_id, at)
        pool = backup_file.pool_of(path, identity.copies_id)
        self._demand_room(folder, pool)
        copy = backup_file.half_made(folder, f"{path.stem}.db")
        try:
            self._copy(copy)
            lacking = self._copy_files(pool, cancelled)
            manifest = self._verified(copy, pool, at, (is_old_tables, report, cancelled))
            keys = json.dumps(self._keys(), indent=1).encode()
            whole = backup_file.write(path, manifest, keys, copy)
        finally:
            _drop(copy)
        removed = self._keep(folder, keep, path.name)
        done = Backup(
            file=str(path),
            made_at=at,
            entries=whole.entries,
            files=len(whole.files),
            lacking=lacking,
            bytes=path.stat().st_size,
            digest=whole.digest,
            removed=removed,
        )
        with self._core.database.write() as connection:
            held.set_value(connection, _LAST, msgspec.msgpack.encode(done))
        told = LastCopy(file=done.file, made_at=at, entries=done.entries)
        backup_notes.note_made(self._workspace.folder, told)
        return done

    def last(self) -> Backup | None:
        """The last one that counted, wherever it was put."""
        with self._core.database.read() as connection:
            told = held.find_value(connection, _LAST)
        return None if told is None else msgspec.msgpack.decode(told, type=Backup)

    def listed(self, folder: Path) -> list[tuple[Path, Manifest]]:
        """This workspace's copies in a folder, the newest first."""
        return backup_file.backups_in(folder, self._core.identity.copies_id)

    def may_make(self) -> bool:
        actor = self._core.actor
        return actor is not None and may(actor.roles, "backup")

    def _demand_room(self, folder: Path, pool: Path) -> None:
        """Before anything is begun: a full disk in the middle costs an hour."""
        size = self._workspace.database.stat().st_size
        kept = Files(pool, self._core.database.key)
        fresh = sum(
            self._core.files.size(digest)
            for digest in self._core.files.digests()
            if not kept.holds(digest)
        )
        with sorted_os_error():
            free = shutil.disk_usage(folder).free
        if free < 2 * size + fresh + _SPARE:
            raise DiskFull

    def _copy(self, path: Path) -> None:
        """The database of this instant without the station's key."""
        core = self._core
        with sorted_os_error():
            path.unlink(missing_ok=True)
            # SQLite's own words for a folder that cannot be written tell less.
            path.touch()
            path.unlink()
        core.database.copy_to(path)
        copy = Database(path, core.database.key)
        try:
            with copy.write() as connection:
                # What is deleted is overwritten, not only forgotten.
                driver(connection).execute("PRAGMA secure_delete=ON")
                seed = held.value(connection, held.STATION_SEED)
                former_keys.keep(connection, StationKey.from_seed(seed).public)
                held.drop_value(connection, held.STATION_SEED)
        finally:
            copy.close()

    def _copy_files(self, pool: Path, cancelled: Cancelled) -> int:
        """Sealed under the same key, each once for all copies. Counts what cannot be read here:
        a damaged scan must not stand in the way of everything else."""
        core, lacking = self._core, 0
        kept = Files(pool, core.database.key)
        for digest in core.files.digests():
            if cancelled():
                break
            if kept.holds(digest):
                continue
            try:
                kept.keep(core.files.read(digest))
            except (FileAltered, FileMissing):
                lacking += 1
        return lacking

    def _verified(
        self, path: Path, pool: Path, at: int, how: tuple[bool, Report, Cancelled]
    ) -> Manifest:
        """The copy opened, every page, entry, reading and file of it; raises what is wrong."""
        core = self._core
        database = Database(path, core.database.key)
        files = Files(pool, core.database.key)
        try:
            opened = Core(
                identity=core.identity,
                database=database,
                files=files,
                clock=core.clock,
                witness=Witness(path.parent, "unused"),
            )
            found = _proven(opened, *how)
            with opened.read() as (connection, _):
                own = journal.own_origin(connection)
        finally:
            database.close()
        return Manifest(
            version=backup_file.VERSION,
            workspace_id=core.identity.copies_id,
            office=core.identity.office,
            mark=own.mark,
            made_at=at,
            program=__version__,
            entries=found.entries,
            digest=found.digest,
            files=tuple(sorted(one.hex() for one in core.files.digests() if files.holds(one))),
        )

    def _keys(self) -> dict[str, Any]:
        """The wraps of the recovery key and of those who are administrators today."""
        core = self._core
        today = legal_day(core.clock.now())
        with core.read() as (_, lens):
            office: Office = lens.office
        logins = [
            one.login for one in office.staff() if one.works_on(today) and may(one.roles, "backup")
        ]
        return accounts.for_backup(self._workspace.keys(), logins)

    def _keep(self, folder: Path, keep: int, fresh: str) -> int:
        """Drops the copies beyond the keeping rule, and the files that none names any more."""
        here = self.listed(folder)
        stay = staying(((told.made_at, path.name) for path, told in here), keep, fresh)
        gone = [path for path, _ in here if path.name not in stay]
        for path in gone:
            path.unlink(missing_ok=True)
        if gone:
            pool = Files(
                backup_file.pool_of(gone[0], self._core.identity.copies_id),
                self._core.database.key,
            )
            named = {one for path, told in here if path.name in stay for one in told.files}
            for digest in list(pool.digests()):
                if digest.hex() not in named:
                    pool.discard(digest)
        return len(gone)


def _proven(core: Core, is_old_tables: bool, report: Report, cancelled: Cancelled) -> Verified:  # noqa: FBT001
    """Raises what is wrong with the journal. Readings that differ are made anew in the copy: a
    desk whose lists are wrong needs its copy all the more."""
    integrity = Integrity(core)
    if is_old_tables:
        return integrity.verify_journal(report, cancelled)
    try:
        return integrity.verify(report, cancelled)
    except ReadingAltered:
        integrity.make_anew(report, cancelled)
        return integrity.verify(report, cancelled)


def _name(office: str, workspace_id: str, at: int) -> str:
    moment = local_time(at)
    return f"akimat-{office}-{workspace_id[:12]}-{moment:%Y-%m-%d-%H%M%S}{backup_file.ENDING}"


def _drop(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            Path(f"{path}{ending}").unlink(missing_ok=True)
