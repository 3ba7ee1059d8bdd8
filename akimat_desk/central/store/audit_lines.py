"""The lines of what administrators did: added at the end, read, never changed."""

from typing import Any

import msgspec
from sqlalchemy import Connection, select

from akimat_desk.central.store import tables


class AuditLine(msgspec.Struct, frozen=True, kw_only=True):
    """`origin` is where it came from: an address, or the command line of the machine."""

    number: int
    at: int
    who: str
    origin: str
    what: str
    office: str
    about: str
    chain: bytes = b""
    signature: bytes = b""


class AuditLines:
    """There is no way here to change a line or to take one away."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last(self) -> AuditLine | None:
        table = tables.audit
        row = self._connection.execute(
            select(table).order_by(table.c.number.desc()).limit(1)
        ).one_or_none()
        return None if row is None else _line(row)

    def add(self, line: AuditLine) -> None:
        self._connection.execute(tables.audit.insert().values(**msgspec.structs.asdict(line)))

    def before(self, number: int, count: int) -> list[AuditLine]:
        """The newest first; 0 for those at the end."""
        table = tables.audit
        rows = select(table).order_by(table.c.number.desc()).limit(count)
        if number:
            rows = rows.where(table.c.number < number)
        return [_line(row) for row in self._connection.execute(rows)]

    def after(self, number: int, count: int) -> list[AuditLine]:
        table = tables.audit
        rows = select(table).where(table.c.number > number).order_by(table.c.number).limit(count)
        return [_line(row) for row in self._connection.execute(rows)]


def _line(row: Any) -> AuditLine:
    return AuditLine(**{name: getattr(row, name) for name in AuditLine.__struct_fields__})
