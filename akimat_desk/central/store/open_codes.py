"""The one-time codes that a request on a stick may be closed by."""

from sqlalchemy import Connection, select

from akimat_desk.central.store import tables


def open_codes(connection: Connection, oldest: int) -> list[bytes]:
    """Digests of all that are not too old, used ones too: an answer may be asked for twice."""
    table = tables.code.c
    rows = connection.execute(select(table.digest).where(table.made_at >= oldest))
    return [bytes(row.digest) for row in rows]
