"""Registers that were kept aside when a copy was put in place: found, looked into, removed."""

import shutil
import time
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from akimat_desk.domain.errors import DeskError
from akimat_desk.storage.database import Database
from akimat_desk.storage.disk_errors import sorted_os_error
from akimat_desk.storage.swap import INCOMING, NOTE
from akimat_desk.storage.workspace import DATABASE

PREFIX: Final = "before-"
_HALF_MADE: Final = f"{DATABASE}.new*"
_LEFT_AFTER_S: Final = 24 * 3600
_PLACES: Final = "SELECT origin, seq FROM origin"


def found(folder: Path) -> list[Path]:
    """The newest last: their names tell the moment."""
    return sorted(path for path in folder.glob(f"{PREFIX}*") if path.is_dir())


def holds_more(aside: Path, key: bytes, connection: Connection) -> bool | None:
    """Whether an entry of it is not in the register; None where it cannot be looked into."""
    path = aside / DATABASE
    if not path.is_file():
        return None
    database = Database(path, key)
    try:
        with database.read() as opened:
            there = opened.exec_driver_sql(_PLACES).all()
    except DeskError:
        return None
    finally:
        database.close()
    here = {bytes(origin): seq for origin, seq in connection.exec_driver_sql(_PLACES)}
    return any(seq > here.get(bytes(origin), 0) for origin, seq in there)


def drop(aside: Path) -> None:
    with sorted_os_error():
        shutil.rmtree(aside)


def drop_leftovers(folder: Path) -> list[str]:
    """What a putting-back or saving that was cut off more than a day ago left; the names. One that
    is to be finished is not touched."""
    if (folder / NOTE).exists():
        return []
    gone = []
    for path in (folder / INCOMING, *folder.glob(_HALF_MADE)):
        with sorted_os_error():
            if not path.exists() or time.time() - path.stat().st_mtime < _LEFT_AFTER_S:
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        gone.append(path.name)
    return gone
