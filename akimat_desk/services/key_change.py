"""Another key for a workspace: database, files and wraps at once, or not at all."""

import os
import shutil
import uuid
from pathlib import Path
from typing import Any

import msgspec
import uuid_utils

from akimat_desk.domain.account_events import WorkspaceKeyChanged
from akimat_desk.domain.errors import FieldWrong, WorkCancelled
from akimat_desk.domain.rights import role_for
from akimat_desk.services import accounts, lineage, throttle
from akimat_desk.services.backup_days import BackupDays
from akimat_desk.services.backups import Backups
from akimat_desk.services.clock import Clock
from akimat_desk.services.core import Core
from akimat_desk.services.desk import core_of
from akimat_desk.services.integrity import Cancelled, Report
from akimat_desk.services.locking import working
from akimat_desk.storage import held, rekeying, verification
from akimat_desk.storage.database import Database
from akimat_desk.storage.disk_errors import sorted_os_error
from akimat_desk.storage.errors import DatabaseDamaged, DiskFull, FileAltered
from akimat_desk.storage.files import Files
from akimat_desk.storage.rekeying import Step, untold
from akimat_desk.storage.workspace import DATABASE, FILES, Witness, Workspace
from akimat_desk.trust.wraps import Cost

_SPARE = 16 * 1024 * 1024


class KeyChanged(msgspec.Struct, frozen=True, kw_only=True):
    """Shown once, to be printed. `temporary` are passwords by login, to be handed out; the old
    recovery key and codes open only copies made before."""

    login: str
    recovery_key: str
    head_codes: tuple[str, ...]
    temporary: dict[str, str]
    files: int
    files_lacking: int


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """By whom, and how: an administrator with a password. `step` is for tests. `report` hears how
    far it is; `cancelled` ends it with the old secrets."""

    login: str
    password: str
    clock: Clock | None = None
    cost: Cost = Cost()
    step: Step = untold
    report: Report = lambda _done, _total: None
    cancelled: Cancelled = lambda: False


def change_key(folder: Path, change: Change) -> KeyChanged:
    """A copy is made first. Raises SignInRefused, NotAllowed, GuessTooSoon, DiskFull, CopyNotMade,
    FieldWrong (a workspace without passwords), WorkCancelled. Cut off at any moment, the workspace
    opens with the old secrets or with the new.

    No other account's wrap can be made without its password; so those get temporary ones.
    """
    workspace = Workspace(folder)
    workspace.take()
    try:
        keys = workspace.keys()
        if accounts.is_open(keys):
            raise FieldWrong("password", "missing")
        login = change.login or accounts.only_login(keys)
        with throttle.guess(folder, throttle.of_login(login), change.clock):
            key = accounts.unlocked(keys, login, change.password)
        return _changed(workspace, keys, key, msgspec.structs.replace(change, login=login))
    finally:
        workspace.release()


def _changed(workspace: Workspace, keys: dict[str, Any], old: bytes, change: Change) -> KeyChanged:
    core = core_of(workspace, old, change.clock)
    try:
        core.actor = working(core, change.login, accounts.staff_of(keys, change.login))
        role_for(core.actor, "account")
        BackupDays(core, workspace, Backups(core, workspace)).before(
            "key", report=change.report, cancelled=change.cancelled
        )
        _demand_room(workspace)
        made = rekeying.begin(workspace.folder)
        new = os.urandom(32)
        change.step("copy")
        core.database.copy_to(made / DATABASE)
        change.step("rekey")
        rekeying.rekey(made / DATABASE, old, new)
        files, lacking = _files_anew(core.files, Files(made / FILES, new), change)
        _tell(core, made, new)
    finally:
        core.database.close()
    fresh, recovery, codes, temporary = accounts.wrapped_anew(
        keys, new, change.login, change.password, change.cost
    )
    change.step("wraps")
    Workspace(made).keep_keys(fresh)
    rekeying.settle(workspace.folder, change.step)
    return KeyChanged(
        login=change.login,
        recovery_key=recovery,
        head_codes=codes,
        temporary=temporary,
        files=files,
        files_lacking=lacking,
    )


def _demand_room(workspace: Workspace) -> None:
    """Old and new lie side by side for a moment. Raises DiskFull."""
    paths = (workspace.database, *workspace.files.rglob("*"))
    with sorted_os_error():
        needed = sum(path.stat().st_size for path in paths if path.is_file())
        if shutil.disk_usage(workspace.folder).free < needed + _SPARE:
            raise DiskFull


def _files_anew(old: Files, new: Files, change: Change) -> tuple[int, int]:
    """One that was damaged before can be read under no key, and is left out."""
    kept = lacking = 0
    digests = list(old.digests())
    for place, digest in enumerate(digests):
        if change.cancelled():
            raise WorkCancelled
        change.report(place, len(digests))
        change.step("file")
        try:
            new.keep(old.read(digest))
            kept += 1
        except FileAltered:
            lacking += 1
    return kept, lacking


def _tell(core: Core, made: Path, new: bytes) -> None:
    """The entry stands in the new database alone: where the change is given up nothing was told.

    Copies made from now on have another name, and with it files of their own: the former ones
    beside them open under the old key.
    """
    identity = msgspec.structs.replace(core.identity, copies=uuid.uuid4().hex)
    database = Database(made / DATABASE, new)
    # A witness of its own: nothing of this counts before the change is settled.
    witness = Witness(made / "witness", identity.workspace_id)
    copy = Core(
        identity=identity,
        database=database,
        files=Files(made / FILES, new),
        clock=core.clock,
        witness=witness,
    )
    copy.actor = core.actor
    try:
        with copy.write("account") as writing:
            connection = writing.connection
            held.set_value(connection, held.IDENTITY, msgspec.msgpack.encode(identity))
            path = made / DATABASE
            held.set_value(connection, held.FINGERPRINT, lineage.fingerprint(path))
            writing.append_office(
                WorkspaceKeyChanged(change=str(uuid_utils.uuid7()), station=identity.station)
            )
        with database.read() as connection, core.database.read() as before:
            verification.verify_pages(connection)
            entries, _ = verification.steps(connection)
            if entries != verification.steps(before)[0] + 1:
                raise DatabaseDamaged(DATABASE)
    finally:
        database.close()
