"""Many rows at once, by the shortest way each database has: COPY, or one prepared statement."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import BigInteger, Connection, Integer, LargeBinary, String, Table

# The wider one first: a BigInteger is an Integer too.
_TYPES: tuple[tuple[type[Any], str], ...] = (
    (BigInteger, "int8"),
    (Integer, "int4"),
    (LargeBinary, "bytea"),
    (String, "text"),
)


def insert_rows(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    """Values in the order of the table's columns; raises the driver's own errors."""
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
        return
    driver: Any = connection.connection.driver_connection
    marks = ",".join("?" * len(table.columns))
    driver.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)  # noqa: S608 (our names)


def _copy(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    from psycopg.types import string  # noqa: PLC0415 (a centre on SQLite needs no driver of it)

    driver: Any = connection.connection.driver_connection
    names = ",".join(f'"{column.name}"' for column in table.columns)
    statement = f"COPY {table.name} ({names}) FROM STDIN (FORMAT BINARY)"
    with driver.cursor() as cursor:
        # The last one registered for a type is taken, and that is a slow one in Python.
        cursor.adapters.register_dumper(bytes, string.BytesBinaryDumper)
        with cursor.copy(statement) as copy:
            copy.set_types([_type_of(column.type) for column in table.columns])
            for row in rows:
                copy.write_row(row)


def _type_of(column_type: Any) -> str:
    return next(name for kind, name in _TYPES if isinstance(column_type, kind))
