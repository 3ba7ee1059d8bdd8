"""How much a workspace holds: rows and bytes, for the page about this workstation."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection


class Counts(NamedTuple):
    """Rows of the journal and of its lists."""

    entries: int
    cases: int
    applicants: int


def counts(connection: Connection) -> Counts:
    found = connection.exec_driver_sql(
        "SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM case_line),"
        " (SELECT count(*) FROM person_line)"
    ).one()
    return Counts(*map(int, found))


def database_bytes(database: Path) -> int:
    """The file and what SQLite keeps beside it."""
    return sum(
        path.stat().st_size
        for path in (database, database.with_name(f"{database.name}-wal"))
        if path.exists()
    )


def files_bytes(folder: Path) -> int:
    """Receipts, acts and scans, as they lie there."""
    return sum(size for size in _sizes(folder))


def _sizes(folder: Path) -> Iterator[int]:
    if folder.is_dir():
        for path in folder.rglob("*"):
            if path.is_file():
                yield path.stat().st_size
