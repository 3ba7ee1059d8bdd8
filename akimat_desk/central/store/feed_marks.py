"""The digest of each office's feed at each of its lines: tells a desk's feed from another one."""

from sqlalchemy import Column, Connection, Integer, LargeBinary, String, Table

from akimat_desk.central.store import tables
from akimat_desk.central.store.statements import Statement

# A line without a mark is of a centre of before: its digest is not known.
feed_mark = Table(
    "feed_mark",
    tables.metadata,
    Column("office", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("digest", LargeBinary, nullable=False),
)
_DIGEST = Statement("SELECT digest FROM feed_mark WHERE office = ? AND number = ?")
KEEP = Statement("INSERT INTO feed_mark (office, number, digest) VALUES (?, ?, ?)")


def digest_at(connection: Connection, office: str, number: int) -> bytes:
    """Empty where it is not known, and before the first line."""
    found: bytes | None = _DIGEST.value(connection, office, number)
    return b"" if found is None else bytes(found)
