"""Entries whose author the centre does not know yet; the office's desks may still tell."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import Connection, delete, select

from akimat_desk.central.store import tables
from akimat_desk.central.store.bulk import insert_rows
from akimat_desk.central.store.statements import Statement
from akimat_desk.domain.offices import office_stream

_OF_STREAM = Statement(
    "SELECT type, schema, body FROM entry WHERE office = ? AND stream = ?"
    " AND body IS NOT NULL AND type IN ??"
)


class Doubt(msgspec.Struct, frozen=True):
    """An entry by its place, and the station that signed it."""

    origin: bytes
    seq: int
    station: str


class Doubts:
    """Of one office."""

    def __init__(self, connection: Connection, office: str) -> None:
        self._connection = connection
        self._office = office

    def note(self, found: Iterable[Doubt]) -> None:
        """None of these places was noted before: an entry is kept once."""
        rows = [(self._office, one.origin, one.seq, one.station) for one in found]
        if rows:
            insert_rows(self._connection, tables.doubt, rows)

    def of_station(self, station: str) -> list[Doubt]:
        table = tables.doubt.c
        rows = self._connection.execute(
            select(table.origin, table.seq, table.station)
            .where(table.office == self._office, table.station == station)
            .order_by(table.origin, table.seq)
        )
        return [Doubt(row.origin, row.seq, row.station) for row in rows]

    def forget(self, station: str) -> None:
        table = tables.doubt
        self._connection.execute(
            delete(table).where(table.c.office == self._office, table.c.station == station)
        )


def of_office_stream(
    connection: Connection, office: str, types: Sequence[str]
) -> Iterator[tuple[str, int, bytes]]:
    """(type, schema, body) of what was said of the office itself."""
    stream = office_stream(office).bytes
    return iter(_OF_STREAM.rows(connection, office, stream, list(types)))
