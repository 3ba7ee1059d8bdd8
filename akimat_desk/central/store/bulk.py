"""Many rows at once, by the shortest way each database has: COPY, or one prepared statement."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
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
    inserting = Inserting(connection, table)
    inserting.add(rows)
    inserting.end()


class Inserting:
    """Rows that come piece by piece. A server takes them in while the next ones are made.

    From `begin` to `end` or `abort` nothing else may be asked of a PostgreSQL connection.
    """

    def __init__(self, connection: Connection, table: Table) -> None:
        self._connection, self._table = connection, table
        self._is_copied = connection.dialect.name == "postgresql"
        self._copy: Any = None
        self._open = ExitStack()

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Raises the driver's own errors."""
        if not self._is_copied:
            driver: Any = self._connection.connection.driver_connection
            marks = ",".join("?" * len(self._table.columns))
            driver.executemany(f"INSERT INTO {self._table.name} VALUES ({marks})", rows)  # noqa: S608 (our names)
            return
        if self._copy is None:
            self._copy = self._begun()
        for row in rows:
            self._copy.write_row(row)

    def end(self) -> None:
        """All of it is in the table; raises the driver's own errors."""
        self._copy = None
        self._open.close()

    def abort(self, wrong: BaseException) -> None:
        """The connection is free again; the transaction is lost."""
        self._copy = None
        self._open.__exit__(type(wrong), wrong, wrong.__traceback__)

    def _begun(self) -> Any:
        from psycopg.types import string  # noqa: PLC0415 (a centre on SQLite needs no driver of it)

        driver: Any = self._connection.connection.driver_connection
        columns = self._table.columns
        names = ",".join(f'"{column.name}"' for column in columns)
        cursor = self._open.enter_context(driver.cursor())
        # The last one registered for a type is taken, and that is a slow one in Python.
        cursor.adapters.register_dumper(bytes, string.BytesBinaryDumper)
        statement = f"COPY {self._table.name} ({names}) FROM STDIN (FORMAT BINARY)"
        copy = self._open.enter_context(cursor.copy(statement))
        copy.set_types([_type_of(column.type) for column in columns])
        return copy


def _type_of(column_type: Any) -> str:
    return next(name for kind, name in _TYPES if isinstance(column_type, kind))
