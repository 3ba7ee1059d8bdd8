"""Puts a whole workspace in the place of another; cut off at any moment, the next start ends it."""

import shutil
from pathlib import Path

from akimat_desk.storage.disk_errors import sorted_os_error
from akimat_desk.storage.workspace import DATABASE, FILES, KEYS, Workspace, write_whole

NOTE = "swap.txt"
INCOMING = "incoming"
_LOG = tuple(f"{DATABASE}{ending}" for ending in ("-wal", "-shm"))


def incoming(folder: Path) -> Path:
    """An empty folder on the same disk, where the new workspace is made."""
    place = folder / INCOMING
    with sorted_os_error():
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
    return place


def swap(folder: Path, name: str) -> Path | None:
    """What lies ready is in its place, and what was there before is kept aside under the name;
    None where nothing was. Raises WorkspaceInUse."""
    with sorted_os_error():
        (folder / INCOMING / FILES).mkdir(exist_ok=True)
        write_whole(folder / NOTE, name.encode())
    finish(folder)
    aside = folder / name
    return aside if aside.exists() else None


def finish(folder: Path) -> None:
    """Ends a swap that was begun; else nothing. Raises WorkspaceInUse."""
    with sorted_os_error():
        if not (folder / NOTE).exists():
            return
    workspace = Workspace(folder)
    workspace.take()
    try:
        with sorted_os_error():
            _move(folder, folder / (folder / NOTE).read_text(encoding="utf-8"))
            (folder / NOTE).unlink()
            shutil.rmtree(folder / INCOMING, ignore_errors=True)
    finally:
        workspace.release()


def _move(folder: Path, aside: Path) -> None:
    """All that was goes before anything comes: each step is seen from what is still there."""
    ready = folder / INCOMING
    names = (DATABASE, KEYS, FILES)
    old = [name for name in names if (ready / name).exists()]
    if (ready / DATABASE).exists():
        old += _LOG
    for name in old:
        if (folder / name).exists():
            aside.mkdir(exist_ok=True)
            (folder / name).replace(aside / name)
    for name in names:
        if (ready / name).exists():
            (ready / name).replace(folder / name)
