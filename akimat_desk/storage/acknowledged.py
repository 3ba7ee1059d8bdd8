"""What the server has acknowledged of each lineage, as far as its kept receipts say."""

import msgspec
from sqlalchemy import Connection

_OF_ORIGINS = (
    "SELECT o.origin, o.is_own, r.seq, r.at FROM origin o"
    " LEFT JOIN server_receipt r ON r.origin=o.origin"
)


class Acknowledged(msgspec.Struct, frozen=True, kw_only=True):
    """`receipts` holds (seq, at) by origin: the server had all entries up to seq at that instant.

    Only the last receipt of a lineage is kept, so `at` is the latest it can have come.
    """

    is_enrolled: bool
    own: frozenset[bytes]
    receipts: dict[bytes, tuple[int, int]]


def acknowledged(connection: Connection) -> Acknowledged:
    rows = connection.exec_driver_sql(_OF_ORIGINS).all()
    is_enrolled = connection.exec_driver_sql("SELECT 1 FROM server").first() is not None
    return Acknowledged(
        is_enrolled=is_enrolled,
        own=frozenset(row.origin for row in rows if row.is_own),
        receipts={row.origin: (row.seq, row.at) for row in rows if row.seq is not None},
    )
