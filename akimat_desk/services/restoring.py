"""Puts a workspace back from a copy: it goes on at once, under a series and a key of its own."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from akimat_desk.domain.errors import FieldWrong, RuleBroken
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.offices import Office
from akimat_desk.domain.rights import may
from akimat_desk.services import accounts, lineage
from akimat_desk.services.clock import Clock, SystemClock, training_clock
from akimat_desk.services.core import Core, Identity
from akimat_desk.services.errors import PasswordMissing
from akimat_desk.services.integrity import Cancelled, Integrity, Report
from akimat_desk.storage import backup_file, held, journal, left_centre, migrations, series
from akimat_desk.storage.backup_file import BackupUnreadable, Manifest
from akimat_desk.storage.database import Database
from akimat_desk.storage.disk_errors import sorted_os_error
from akimat_desk.storage.errors import (
    FileAltered,
    FileMissing,
    ReadingAltered,
    WorkspaceExists,
)
from akimat_desk.storage.files import Files
from akimat_desk.storage.workspace import Witness, Workspace
from akimat_desk.trust.wraps import Cost


@dataclass(eq=False)
class NotAnAdministrator(RuleBroken):
    """A copy is opened by an administrator, or with the recovery key for one."""

    login: str


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """Who opens the copy: an administrator by password; or the recovery key opens it, and the
    administrator named gets a new password."""

    login: str = ""
    password: str = ""
    recovery_key: str = ""
    new_password: str = ""


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """What the administrator has to know. `last` is the highest number known of each journal and
    year of the series that ended; `server` names the centre to enrol at once more."""

    office: str
    login: str
    made_at: int
    entries: int
    mark: str
    mark_before: str
    last: dict[str, int]
    files: int
    files_lacking: int
    server: str
    pens: tuple[str, ...]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where from and where to, and by which clock."""

    backup: Path
    folder: Path
    witness: Path
    clock: Clock | None = None
    cost: Cost = Cost()


def restore(
    place: Place,
    opening: Opening,
    report: Report = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> Restored:
    """Raises BackupUnreadable, SignInRefused, PasswordMissing, WorkspaceExists, DiskFull and what
    verifying finds. Cut off at any moment it leaves no workspace, and can be begun anew."""
    manifest = backup_file.demand_whole(place.backup)
    keys = keys_of(place.backup)
    login, key = unlocked(keys, opening)
    with sorted_os_error():
        place.folder.mkdir(parents=True, exist_ok=True)
    workspace = Workspace(place.folder)
    workspace.take()
    try:
        if workspace.exists or workspace.database.exists():
            raise WorkspaceExists(str(place.folder))
        return _put_back(place, workspace, manifest, (keys, key, login, opening), report, cancelled)
    finally:
        workspace.release()


def _put_back(
    place: Place,
    workspace: Workspace,
    manifest: Manifest,
    opened: tuple[dict[str, Any], bytes, str, Opening],
    report: Report,
    cancelled: Cancelled,
) -> Restored:
    keys, key, login, opening = opened
    half_made = workspace.folder / "akimat.db.new"
    for leftover in workspace.folder.glob(f"{half_made.name}*"):
        leftover.unlink()
    backup_file.put_database(place.backup, half_made)
    lacking = put_files(place.backup, workspace.files, manifest, key)
    database = Database(half_made, key)
    try:
        core = core_of(place, workspace, database, key)
        login = demand_administrator(core, keys, login)
        demand_sound(core, report, cancelled)
        done = _begin_anew(core, half_made, manifest, login, lacking)
    finally:
        database.close()
    if opening.recovery_key:
        keys = accounts.with_account(keys, key, login, opening.new_password, place.cost)
    workspace.keep_keys(keys)
    half_made.replace(workspace.database)
    return done


def keys_of(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(backup_file.keys_in(path))
    except ValueError as wrong:
        raise BackupUnreadable(path.name, "altered") from wrong
    if not isinstance(found, dict):
        raise BackupUnreadable(path.name, "altered")
    return found


def unlocked(keys: dict[str, Any], opening: Opening) -> tuple[str, bytes]:
    """The login that was named and the key; raises SignInRefused, PasswordMissing."""
    if opening.recovery_key:
        key = accounts.recovered(keys, opening.recovery_key)
        accounts.demand_password(opening.new_password, is_training=False)
        if not opening.login:
            raise FieldWrong("login", "missing")
        return opening.login, key
    login = opening.login or accounts.only_login(keys)
    if not accounts.is_open(keys) and not opening.password:
        raise PasswordMissing
    return login, accounts.unlocked(keys, login, opening.password)


def core_of(place: Place, workspace: Workspace, database: Database, key: bytes) -> Core:
    """The copy as a desk of this program; raises DatabaseDamaged."""
    with database.read() as connection:
        migrations.demand_tables(connection)
        identity = msgspec.msgpack.decode(held.value(connection, held.IDENTITY), type=Identity)
    while True:
        with database.write() as connection:
            if not migrations.pending(connection):
                break
            migrations.apply_step(connection)
    return Core(
        identity=identity,
        database=database,
        files=Files(workspace.files, key),
        clock=place.clock or (training_clock() if identity.is_training else SystemClock()),
        witness=Witness(place.witness, identity.workspace_id),
    )


def demand_administrator(core: Core, keys: dict[str, Any], login: str) -> str:
    """Raises NotAnAdministrator; the copy itself says who is one."""
    with core.read() as (_, lens):
        office: Office = lens.office
    known = office.find_staff(accounts.staff_of(keys, login)) or office.find_login(login)
    today = legal_day(core.clock.now())
    if known is None or not known.works_on(today) or not may(known.roles, "backup"):
        raise NotAnAdministrator(login)
    return login


def demand_sound(core: Core, report: Report, cancelled: Cancelled) -> None:
    """Raises what is wrong with the journal; readings of an older program are made anew."""
    integrity = Integrity(core)
    try:
        integrity.verify(report, cancelled)
    except ReadingAltered:
        integrity.make_anew(report, cancelled)
        integrity.verify(report, cancelled)


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """The series that begins and the one that ended."""

    mark: str
    mark_before: str
    last: dict[str, int]
    server: str
    pens: tuple[str, ...]


def begin_anew(core: Core, half_made: Path, given: Mapping[str, int] | None = None) -> Begun:
    """All in one transaction: the key, the series that ended and the one that begins."""
    with core.write("setup") as writing:
        connection = writing.connection
        before = journal.own_origin(connection)
        last = series.last_numbers(connection, before.origin)
        server = left_centre.leave(connection)
        lineage.new_station_key(connection, half_made)
        fresh = lineage.begin_anew(core, writing, "restored", given)
        pens = tuple(
            sorted(
                one.journal
                for one in writing.office.all("keeper")
                if one is not None and not one.station and one.reason == "restored"
            )
        )
    for name, number in (given or {}).items():
        last[name] = max(number, last.get(name, 0))
    return Begun(mark=fresh.mark, mark_before=before.mark, last=last, server=server, pens=pens)


def _begin_anew(
    core: Core, half_made: Path, manifest: Manifest, login: str, lacking: int
) -> Restored:
    begun = begin_anew(core, half_made)
    return Restored(
        office=core.identity.office,
        login=login,
        made_at=manifest.made_at,
        entries=manifest.entries,
        files=len(manifest.files) - lacking,
        files_lacking=lacking,
        **msgspec.structs.asdict(begun),
    )


def put_files(backup: Path, folder: Path, manifest: Manifest, key: bytes) -> int:
    """Each proven on its way. Counts those the folder beside the copy does not hold whole."""
    pool = Files(backup_file.pool_of(backup, manifest.workspace_id), key)
    here, lacking = Files(folder, key), 0
    for name in manifest.files:
        try:
            here.keep(pool.read(bytes.fromhex(name)))
        except (FileMissing, FileAltered):
            lacking += 1
    return lacking
