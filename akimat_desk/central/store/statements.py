"""Statements of every exchange and every page, run by the driver itself.

SQLAlchemy's way to a statement and back costs several times what these cost (benchmarks).
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

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
            cursor = driver.execute(self._other, values, binary=True)
            return [] if cursor.description is None else list(cursor.fetchall())
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
