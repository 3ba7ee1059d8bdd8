"""A workspace folder: who holds it now, its wrapped keys, and the witness kept elsewhere."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from akimat_desk.storage.disk_errors import sorted_os_error
from akimat_desk.storage.errors import DatabaseDamaged, WorkspaceInUse, WorkspaceMissing

DATABASE, KEYS, LOCK, FILES = "akimat.db", "keys.json", "workspace.lock", "files"
REKEY = "rekey"


class Workspace:
    """The folder and its lock. One program at a time; the second is told so at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # Opened on a worker, given back by the window: the lock belongs to the program.
        self._lock = FileLock(folder / LOCK, thread_local=False)

    @property
    def database(self) -> Path:
        return self.folder / DATABASE

    @property
    def files(self) -> Path:
        return self.folder / FILES

    @property
    def exists(self) -> bool:
        return (self.folder / KEYS).exists() and self.database.exists()

    def take(self) -> None:
        """Raises WorkspaceInUse; the lock goes with the process, however it ends.

        Whoever holds it reads the keys anew: a change of the key that was cut off is finished.
        """
        if not self.folder.is_dir():
            raise WorkspaceMissing(str(self.folder))
        with sorted_os_error():
            try:
                self._lock.acquire(timeout=0)
            except Timeout as held:  # an OSError too, so it is caught first
                raise WorkspaceInUse(str(self.folder)) from held
        if (self.folder / REKEY).is_dir():
            self._finish_rekeying()

    def _finish_rekeying(self) -> None:
        # Late: hardly ever, and the sign-in's first paint shall not wait for SQLite.
        from akimat_desk.storage.rekeying import finish  # noqa: PLC0415

        try:
            finish(self.folder)
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        self._lock.release()

    def keys(self) -> dict[str, Any]:
        """The wraps as JSON builtins; raises WorkspaceMissing, DatabaseDamaged."""
        path = self.folder / KEYS
        with sorted_os_error():
            is_here = path.exists()
        if not is_here:
            raise WorkspaceMissing(str(self.folder))
        try:
            with sorted_os_error():
                found = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as wrong:
            raise DatabaseDamaged(KEYS) from wrong
        if not isinstance(found, dict):
            raise DatabaseDamaged(KEYS)
        return found

    def keep_keys(self, keys: dict[str, Any]) -> None:
        """Whole or not at all."""
        with sorted_os_error():
            write_whole(self.folder / KEYS, json.dumps(keys, indent=1).encode())


def write_whole(path: Path, data: bytes) -> None:
    """A reader finds the old bytes or the new ones, never a part."""
    draft = path.with_suffix(".new")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


class Witness:
    """The highest place of each own origin, outside the workspace folder.

    A database that stands behind its witness was put back from a copy: it must open a new
    origin before it writes. A witness that cannot be written is no reason to stop the counter.
    """

    def __init__(self, folder: Path, workspace_id: str) -> None:
        self._path = folder / f"{workspace_id}.txt"
        self._is_tidy = False

    def is_ahead_of(self, origin: bytes, seq: int) -> bool:
        return self._known().get(origin.hex(), 0) > seq

    def saw(self, places: Iterable[tuple[bytes, int]]) -> None:
        """One line more; the highest counts. Not synced: after a power cut it only asks less."""
        lines = "".join(f"{origin.hex()} {seq}\n" for origin, seq in places).encode()
        try:
            if not self._is_tidy:
                self._tidy()
            with self._path.open("ab", buffering=0) as file:
                file.write(lines)
        except OSError:
            return

    def _tidy(self) -> None:
        """Once a run a long file is made short, and a line that was cut off is ended."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        known = self._known()
        draft = self._path.with_suffix(f".{os.getpid()}")
        draft.write_bytes("".join(f"{origin} {seq}\n" for origin, seq in known.items()).encode())
        draft.replace(self._path)
        self._is_tidy = True

    def _known(self) -> dict[str, int]:
        try:
            lines = self._path.read_text(encoding="ascii", errors="replace").splitlines()
        except OSError:
            return {}
        known: dict[str, int] = {}
        for origin, _, seq in (line.partition(" ") for line in lines):
            if seq.isascii() and seq.isdigit():
                known[origin] = max(int(seq), known.get(origin, 0))
        return known
