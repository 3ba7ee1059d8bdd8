"""A backup as one file: its manifest, the wrapped keys and the encrypted database, each proven."""

import hashlib
import io
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from akimat_desk.domain.errors import IntegrityBroken
from akimat_desk.storage.disk_errors import sorted_os_error
from akimat_desk.storage.workspace import DATABASE, KEYS

VERSION = 1
ENDING = ".backup"
_HALF = ".part"
_MANIFEST = "manifest.json"
_PIECE = 1024 * 1024
_LONGEST_MANIFEST = 256 * 1024 * 1024


@dataclass(eq=False)
class BackupUnreadable(IntegrityBroken):
    """The file is no backup, or not all of what was written."""

    file: str
    reason: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself. `files` are digests; their bytes lie in the folder beside.

    `digest` is that of the folded states, found when the copy was opened and folded.
    """

    version: int
    workspace_id: str
    office: str
    mark: str
    made_at: int
    program: str
    entries: int
    digest: str
    files: tuple[str, ...] = ()
    members: dict[str, str] = {}


def pool_of(backup: Path, workspace_id: str) -> Path:
    """Files are kept once for all backups of a workspace, beside them."""
    return backup.parent / f"files-{workspace_id[:12]}"


def half_made(folder: Path, name: str) -> Path:
    """Where a backup is put together; it counts only under its own name."""
    return folder / f"{name}{_HALF}"


def sweep(folder: Path, workspace_id: str) -> None:
    """What an interrupted backup of this workspace left."""
    for leftover in folder.glob(f"*-{workspace_id[:12]}-*{_HALF}*"):
        leftover.unlink(missing_ok=True)


def write(path: Path, manifest: Manifest, keys: bytes, database: Path) -> Manifest:
    """Whole under its name, and read back, or not at all; raises what the disk refuses."""
    half = half_made(path.parent, path.name)
    members = {KEYS: hashlib.sha256(keys).hexdigest(), DATABASE: _sha256(database)}
    whole = msgspec.structs.replace(manifest, members=members)
    try:
        with sorted_os_error():
            with half.open("wb") as file:
                with tarfile.open(fileobj=file, mode="w") as packed:
                    _add(packed, _MANIFEST, msgspec.json.encode(whole))
                    _add(packed, KEYS, keys)
                    packed.add(database, DATABASE, filter=_plain)
                file.flush()
                os.fsync(file.fileno())
            demand_whole(half)
            half.replace(path)
            _sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        raise
    return whole


def manifest_of(path: Path) -> Manifest:
    """Raises BackupUnreadable; the members are not looked at yet."""
    with _opened(path) as packed:
        return _manifest(path, packed)


def demand_whole(path: Path) -> Manifest:
    """Every member as it was written; raises BackupUnreadable."""
    with _opened(path) as packed:
        manifest = _manifest(path, packed)
        for name, digest in manifest.members.items():
            found = hashlib.sha256()
            for piece in _pieces(_member(path, packed, name)):
                found.update(piece)
            if found.hexdigest() != digest:
                raise BackupUnreadable(path.name, "altered")
        if set(manifest.members) != {KEYS, DATABASE}:
            raise BackupUnreadable(path.name, "altered")
    return manifest


def keys_in(path: Path) -> bytes:
    """The wraps, as JSON; raises BackupUnreadable."""
    with _opened(path) as packed:
        return _member(path, packed, KEYS).read()


def put_database(path: Path, target: Path) -> None:
    """The encrypted database, on the disk before this returns."""
    with _opened(path) as packed, sorted_os_error(), target.open("wb") as file:
        for piece in _pieces(_member(path, packed, DATABASE)):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def backups_in(folder: Path, workspace_id: str = "") -> list[tuple[Path, Manifest]]:
    """The newest first; what is no backup is passed over."""
    found = []
    for path in folder.glob(f"*{ENDING}"):
        with suppress(BackupUnreadable):
            manifest = manifest_of(path)
            if workspace_id in ("", manifest.workspace_id):
                found.append((path, manifest))
    return sorted(found, key=lambda one: (one[1].made_at, one[0].name), reverse=True)


@contextmanager
def _opened(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(path, "r:") as packed:
            yield packed
    except tarfile.TarError as wrong:
        raise BackupUnreadable(path.name, "not_a_backup") from wrong
    except OSError as wrong:
        # Also what tarfile meets at the end of a file that was cut off.
        raise BackupUnreadable(path.name, "not_readable") from wrong


def _manifest(path: Path, packed: tarfile.TarFile) -> Manifest:
    try:
        first = packed.next()
        if first is None or first.name != _MANIFEST or first.size > _LONGEST_MANIFEST:
            raise BackupUnreadable(path.name, "not_a_backup")
        told = packed.extractfile(first)
        if told is None:
            raise BackupUnreadable(path.name, "not_a_backup")
        manifest = msgspec.json.decode(told.read(), type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError) as wrong:
        raise BackupUnreadable(path.name, "altered") from wrong
    if manifest.version > VERSION:
        raise BackupUnreadable(path.name, "newer_program")
    return manifest


def _member(path: Path, packed: tarfile.TarFile, name: str) -> IO[bytes]:
    try:
        found = packed.extractfile(name)
    except KeyError as wrong:
        raise BackupUnreadable(path.name, "cut_off") from wrong
    if found is None:
        raise BackupUnreadable(path.name, "altered")
    return found


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def _add(packed: tarfile.TarFile, name: str, data: bytes) -> None:
    told = tarfile.TarInfo(name)
    told.size, told.mode = len(data), 0o600
    packed.addfile(told, io.BytesIO(data))


def _plain(told: tarfile.TarInfo) -> tarfile.TarInfo:
    """Nothing of this machine's accounts or times."""
    told.uid = told.gid = 0
    told.uname = told.gname = ""
    told.mtime, told.mode = 0, 0o600
    return told


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    """The name itself is on the disk; where a system cannot say so, nothing is lost but time."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
