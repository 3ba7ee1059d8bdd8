"""Statements of every exchange and every page, run by the driver itself.

SQLAlchemy's way to a statement and back costs several times what these cost (benchmarks).
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from akimat_desk.central.store.byte_arrays import ByteArray

Row = tuple[Any, ...]


class Statement:
    """SQL of both databases with `?` for a value; `IN ??` takes a list, as the last value."""

    def __init__(self, sql: str) -> None:
        self._sql = sql
        self._other = sql.replace("IN ??", "= ANY(%s)").replace("?", "%s")

    def rows(self, connection: Connection, *values: Any) -> list[Row]:
        """What it finds; nothing of what only changes."""
        driver: Any = connection.connection.driver_connection
        if connection.dialect.name == "postgresql":
            cursor = driver.execute(self._other, _listed(values), binary=True)
            return list(cursor.fetchall()) if cursor.pgresult.nfields else []
        if "??" in self._sql:
            return list(driver.execute(*self._spread(values)).fetchall())
        return list(driver.execute(self._sql, values).fetchall())

    def row(self, connection: Connection, *values: Any) -> Row | None:
        """Of what can be found once."""
        found = self.rows(connection, *values)
        return found[0] if found else None

    def value(self, connection: Connection, *values: Any) -> Any:
        """The first column of it; None where there is nothing."""
        found = self.rows(connection, *values)
        return found[0][0] if found else None

    def _spread(self, values: Sequence[Any]) -> tuple[str, tuple[Any, ...]]:
        listed = values[-1]
        return self._sql.replace("??", f"({','.join('?' * len(listed))})"), (*values[:-1], *listed)

    def send(self, driver: Any, rows: Iterable[Row], *, is_piped: bool) -> None:
        """Once for each row; nothing is found by it."""
        if not is_piped:
            driver.executemany(self._sql, rows)
            return
        for row in rows:
            driver.execute(self._other, row)


def _listed(values: Sequence[Any]) -> Sequence[Any]:
    """The driver writes a list of bytes value by value in Python; that takes longer than to ask."""
    listed = values[-1] if values else None
    if isinstance(listed, list) and listed and isinstance(listed[0], bytes):
        return (*values[:-1], ByteArray(listed))
    return values


class Later:
    """Changes that nobody waits for one by one: sent together, in the order they were added."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: list[tuple[Statement, Sequence[Row]]] = []

    def add(self, statement: Statement, rows: Sequence[Row]) -> None:
        if rows:
            self._waiting.append((statement, rows))

    def send(self) -> None:
        """Raises what the driver raises of any of them; then the transaction is lost."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        driver: Any = self._connection.connection.driver_connection
        if self._connection.dialect.name != "postgresql":
            for statement, rows in waiting:
                statement.send(driver, rows, is_piped=False)
            return
        # One journey there and back for all of them.
        with driver.pipeline():
            for statement, rows in waiting:
                statement.send(driver, rows, is_piped=True)
