"""Rows of readings of many streams: gathered first, then written in one pass a statement."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Connection

from akimat_desk.storage.database import driver

_ROW_OF: Final = "SELECT id FROM {} WHERE stream=?"
_LAST_ROW: Final = "SELECT coalesce(max(id), 0) FROM {}"
_Row = tuple[Any, ...]


class Gathered:
    """All that goes is dropped before anything is put, so a stream may be gathered but once.

    Nothing of it is read back before `write`.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._raw = driver(connection)
        self._drops: dict[str, list[_Row]] = {}
        self._puts: dict[str, list[_Row]] = {}
        self._counts: dict[tuple[str, str], Counter[_Row]] = {}
        self._last: dict[str, int] = {}

    def drop(self, statement: str, *given: Any) -> None:
        self._drops.setdefault(statement, []).append(given)

    def put(self, statement: str, row: _Row) -> None:
        self._puts.setdefault(statement, []).append(row)

    def put_all(self, statement: str, rows: Iterable[_Row]) -> None:
        for row in rows:
            self._puts.setdefault(statement, []).append(row)

    def count(self, adding: str, dropping: str, key: _Row, by: int) -> None:
        """The statement that adds is given the key and the sum; the one that drops what came to
        nothing the key of each that was counted off."""
        self._counts.setdefault((adding, dropping), Counter())[key] += by

    def ask(self, statement: str, *given: Any) -> Any:
        """What stood before: the first row, or None."""
        return self._raw.execute(statement, given).fetchone()

    def row_of(self, table: str, stream: bytes) -> int | None:
        found = self.ask(_ROW_OF.format(table), stream)
        return None if found is None else int(found[0])

    def new_row(self, table: str) -> int:
        """The id that SQLite would give; several tables stand under it."""
        if table not in self._last:
            (self._last[table],) = self.ask(_LAST_ROW.format(table))
        self._last[table] += 1
        return self._last[table]

    def write(self) -> None:
        for statements in (self._drops, self._puts):
            for statement, rows in statements.items():
                self._raw.executemany(statement, rows)
        for (adding, dropping), sums in self._counts.items():
            self._raw.executemany(adding, [(*key, by) for key, by in sums.items() if by])
            self._raw.executemany(dropping, [key for key, by in sums.items() if by < 0])
