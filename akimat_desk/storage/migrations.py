"""Numbered steps of the workspace's tables; the journal itself is never migrated."""

from collections.abc import Callable

from sqlalchemy import Connection

from akimat_desk.storage import (
    access,
    act_lines,
    addresses,
    audit_lines,
    body_lines,
    dossiers,
    exchange_calls,
    exchange_tables,
    file_places,
    list_columns,
    list_indexes,
    offered,
    person_words,
    prints,
    receipt_marks,
    record_lines,
    share_tables,
    tables,
    unions,
)
from akimat_desk.storage.errors import DatabaseDamaged, WorkspaceNewer
from akimat_desk.storage.metadata import metadata


def _first_tables(connection: Connection) -> None:
    first = [table for table in metadata.sorted_tables if table not in exchange_tables.EXCHANGE]
    metadata.create_all(connection, first)
    for statement in tables.FULL_TEXT:
        connection.exec_driver_sql(statement)


def _exchange_tables(connection: Connection) -> None:
    metadata.create_all(connection, list(exchange_tables.EXCHANGE))


def _snippet_table(connection: Connection) -> None:
    metadata.create_all(connection, [tables.snippet])


def _held_files(connection: Connection) -> None:
    metadata.create_all(connection, [tables.held_file])


def _address_tables(connection: Connection) -> None:
    """Readings of what was registered before these tables were there come with them."""
    names = ("listed_word", "address_word", "address_of", "letter_line")
    metadata.create_all(connection, [metadata.tables[name] for name in names])
    addresses.fill(connection)


STEPS: tuple[Callable[[Connection], None], ...] = (
    _first_tables,
    _exchange_tables,
    _snippet_table,
    _held_files,
    _address_tables,
    unions.add_to_tables,
    person_words.add_to_tables,
    list_columns.add_to_tables,
    list_indexes.widen,
    receipt_marks.add_to_tables,
    act_lines.add_to_tables,
    list_columns.add_traits,
    prints.add_to_tables,
    offered.add_to_tables,
    record_lines.add_to_tables,
    body_lines.add_to_tables,
    file_places.add_to_tables,
    exchange_calls.add_to_tables,
    share_tables.add_to_tables,
    access.add_to_tables,
    audit_lines.add_to_tables,
    dossiers.add_to_tables,
    exchange_calls.add_to_tables,
)


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
