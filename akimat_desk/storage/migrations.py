"""Numbered steps of the workspace's tables; the journal itself is never migrated."""

from collections.abc import Callable

from sqlalchemy import Connection

from akimat_desk.storage import tables
from akimat_desk.storage.errors import DatabaseDamaged, WorkspaceNewer


def _first_tables(connection: Connection) -> None:
    first = [table for table in tables.metadata.sorted_tables if table not in tables.EXCHANGE]
    tables.metadata.create_all(connection, first)
    for statement in tables.FULL_TEXT:
        connection.exec_driver_sql(statement)


def _exchange_tables(connection: Connection) -> None:
    tables.metadata.create_all(connection, list(tables.EXCHANGE))


STEPS: tuple[Callable[[Connection], None], ...] = (_first_tables, _exchange_tables)


def version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def demand_tables(connection: Connection) -> None:
    """Raises DatabaseDamaged for a file that was a workspace's and holds nothing any more."""
    if version(connection) == 0:
        raise DatabaseDamaged("empty")


def pending(connection: Connection) -> int:
    """How many steps are due; raises WorkspaceNewer."""
    found = version(connection)
    if found > len(STEPS):
        raise WorkspaceNewer(found, len(STEPS))
    return len(STEPS) - found


def apply_step(connection: Connection) -> None:
    """The next step, in the caller's transaction together with its own record."""
    found = version(connection)
    STEPS[found](connection)
    connection.exec_driver_sql(f"PRAGMA user_version={found + 1}")
