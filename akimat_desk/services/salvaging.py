"""Saves what can be proven of a damaged workspace into a new one, and says what is lost."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from akimat_desk.domain.case_events import CaseRegistered
from akimat_desk.domain.errors import IntegrityBroken
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.numbering import is_checked
from akimat_desk.domain.receipt_events import ReceiptIssued
from akimat_desk.journal import codec
from akimat_desk.services import accounts, former_keys, references, restoring
from akimat_desk.services.clock import Clock
from akimat_desk.services.core import Core
from akimat_desk.services.integrity import Cancelled, Report
from akimat_desk.services.restoring import Begun, Opening, Place
from akimat_desk.storage import backup_file, held, journal, migrations, salvage, salvage_joining
from akimat_desk.storage.database import Connection, Database
from akimat_desk.storage.disk_errors import sorted_os_error
from akimat_desk.storage.errors import DatabaseDamaged as DatabaseDamaged  # noqa: PLC0414
from akimat_desk.storage.errors import (
    FileAltered,
    FileMissing,
    WorkspaceExists,
    WorkspaceMissing,
)
from akimat_desk.storage.files import Files
from akimat_desk.storage.salvage import Found
from akimat_desk.storage.workspace import Workspace
from akimat_desk.trust.signing import StationKey
from akimat_desk.trust.wraps import Cost


@dataclass(eq=False)
class NothingToSave(IntegrityBroken):
    """Not even the beginning of the journal is left in the file, and there is no copy."""

    folder: str


class Damaged(msgspec.Struct, frozen=True, kw_only=True):
    """Where the damaged workspace lies, what copy is joined with it, and where the saved goes."""

    folder: Path
    out: Path
    witness: Path
    backup: Path | None = None
    clock: Clock | None = None
    cost: Cost = Cost()


class LostNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A number that was given and whose record is not saved. `receipt` is the seal that
    `register --from-receipt` takes, where it could still be read; else the paper has it."""

    number: str
    registered_on: str = ""
    receipt: str = ""


class Lineage(msgspec.Struct, frozen=True, kw_only=True):
    mark: str
    saved: int
    known: int


class Salvaged(msgspec.Struct, frozen=True, kw_only=True):
    """What was saved and what was not. `from_copy` and `from_file` add up to `entries`."""

    office: str
    login: str
    folder: str
    pages: int
    damaged_pages: int
    entries: int
    from_copy: int
    from_file: int
    lost: int
    cases: int
    lineages: tuple[Lineage, ...]
    numbers_lost: tuple[LostNumber, ...]
    files: int
    files_lacking: int
    mark: str
    mark_before: str
    last: dict[str, int]
    server: str
    pens: tuple[str, ...]


def save(
    told: Damaged,
    opening: Opening,
    report: Report = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> Salvaged:
    """The damaged files are only read. Raises SignInRefused, PasswordMissing, NothingToSave,
    NotAnAdministrator, BackupUnreadable, WorkspaceExists and what the disk refuses."""
    damaged = Workspace(told.folder)
    damaged.take()
    try:
        with sorted_os_error():
            told.out.mkdir(parents=True, exist_ok=True)
        fresh = Workspace(told.out)
        fresh.take()
        try:
            if fresh.exists or fresh.database.exists():
                raise WorkspaceExists(str(told.out))
            return _Saving(told, opening, damaged, fresh).run(report, cancelled)
        finally:
            fresh.release()
    finally:
        damaged.release()


class _Keys(msgspec.Struct, frozen=True, kw_only=True):
    """`old` opens the damaged file, `new` the copy and what is made; mostly they are one."""

    old: bytes
    new: bytes
    wraps: dict[str, Any]
    login: str


class _Saving:
    """One run, from the two sources to a workspace under its own name."""

    def __init__(
        self, told: Damaged, opening: Opening, damaged: Workspace, fresh: Workspace
    ) -> None:
        self._told, self._opening = told, opening
        self._damaged, self._fresh = damaged, fresh
        self._half_made = fresh.folder / "akimat.db.new"
        self._keys = _opened_keys(told, opening, damaged)

    def run(self, report: Report, cancelled: Cancelled) -> Salvaged:
        found = salvage.read(self._damaged.database, self._keys.old)
        for leftover in self._fresh.folder.glob(f"{self._half_made.name}*"):
            leftover.unlink()
        if self._told.backup is not None:
            backup_file.put_database(self._told.backup, self._half_made)
        database = Database(self._half_made, self._keys.new)
        try:
            done = self._filled(database, found, report, cancelled)
        finally:
            database.close()
        self._fresh.keep_keys(self._wraps())
        self._half_made.replace(self._fresh.database)
        return done

    def _wraps(self) -> dict[str, Any]:
        keys, opening = self._keys, self._opening
        if not opening.recovery_key:
            return keys.wraps
        fresh, cost = opening.new_password, self._told.cost
        return accounts.with_account(keys.wraps, keys.new, keys.login, fresh, cost)

    def _filled(
        self, database: Database, found: Found, report: Report, cancelled: Cancelled
    ) -> Salvaged:
        told = self._told
        with database.write() as connection:
            copied = _prepared(connection, found, told)
            gained = salvage_joining.join(connection, found)
            if not salvage_joining.can_go_on(connection):
                raise NothingToSave(str(told.folder))
            _keep_station_key(connection, found)
        files, lacking = self._put_files()
        place = Place(
            backup=told.folder, folder=told.out, witness=told.witness, clock=told.clock,
            cost=told.cost,
        )  # fmt: skip
        core = restoring.core_of(place, self._fresh, database, self._keys.new)
        restoring.demand_sound(core, report, cancelled)
        login = restoring.demand_administrator(core, self._keys.wraps, self._keys.login)
        with core.read() as (connection, _):
            lost = _lost_numbers(connection, found)
            ends = salvage_joining.ends(connection, found)
            cases = len(salvage_joining.saved_numbers(connection))
            mark = journal.own_origin(connection).mark
        begun = restoring.begin_anew(core, self._half_made, _given(lost, mark))
        return _told(core, told, found, begun, {
            "login": login, "from_copy": copied, "from_file": sum(gained.values()),
            "cases": cases, "numbers_lost": lost, "files": files, "files_lacking": lacking,
            "lineages": tuple(Lineage(mark=one, saved=a, known=b) for _, one, a, b in ends),
        })  # fmt: skip

    def _put_files(self) -> tuple[int, int]:
        """Every file that can be read, of the damaged folder and beside the copy."""
        keys, backup = self._keys, self._told.backup
        here = Files(self._fresh.files, keys.new)
        sources = [Files(self._damaged.files, keys.old)]
        if backup is not None:
            manifest = backup_file.manifest_of(backup)
            pool = backup_file.pool_of(backup, manifest.workspace_id)
            sources.append(Files(pool, keys.new))
        wanted = {digest for source in sources for digest in source.digests()}
        saved = sum(any(_copied(source, here, digest) for source in sources) for digest in wanted)
        return saved, len(wanted) - saved


def _copied(source: Files, here: Files, digest: bytes) -> bool:
    try:
        here.keep(source.read(digest))
    except (FileMissing, FileAltered):
        return False
    return True


def _opened_keys(told: Damaged, opening: Opening, damaged: Workspace) -> _Keys:
    """By the damaged workspace's own wraps, or where those are lost by the copy's."""
    copied = None
    if told.backup is not None:
        backup_file.demand_whole(told.backup)
        copied = restoring.keys_of(told.backup)
    try:
        own = damaged.keys()
    except (DatabaseDamaged, WorkspaceMissing):
        if copied is None:
            raise
        login, key = restoring.unlocked(copied, opening)
        return _Keys(old=key, new=key, wraps=copied, login=login)
    login, key = restoring.unlocked(own, opening)
    if told.backup is None or copied is None or _opens(told, key):
        return _Keys(old=key, new=key, wraps=own, login=login)
    _, other = restoring.unlocked(copied, opening)
    return _Keys(old=key, new=other, wraps=copied, login=login)


def _opens(told: Damaged, key: bytes) -> bool:
    """Whether the copy is under the same key: the key may have been changed since it was made."""
    if told.backup is None:
        return False
    probe = told.out / "akimat.db.probe"
    backup_file.put_database(told.backup, probe)
    database = Database(probe, key)
    try:
        with database.read() as connection:
            migrations.demand_tables(connection)
    except DatabaseDamaged:
        return False
    finally:
        database.close()
        for ending in ("", "-wal", "-shm"):
            Path(f"{probe}{ending}").unlink(missing_ok=True)
    return True


def _prepared(connection: Connection, found: Found, told: Damaged) -> int:
    """The tables to fill; how many entries the copy brings. Raises NothingToSave."""
    while migrations.pending(connection):
        migrations.apply_step(connection)
    if told.backup is None:
        if not salvage_joining.fill_identity(connection, found):
            raise NothingToSave(str(told.folder))
        salvage_joining.join_references(connection, found)
        for one in references.shipped():
            held.keep_reference(
                connection, digest=one.digest, kind=one.kind, reference_id=one.id,
                release=one.release, body=one.body,
            )  # fmt: skip
    return int(connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one())


def _keep_station_key(connection: Connection, found: Found) -> None:
    """Receipts of before stay provable; the seed itself is not taken along."""
    seed = found.workspace.get(held.STATION_SEED)
    if seed is not None:
        former_keys.keep(connection, StationKey.from_seed(seed).public)
    if held.find_value(connection, held.STATION_SEED) is None:
        held.set_value(connection, held.STATION_SEED, os.urandom(32))


def _lost_numbers(connection: Connection, found: Found) -> tuple[LostNumber, ...]:
    saved = salvage_joining.saved_numbers(connection)
    days: dict[str, str] = {}
    seals: dict[str, str] = {}
    numbers = {number for number in found.numbers.values() if is_checked(number)}
    for entry in salvage_joining.unproven(connection, found):
        event = codec.find(entry.envelope.type, entry.envelope.schema, entry.body)
        if isinstance(event, CaseRegistered):
            numbers.add(event.number)
            days[event.number] = legal_day(entry.envelope.at).isoformat()
        elif isinstance(event, ReceiptIssued):
            seals[event.reading.number] = event.reading.qr
    return tuple(
        LostNumber(number=one, registered_on=days.get(one, ""), receipt=seals.get(one, ""))
        for one in sorted(numbers - saved)
    )


def _given(lost: tuple[LostNumber, ...], mark: str) -> Mapping[str, int]:
    """The highest lost number of each journal and year of the series that ends."""
    highest: dict[str, int] = {}
    for one in lost:
        series, _, rest = one.number.partition("-")
        sequence, _, year = rest.partition("/")
        if series.endswith(mark):
            name = f"{series[: -len(mark)]}/{2000 + int(year[:2])}"
            highest[name] = max(int(sequence), highest.get(name, 0))
    return highest


def _told(
    core: Core, told: Damaged, found: Found, begun: Begun, more: Mapping[str, Any]
) -> Salvaged:
    lineages: tuple[Lineage, ...] = more["lineages"]
    return Salvaged(
        office=core.identity.office,
        folder=str(told.out),
        pages=found.pages,
        damaged_pages=found.damaged,
        entries=more["from_copy"] + more["from_file"],
        lost=sum(one.known - one.saved for one in lineages),
        **more,
        **msgspec.structs.asdict(begun),
    )
