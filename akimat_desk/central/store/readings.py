"""What the centre's pages are found by: an index of cases that follows the feed."""

from typing import Any

from sqlalchemy import Connection, select

from akimat_desk.central.store import tables
from akimat_desk.central.store.database import upsert

_LONGEST = 64


class Readings:
    """Disposable: drop the rows and the cursor, and `status.catch_up` makes them anew."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def offices_behind(self) -> list[str]:
        feed, cursor = tables.office, tables.reading_cursor
        rows = self._connection.execute(
            select(feed.c.office)
            .select_from(feed.outerjoin(cursor, feed.c.office == cursor.c.office))
            .where((cursor.c.number.is_(None)) | (cursor.c.number < feed.c.newest))
        )
        return list(rows.scalars())

    def cursor(self, office: str) -> int:
        table = tables.reading_cursor.c
        found = self._connection.execute(
            select(table.number).where(table.office == office)
        ).scalar()
        return int(found or 0)

    def move(self, office: str, number: int) -> None:
        upsert(self._connection, tables.reading_cursor, ("office",), office=office, number=number)

    def keep(self, office: str, stream: bytes, number_key: str, receipt_code: str) -> None:
        """Cut to what an index takes and freed of NULs: one mad entry must not stop the rest."""
        upsert(
            self._connection,
            tables.case_index,
            ("office", "stream"),
            office=office,
            stream=stream,
            number_key=number_key[:_LONGEST],
            receipt_code=receipt_code.replace("\0", "")[:_LONGEST],
        )

    def by_number(self, number_key: str) -> list[Any]:
        """Rows of (office, stream, receipt_code): numbers are unique within an office only."""
        table = tables.case_index
        return list(
            self._connection.execute(
                select(table)
                .where(table.c.number_key == number_key[:_LONGEST])
                .order_by(table.c.office)
            )
        )
