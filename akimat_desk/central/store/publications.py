"""What the centre published: numbered in the order of publishing, never changed afterwards."""

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from akimat_desk.central.store import tables
from akimat_desk.central.store.statements import Statement
from akimat_desk.exchange.messages import Publication

_ALL = ""
_NEWEST = Statement("SELECT max(number) FROM publication")
_AFTER = Statement(
    "SELECT number, kind, id, release, office, at, length(body) FROM publication"
    " WHERE number > ? AND (office = ? OR office = ?) ORDER BY number"
)


class Line(msgspec.Struct, frozen=True):
    """A publication without its body; `size` is what the body weighs."""

    number: int
    kind: str
    id: str
    release: int
    office: str
    at: int
    size: int


class Publications:
    """Everything published, to all offices or to one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lines(self) -> list[Line]:
        table = tables.publication.c
        rows = self._connection.execute(
            select(
                table.number,
                table.kind,
                table.id,
                table.release,
                table.office,
                table.at,
                func.length(table.body),
            ).order_by(table.number)
        )
        return [Line(*row) for row in rows]

    def newest(self, kind: str, named: str, office: str) -> Publication | None:
        """The highest release that any desk of that office can have; of any office for ""."""
        table = tables.publication
        rows = select(table).where(table.c.kind == kind, table.c.id == named)
        if office != _ALL:
            rows = rows.where(table.c.office.in_((_ALL, office)))
        row = self._connection.execute(
            rows.order_by(table.c.release.desc(), table.c.office, table.c.number.desc()).limit(1)
        ).one_or_none()
        return None if row is None else _publication(row)

    def next_number(self) -> int:
        return int(_NEWEST.value(self._connection) or 0) + 1

    def add(self, publication: Publication) -> None:
        self._connection.execute(
            tables.publication.insert().values(**msgspec.structs.asdict(publication))
        )

    def after(self, number: int, office: str) -> Iterator[Line]:
        """What an office has to hear of: of each object the newest alone, in order."""
        found = [Line(*row) for row in _AFTER.rows(self._connection, number, _ALL, office)]
        latest = {(line.kind, line.id): line.number for line in found}
        return (line for line in found if latest[line.kind, line.id] == line.number)

    def find(self, number: int) -> Publication:
        table = tables.publication
        return _publication(
            self._connection.execute(select(table).where(table.c.number == number)).one()
        )


def _publication(row: Any) -> Publication:
    return Publication(**{name: getattr(row, name) for name in Publication.__struct_fields__})
