"""A workspace under another key: made beside the old one, then put in its place as a whole."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from akimat_desk.storage.database import sorted_error
from akimat_desk.storage.disk_errors import sorted_os_error
from akimat_desk.storage.workspace import DATABASE, FILES, KEYS, REKEY, write_whole

_PLAN: Final = "plan.json"
_FORMER: Final = "former-files"
Step = Callable[[str], None]
"""Told before each change on the disk; tests end the program there."""


def untold(_step: str) -> None:
    """Nobody wants to know."""


def begin(folder: Path) -> Path:
    """An empty place for the new workspace; what an earlier try left is gone."""
    made = folder / REKEY
    with sorted_os_error():
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
    return made


def rekey(path: Path, old: bytes, new: bytes) -> None:
    """A copy that nobody else has open; raises what storage.errors names."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{old.hex()}'\"")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(f"PRAGMA rekey=\"x'{new.hex()}'\"")
    except dbapi2.Error as wrong:
        raise sorted_error(wrong) from wrong
    finally:
        connection.close()


def settle(folder: Path, step: Step = untold) -> None:
    """From here on the new key holds: whatever happens, the next opening goes on with it.

    The new database, files and keys must be whole and on the disk.
    """
    step("plan")
    with sorted_os_error():
        _on_disk(folder / REKEY)
        write_whole(folder / REKEY / _PLAN, b'{"version": 1}')
        _on_disk(folder / REKEY)
    finish(folder, step)


def finish(folder: Path, step: Step = untold) -> None:
    """Goes on where a change of the key was cut off; called by whoever holds the lock.

    Without a plan nothing was settled: what was made so far is thrown away.
    """
    made = folder / REKEY
    if not made.is_dir():
        return
    with sorted_os_error():
        if (made / _PLAN).exists():
            _put_in_place(folder, made, step)
        step("sweep")
        for name in (_FORMER, FILES):
            shutil.rmtree(made / name, ignore_errors=True)
        step("end")
        shutil.rmtree(made)


def _put_in_place(folder: Path, made: Path, step: Step) -> None:
    """Each move is done or not done; in whatever state it is met, the same end is reached."""
    if (made / DATABASE).exists():
        step("database")
        for ending in ("-wal", "-shm"):
            (folder / f"{DATABASE}{ending}").unlink(missing_ok=True)
        (made / DATABASE).replace(folder / DATABASE)
    if (made / FILES).exists():
        step("former files")
        if (folder / FILES).exists() and not (made / _FORMER).exists():
            (folder / FILES).rename(made / _FORMER)
        step("files")
        (made / FILES).rename(folder / FILES)
    if (made / KEYS).exists():
        step("keys")
        (made / KEYS).replace(folder / KEYS)
    _on_disk(folder)


def _on_disk(folder: Path) -> None:
    """Names, not only bytes: on POSIX a folder is synced like a file."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
