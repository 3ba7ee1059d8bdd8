"""How far the server holds this file's access logs, by its signed receipts."""

import msgspec
from sqlalchemy import Connection, select

from akimat_desk.exchange.messages import Receipt
from akimat_desk.storage import journal
from akimat_desk.storage.access import access_origin, access_receipt


class Unsent(msgspec.Struct, frozen=True):
    """A lineage of the log, and how much of it a receipt covers."""

    origin: bytes
    seq: int
    covered: int


def unsent(connection: Connection) -> list[Unsent]:
    """The logs that are longer than their receipts say."""
    rows = connection.execute(
        select(access_origin.c.origin, access_origin.c.seq, access_receipt.c.receipt)
        .select_from(
            access_origin.outerjoin(
                access_receipt, access_receipt.c.origin == access_origin.c.origin
            )
        )
        .order_by(access_origin.c.origin)
    )
    found = [Unsent(row.origin, row.seq, _covered(row.receipt)) for row in rows]
    return [one for one in found if one.covered < one.seq]


def is_open(connection: Connection, origin: bytes) -> bool:
    """Whether the log stands beside the journal's open origin: one before that may lie further
    on elsewhere, where a copy was put back."""
    beside = select(access_origin.c.beside).where(access_origin.c.origin == origin)
    return connection.execute(beside).scalar() == journal.own_origin(connection).origin


def keep(connection: Connection, origin: bytes, receipt: bytes, server: bytes) -> None:
    connection.exec_driver_sql(
        "INSERT INTO access_receipt (origin, receipt, server) VALUES (?,?,?)"
        " ON CONFLICT (origin) DO UPDATE SET receipt=excluded.receipt, server=excluded.server",
        (origin, receipt, server),
    )


def _covered(receipt: bytes | None) -> int:
    if receipt is None:
        return 0
    try:
        return msgspec.msgpack.decode(receipt, type=Receipt).seq
    except msgspec.MsgspecError:
        return 0
